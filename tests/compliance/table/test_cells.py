"""What stands in a cell, for people and for other programs."""

from decimal import Decimal

import pytest

from compliance.table.cells import NOT_KEPT, shown


@pytest.mark.parametrize(
    ("value", "text", "ungrouped"),
    [
        (0, "0", "0"),
        (1234, "1.234", "1234"),
        (Decimal("66.65"), "66,7", "66,7"),
        (Decimal("1234.5"), "1.234,5", "1234,5"),
        ("28/33", "28/33", "28/33"),
        ("", "", ""),
        (None, NOT_KEPT, NOT_KEPT),
    ],
)
def test_a_cell_as_text(value, text, ungrouped):
    assert shown(value) == text
    assert shown(value, grouped=False) == ungrouped


def test_points_have_two_places():
    assert shown(Decimal("8.5"), places=2) == "8,50"
