"""docs/public-duties.md line by line: the addresses that it names are there, and so are the tests."""

import re
from pathlib import Path

import polib
import pytest
from django.urls import Resolver404, resolve

from about.models import LeadersPage, OrganisationPage, WardMapPage
from vietnamese.slugs import slugify

ROOT = Path(__file__).resolve().parents[3]
DUTIES = ROOT / "docs/public-duties.md"
CATALOGUE = ROOT / "locale/vi/LC_MESSAGES/django.po"
HEAD = ["decree", "article, point", "what", "where", "held by"]
# Of the introduction each subject is a page that two people publish: what a new site has is its place.
SUBJECTS = {f"/gioi-thieu/{slugify(page.TITLE)}/" for page in (LeadersPage, OrganisationPage, WardMapPage)}


def rows():
    """[{heading: cell}] of all tables of the page; "the same" stands for the cell above."""
    found, above = [], {}
    for line in DUTIES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|") or line.startswith("| ---"):
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells == HEAD:
            continue
        row = dict(zip(HEAD, cells, strict=True))
        row["held by"] = row["held by"].replace("the same", above.get("held by", ""))
        found.append(row)
        above = row
    return found


ROWS = rows()


def quoted(cell):
    return re.findall(r"`([^`]+)`", cell)


def test_each_line_names_decree_article_and_what_is_asked():
    assert len(ROWS) > 20
    for row in ROWS:
        assert re.fullmatch(r"\d+/\d{4}/(NĐ-CP|TT-BTTTT)", row["decree"]), row
        assert re.match(r"Article \d+", row["article, point"]), row
        assert row["what"] and row["where"], row


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["what"][:40])
def test_the_tests_that_hold_it_are_there(row):
    tests = [name for name in quoted(row["held by"]) if name.startswith("tests/")]
    assert tests, row
    for name in tests:
        files = [ROOT / name] if name.endswith(".py") else sorted((ROOT / name).rglob("test_*.py"))
        assert files and any("def test_" in file.read_text(encoding="utf-8") for file in files), name


@pytest.mark.parametrize(
    "address",
    sorted({name for row in ROWS for name in quoted(row["where"]) if name.startswith("/")}),
)
def test_the_addresses_are_there(db, client, address):
    if address in SUBJECTS:
        address = "/gioi-thieu/"
    if address.startswith("/admin/"):
        assert resolve(address).url_name
        return
    assert client.get(address).status_code == 200, address


def test_an_address_that_is_not_there_is_seen(client, db):
    assert client.get("/khong-co-gi-o-day/").status_code == 404
    with pytest.raises(Resolver404):
        resolve("/admin-khong-co/x")


def test_the_words_in_bold_stand_on_screens():
    said = {entry.msgstr for entry in polib.pofile(str(CATALOGUE))}
    words = {word for row in ROWS for word in re.findall(r"\*\*([^*]+)\*\*|“([^”]+)”", row["where"]) for word in word}
    assert {word for word in words if word and word not in said} == set()
