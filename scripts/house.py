"""Read who imports whom: the files of our packages, the rooms that they lie in, and circles between them.

A room is a folder of an app. Imports inside functions count like any other; migrations are left out, for they lie
outside the order (Django reads them by name).
"""

import ast
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
APPS = ("submissions", "library", "agenda", "about", "planning", "feedback", "subscriptions", "consultation")
APPS += ("doors", "compliance", "royalties", "keeping", "home", "vietnamese", "site_cms")
# What Django finds by these names belongs to the top of its app, whatever folder it lies in.
FOUND_BY_NAME = {"management", "templatetags"}
TOP = ""


@dataclass(frozen=True, order=True)
class Import:
    """`importer` imports `imported` (dotted names of files of ours), at the top of the file or in a function."""

    importer: str
    imported: str
    in_function: bool = False


def files(apps=APPS, *, root=ROOT):
    """{dotted name: path} of the Python files of `apps`, an `__init__.py` under the name of its folder."""
    found = {}
    for app in apps:
        for path in sorted((root / app).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            if "migrations" not in parts:
                found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def tree_of(path):
    """The syntax tree of the file at `path`."""
    return ast.parse(path.read_text(encoding="utf-8"))


def room_of(name):
    """(app, room) of the file with the dotted `name`; the room is TOP for what lies at the app's top."""
    app, *rest = name.split(".")
    room = rest[0] if rest else TOP
    is_folder = (ROOT / app / room).is_dir()
    return app, room if is_folder and room not in FOUND_BY_NAME else TOP


def _base(node, *, name, path):
    """The absolute dotted name after `from` in `node`, an import in the file `name` at `path`."""
    if not node.level:
        return node.module
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    package = package[: len(package) - (node.level - 1)]
    return ".".join([*package, *([node.module] if node.module else [])])


def _imported(node, *, name, path, known):
    """The files of ours that the import `node` names."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names if alias.name in known}
    base = _base(node, name=name, path=path)
    whole = {f"{base}.{alias.name}" for alias in node.names}
    return {one if one in known else base for one in whole} & known.keys()


def imports(known):
    """All Imports between the files `known` (what `files` returns)."""
    found = set()
    for name, path in known.items():
        tree = tree_of(path)
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        inside = {id(node) for function in functions for node in ast.walk(function)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                named = _imported(node, name=name, path=path, known=known) - {name}
                found |= {Import(name, one, id(node) in inside) for one in named}
    return found


def circles(arrows):
    """Groups of names that reach each other through `arrows` (pairs from, to), each sorted, largest first.

    Tarjan's algorithm: the strongly connected components of more than one name.
    """
    onward = {}
    for start, end in arrows:
        onward.setdefault(start, set()).add(end)
        onward.setdefault(end, set())
    number, lowest, waiting, groups = {}, {}, [], []

    def visit(name):
        number[name] = lowest[name] = len(number)
        waiting.append(name)
        for other in sorted(onward[name]):
            if other not in number:
                visit(other)
            if other in waiting:
                lowest[name] = min(lowest[name], lowest[other])
        if lowest[name] == number[name]:
            cut = waiting.index(name)
            groups.append(sorted(waiting[cut:]))
            del waiting[cut:]

    for name in sorted(onward):
        if name not in number:
            visit(name)
    return sorted((group for group in groups if len(group) > 1), key=len, reverse=True)
