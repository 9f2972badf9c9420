"""What we touch of Wagtail beside what it documents stands in docs/wagtail-seams.md, and is as it says there."""

import ast
import hashlib
import inspect
import re
from functools import cache
from importlib import import_module
from importlib.util import resolve_name
from pathlib import Path

import pytest
import wagtail
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.forms import ModelForm
from django.urls import get_resolver
from treebeard.mp_tree import MP_Node

from scripts import house

ROOT = Path(__file__).parent.parent
WAGTAIL = Path(wagtail.__file__).parent
PAGE = ROOT / "docs" / "wagtail-seams.md"
# How a name with one underscore comes up in Wagtail: a function, a method that is called, a variable, an attribute.
DEFINED = re.compile(r"(?:def |\.|^\s+)(_[a-z]\w*)\s*(?:\(|=[^=])", re.MULTILINE)


def table(heading):
    """The rows of the tables whose first column is called `heading`: lists of what stands in the cells."""
    rows, inside = [], False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if not line.startswith("|"):
            inside = False
        elif inside and not line.startswith("| ---"):
            rows.append(cells)
        elif cells[0] == heading:
            inside = True
    return rows


def quoted(cell):
    return re.findall(r"`([^`]+)`", cell)


def resolve(path):
    """What the dotted `path` names. Raises AttributeError when it is gone."""
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return found
    raise ModuleNotFoundError(path)


@cache
def statements(owner):
    """What the source of a module or class says, one after the other: Wagtail's own words, whatever we set since."""
    if inspect.ismodule(owner):
        return ast.parse(inspect.getsource(owner)).body
    # `Page` gives another module as its own than the one that it is written in, and that one only imports it.
    for node in statements(written_in(import_module(owner.__module__), owner.__name__)):
        if isinstance(node, ast.ClassDef) and node.name == owner.__name__:
            return node.body
    raise AttributeError(f"the source of {owner} is not found")


def imported_by(module, node):
    """The module that the statement `from … import …` in the source of `module` names."""
    return resolve_name("." * node.level + (node.module or ""), module.__spec__.parent)


def written_in(module, name):
    """The module whose source has what `module` holds under `name`: it may only import it."""
    for node in statements(module):
        if isinstance(node, ast.ImportFrom) and name in [alias.name for alias in node.names]:
            return written_in(import_module(imported_by(module, node)), name)
    return module


def shape(path):
    """What Wagtail's source has under the dotted `path`: the signature of a function or method, or "class", "value"."""
    above, _, name = path.rpartition(".")
    owner = resolve(above)
    is_class = inspect.isclass(owner)
    for source in [one for one in owner.__mro__ if one.__module__.startswith("wagtail.")] if is_class else [owner]:
        for node in statements(source):
            match node:
                case ast.FunctionDef(name=known) if known == name:
                    return f"({ast.unparse(node.args)})"
                case ast.ClassDef(name=known) if known == name:
                    return "class"
                case ast.Assign(targets=[ast.Name(id=known)]) if known == name:
                    return "value"
                case ast.ImportFrom(names=aliases) if name in [alias.name for alias in aliases]:
                    return shape(f"{imported_by(source, node)}.{name}")
    raise AttributeError(f"Wagtail has no {path} any more")


def hash_of(template):
    """The beginning of the check sum of Wagtail's own `template`."""
    (original,) = WAGTAIL.glob(f"*/templates/{template}")
    return hashlib.sha256(original.read_bytes()).hexdigest()[:16]


SEAMS = [(quoted(name)[0], quoted(form)[0], quoted(where)) for name, form, where, *_ in table("name in Wagtail")]
TEMPLATES = {quoted(name)[0]: (quoted(original)[0], quoted(ours)[0]) for name, original, ours, _ in table("template")}
WORDS = [(quoted(word)[0], quoted(theirs), quoted(ours)) for word, theirs, ours, _ in table("word")]
ADDRESSES = [(*(quoted(space) or [""]), quoted(names), quoted(ours)) for space, names, ours in table("namespace")]
# {file of ours: the last parts of the names that it touches}
LISTED = {(name.rpartition(".")[2], file) for name, _form, files in SEAMS for file in files}
LISTED |= {(word, file) for word, _theirs, files in WORDS for file in files}


def test_the_tables_are_read():
    assert all([SEAMS, TEMPLATES, WORDS, ADDRESSES])
    assert len(SEAMS) == len({name for name, *_ in SEAMS})


@pytest.mark.parametrize(("name", "form"), [(name, form) for name, form, _files in SEAMS])
def test_the_name_is_there_and_has_its_shape(name, form):
    assert shape(name) == form


def test_each_file_mentions_what_it_is_said_to_touch():
    missing = [
        f"{file}: {name}"
        for name, file in sorted(LISTED)
        if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", (ROOT / file).read_text())
    ]
    assert missing == []


@pytest.mark.parametrize(("word", "theirs"), [(word, theirs) for word, theirs, _ours in WORDS])
def test_wagtail_uses_the_word(word, theirs):
    assert [file for file in theirs if word not in (WAGTAIL / file).read_text()] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_original_is_as_it_was_when_ours_was_made(template):
    assert hash_of(template) == TEMPLATES[template][0]


def test_every_template_in_the_place_of_wagtails_is_listed():
    found = {
        str(path.relative_to(ROOT))
        for folder in ROOT.glob("*/templates/wagtail*")
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert found == {ours for _original, ours in TEMPLATES.values()}


def test_hooks_of_wagtails_scripts_in_our_templates_are_listed():
    """Those in the place of Wagtail's templates are held by the check sum; a parameter belongs to its action."""
    found = {
        (hook, str(path.relative_to(ROOT)))
        for path in ROOT.glob("*/templates/**/*.html")
        if not path.relative_to(ROOT).parts[2].startswith("wagtail")
        for hook in re.findall(r"data-w(?:orkflow)?-[\w-]+", path.read_text())
        if not hook.endswith("-param")
    }
    assert found - LISTED == set()
    assert found, "nothing is found any more"


@cache
def names_of_addresses():
    """{(namespace, name)} of all addresses, with an empty name for the namespace itself; of nested ones the inner."""
    found, waiting = set(), [("", get_resolver())]
    while waiting:
        space, resolver = waiting.pop()
        found.add((space, ""))
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                waiting.append((pattern.namespace or space, pattern))
            else:
                found.add((space, pattern.name))
    return found


def test_every_address_that_the_guard_names_is_there():
    wanted = {(space, name) for space, names, _files in ADDRESSES for name in ["", *names]}
    assert wanted - names_of_addresses() == set()


def test_each_file_mentions_the_addresses_that_it_is_said_to_name():
    missing = [
        f"{file}: {name}"
        for space, names, files in ADDRESSES
        for file in files
        for name in filter(None, [space, *names])
        if f'"{name}"' not in (ROOT / file).read_text()
    ]
    assert missing == []


# --- what our code touches ---------------------------------------------------------------------------


@cache
def trees():
    """{dotted name: (path below the root, syntax tree)} of our files."""
    return {
        name: (str(path.relative_to(ROOT)), ast.parse(path.read_text()))
        for name, path in house.files().items()
        if "settings" not in path.parts
    }


@cache
def wagtails_underscored_names():
    """What Wagtail itself defines with one underscore; what Django or treebeard has under the same name is theirs."""
    found = set()
    for path in WAGTAIL.rglob("*.py"):
        if "tests" not in path.parts and "migrations" not in path.parts:
            found |= set(DEFINED.findall(path.read_text()))
    return {name for name in found if not any(hasattr(owner, name) for owner in (Model, ModelForm, FieldFile, MP_Node))}


def is_own(node):
    return isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")


def own_names(tree):
    """The names that a file of ours defines itself: functions, variables, and attributes of its own objects."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and is_own(node):
            yield node.attr


def test_underscored_names_of_wagtail_are_listed():
    used = set()
    for file, tree in trees().values():
        ours = set(own_names(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in wagtails_underscored_names() and node.attr not in ours:
                used.add((node.attr, file))
    assert used - LISTED == set()
    assert ("_slug_is_available", "submissions/body/public_address.py") in used, "nothing is found any more"


def underscored_in(node):
    """The underscored names that the body of a class defines."""
    for statement in node.body:
        names = [statement.name] if isinstance(statement, ast.FunctionDef) else []
        if isinstance(statement, ast.Assign):
            names = [target.id for target in statement.targets if isinstance(target, ast.Name)]
        yield from (name for name in names if name.startswith("_") and not name.startswith("__"))


def test_overridden_underscored_names_of_wagtail_are_listed():
    found = set()
    for module, (file, tree) in trees().items():
        for node in tree.body:
            for name in underscored_in(node) if isinstance(node, ast.ClassDef) else ():
                above = getattr(import_module(module), node.name).__mro__[1:]
                if any(name in vars(one) and one.__module__.startswith("wagtail.") for one in above):
                    found.add((name, file))
    assert found - LISTED == set()
    assert ("_set_core_field_defaults", "library/models/document.py") in found, "nothing is found any more"


def from_wagtail(tree):
    """The names under which a file of ours imports something of Wagtail, wherever in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "wagtail":
            yield from (alias.asname or alias.name for alias in node.names)


def replaced(tree):
    """The names in Wagtail's modules and classes that a file of ours sets; of `setattr`, the class or module."""
    theirs = set(from_wagtail(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and ast.unparse(target.value) in theirs:
                    yield target.attr
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "setattr":
            yield from theirs & {ast.unparse(node.args[0])}


def test_what_is_replaced_in_wagtail_is_listed():
    found = {(name, file) for file, tree in trees().values() for name in replaced(tree)}
    owners = {(name.split(".")[-2], file) for name, _form, files in SEAMS for file in files}
    assert found - LISTED - owners == set()
    assert {
        ("get_page_title", "submissions/screens/wagtail_words.py"),
        ("PagePermissionPolicy", "submissions/rights/policies.py"),
    } <= found, "nothing is found any more"
