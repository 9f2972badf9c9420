"""The direction of imports, between apps and between their rooms: who may know whom, and what pages name is there.

The rooms of an app and their order stand in docs/architecture.md, which is read here.
"""

import ast
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from scripts import draw_house, house

ROOT = Path(__file__).parent.parent
OURS = {*house.APPS, "tests", "benchmarks", "scripts", "deploy"}
MAY_IMPORT = {
    "vietnamese": set(),
    "submissions": {"vietnamese"},
    "library": {"submissions", "vietnamese"},
    "agenda": {"submissions", "vietnamese"},
    "about": {"submissions", "vietnamese"},
    "planning": {"library", "submissions", "vietnamese"},
    "feedback": {"submissions", "vietnamese"},
    "subscriptions": {"consultation", "feedback", "submissions", "vietnamese"},
    "consultation": {"feedback", "submissions", "vietnamese"},
    "home": {"library", "agenda", "about", "planning", "consultation", "feedback", "submissions", "vietnamese"},
    "compliance": {"submissions", "vietnamese"},
    "doors": {"submissions", "vietnamese"},
    "royalties": {"submissions", "vietnamese"},
    # Looks after all of them; nobody knows it.
    "keeping": {"compliance", "royalties", "site_cms", "submissions", "vietnamese"},
    # Runs on Debian's own Python, before anything of the site is there.
    "deploy": set(),
    # Wiring names the apps as strings, and never imports one.
    "site_cms": set(),
}
WITH_ROOMS = sorted(set(house.APPS) - {"site_cms"})
MOST_FILES_IN_A_ROOM = 12
# Files that import in a function, each with its reason; nothing is hidden there for the sake of a circle.
IN_FUNCTIONS = {
    "doors.apps": "ready() comes when every app's models are there",
    "about.apps": "ready() comes when every app's models are there",
    "home.apps": "ready() comes when every app's models are there",
    "keeping.apps": "ready() comes when every app's models are there",
    "royalties.apps": "ready() comes when every app's models are there",
    "submissions.apps": "ready() comes when every app's models are there",
    "submissions.chain.publishing": "Wagtail's models import it by its name while they are being made",
}


def imports_of(path):
    """Top-level names of the modules that `path` imports, wherever in the file."""
    for node in ast.walk(house.tree_of(path)):
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


# The calendar of holidays, and what reads and writes the files that an office fills in and prints.
FOREIGN_TO_VIETNAMESE = {"django", "docx", "holidays", "pypdf", "python_calamine", "xlrd", "xlsxwriter"}


def test_vietnamese_needs_few_packages():
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


def test_what_tells_a_person_why_not_is_one_kind_of_refusal():
    """So that one `except` catches them all, and one view tells them."""
    assigned = [
        str(path.relative_to(ROOT))
        for package in MAY_IMPORT
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(house.tree_of(path))
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "self.sentence"
    ]
    assert assigned == ["submissions/screens/refusals.py"]


# --- rooms ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def arrows():
    """Every import between our files (house.Import)."""
    return house.imports(house.files())


def test_no_files_import_each_other_in_a_circle(arrows):
    assert house.circles((arrow.importer, arrow.imported) for arrow in arrows) == []


def test_a_circle_is_found():
    """Else the test above could not fail."""
    known = {"a": "b", "b": "c", "c": "a", "d": "a"}
    assert house.circles(known.items()) == [["a", "b", "c"]]


def test_an_import_in_a_function_counts(tmp_path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app/__init__.py").write_text("")
    (tmp_path / "app/above.py").write_text("from app import below\n")
    (tmp_path / "app/below.py").write_text("def late():\n    from .above import something\n")
    found = house.imports(house.files(["app"], root=tmp_path))
    assert found == {
        house.Import("app.above", "app.below"),
        house.Import("app.below", "app.above", in_function=True),
    }


def test_imports_in_functions_are_named_with_their_reason(arrows):
    assert {arrow.importer for arrow in arrows if arrow.in_function} == IN_FUNCTIONS.keys()


@pytest.mark.parametrize("app", WITH_ROOMS)
def test_rooms_know_only_what_lies_below_them(app, arrows):
    order = {house.TOP: 1000} | {room: floor for floor, room in enumerate(draw_house.rooms_in_order(app))}
    wrong = []
    for arrow in arrows:
        (its_app, room), (other_app, other) = house.room_of(arrow.importer), house.room_of(arrow.imported)
        if its_app == other_app == app and order[room] < order[other]:
            wrong.append(f"{arrow.importer} ({room}) imports {arrow.imported} ({other or 'top'})")
    assert sorted(wrong) == []


@pytest.mark.parametrize("app", WITH_ROOMS)
def test_every_room_says_what_it_is_for(app):
    told = draw_house.rooms_in_order(app)
    rooms = {house.room_of(name)[1] for name in house.files([app])} - {house.TOP} | (told.keys() & {house.TOP})
    said = {room: ast.get_docstring(house.tree_of(ROOT / app / room / "__init__.py")) for room in rooms}
    # `models` hands its names on, and says so before.
    assert {room: text and text.split("\n")[0].rstrip(".") for room, text in said.items()} == told


@pytest.mark.parametrize("app", WITH_ROOMS)
def test_no_room_is_a_hall(app):
    crowd = Counter(path.parent for name, path in house.files([app]).items() if path.name != "__init__.py")
    halls = {str(folder.relative_to(ROOT)): n for folder, n in crowd.items() if n > MOST_FILES_IN_A_ROOM}
    assert halls == {}


@pytest.mark.parametrize("app", WITH_ROOMS)
def test_tests_lie_in_the_rooms_of_what_they_hold(app):
    """Each room has tests, and no test lies beside the rooms; where the top is a floor of its own, it has tests too."""
    folders = {path.parent for path in (ROOT / "tests" / app).rglob("test_*.py")}
    assert folders == {ROOT / "tests" / app / room for room in draw_house.rooms_in_order(app)}


def test_the_picture_is_drawn_from_the_imports_of_today():
    assert {app for column in draw_house.COLUMNS for app in column} == set(house.APPS) - {"vietnamese", "site_cms"}
    assert draw_house.PICTURE.read_text(encoding="utf-8") == draw_house.picture(), "make picture draws it anew"


# --- what the pages name ---------------------------------------------------------------------------

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "benchmarks/README.md"]
# A file or folder of the tree, as the pages write it: `compliance/counting/`, `tests/conftest.py`, docs/rights.md.
PACKAGES = "|".join(sorted(OURS | {"docs", "locale", "locale_wagtail", "proxy"}))
NAMED = re.compile(rf"(?<![\w/.<{{-])((?:{PACKAGES})/[\w./-]*[\w/])")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_that_a_page_names_exists(page):
    named = {path.rstrip(".") for path in NAMED.findall(page.read_text(encoding="utf-8"))}
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
