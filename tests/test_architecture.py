"""The direction of imports: who may know whom (design: the layout). The list of exemptions is empty."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = {"site_cms", "home", "submissions", "compliance", "royalties", "vietnamese", "tests", "benchmarks", "scripts"}
MAY_IMPORT = {
    "vietnamese": set(),
    "submissions": {"vietnamese"},
    "home": {"submissions", "vietnamese"},
    "compliance": {"submissions", "vietnamese"},
    "royalties": {"submissions", "vietnamese"},
    # Wiring names the apps as strings, and never imports one.
    "site_cms": set(),
}


def imports_of(path):
    """Top-level names of the modules that `path` imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_point_one_way(package):
    allowed = MAY_IMPORT[package] | {package}
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sorted((ROOT / package).rglob("*.py"))
        for name in imports_of(path)
        if name in OURS and name not in allowed
    ]
    assert wrong == []


# The calendar of holidays, and what writes the files that an office prints.
FOREIGN_TO_VIETNAMESE = {"django", "docx", "holidays", "xlsxwriter"}


def test_vietnamese_needs_few_packages():
    import sys

    foreign = {
        name
        for path in (ROOT / "vietnamese").rglob("*.py")
        for name in imports_of(path)
        if name not in sys.stdlib_module_names and name not in FOREIGN_TO_VIETNAMESE | {"vietnamese"}
    }
    assert foreign == set()


def test_no_file_is_named_after_nothing():
    vague = {"utils.py", "helpers.py", "common.py", "misc.py", "services.py"}
    found = [path for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py") if path.name in vague]
    assert found == []
