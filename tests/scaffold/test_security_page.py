"""docs/security.md has every section of ASVS 5.0, says of each how it stands, and names tests that exist."""

import re

import pytest

from .processes import ROOT

# {chapter: number of its sections} of version 5.0.0.
SECTIONS = {
    1: 5,
    2: 4,
    3: 7,
    4: 4,
    5: 4,
    6: 8,
    7: 6,
    8: 4,
    9: 2,
    10: 7,
    11: 6,
    12: 3,
    13: 4,
    14: 3,
    15: 4,
    16: 5,
    17: 3,
}
STANDS = {"holds", "partly", "not met", "does not apply"}
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in PAGE.splitlines() if line.startswith("| V")]


def test_every_section_is_there_once():
    named = [tuple(map(int, pair)) for section, *_rest in ROWS for pair in re.findall(r"V(\d+)\.(\d+)", section)]
    assert sorted(named) == [(chapter, one) for chapter, number in SECTIONS.items() for one in range(1, number + 1)]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_each_line_says_how_it_stands_and_what_holds_it(row):
    _section, stands, by = row
    assert stands in STANDS
    tests = re.findall(r"`(tests/[\w/.]+)`", by)
    assert all((ROOT / path).exists() for path in tests)
    if stands == "holds":
        assert tests, "a promise without a test"
    if stands in ("not met", "does not apply", "partly"):
        assert len(by) > 10, "it says why"
