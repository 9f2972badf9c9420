"""Sums over numbers of which one was not kept when its period was closed: there is none, and the cell says so."""

import pytest

from compliance.counting.counts import NUMBERS, UnitRow, summed
from compliance.table.cells import NOT_KEPT
from compliance.table.report import Line, added
from compliance.year.matrix import Cell, Standing, YearLine, YearRow


@pytest.mark.parametrize(
    ("numbers", "total"), [([], 0), ([0, 0], 0), ([2, 3], 5), ([2, None, 3], None), ([None], None)]
)
def test_a_sum_of_what_was_not_kept_is_not_known(numbers, total):
    assert summed(iter(numbers)) == total


@pytest.mark.parametrize("name", NUMBERS)
def test_the_table_adds_up_what_was_kept(name):
    rows = (UnitRow(**dict.fromkeys(NUMBERS, 2)), UnitRow(**dict.fromkeys(NUMBERS, 3) | {name: None}))
    line = Line("", "Tổng cộng", added(rows), rows)
    assert line.shown(name) == NOT_KEPT
    assert {line.shown(other) for other in NUMBERS if other != name} == {"5"}


def test_the_year_adds_up_what_was_kept():
    def row(*counted):
        cells = (Cell(None, Standing.NOT_ASKED, True, UnitRow(counted=number, sent=1)) for number in counted)
        return YearRow(None, "UBND phường Phú Thủy", "ward", None, tuple(cells))

    kept, not_kept = row(2, 3), row(2, None)
    assert (kept.total("counted"), not_kept.total("counted"), not_kept.total("sent")) == (5, None, 2)
    assert YearLine("", "Tổng cộng", (kept, kept)).counted == 10
    assert YearLine("", "Tổng cộng", (kept, not_kept)).counted is None
