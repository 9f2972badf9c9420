"""Money to the đồng: rounding, shares, tax."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from royalties.money import amounts

shares = st.lists(st.integers(0, 100), min_size=1, max_size=40).filter(any)


@given(amount=st.integers(0, 10**12), shares=shares)
def test_shares_add_up(amount, shares):
    parts = amounts.split(amount, shares=shares)
    assert sum(parts) == amount
    assert all(part >= 0 for part in parts)


@given(amount=st.integers(0, 10**12), shares=shares)
def test_nobody_but_the_first_with_a_share_is_off_by_a_dong(amount, shares):
    parts = amounts.split(amount, shares=shares)
    sharing = [(part, share) for part, share in zip(parts, shares, strict=True) if share]
    for part, share in sharing[1:]:
        assert 0 <= amount * share - part * sum(shares) < sum(shares)


def test_the_rest_goes_to_the_first():
    assert amounts.split(100, shares=[34, 33, 33]) == [34, 33, 33]
    assert amounts.split(101, shares=[1, 1, 1]) == [35, 33, 33]
    assert amounts.split(208_500, shares=[50, 50]) == [104_250, 104_250]


@given(amount=st.integers(0, 10**12), shares=shares)
def test_a_share_of_nothing_is_nothing(amount, shares):
    parts = amounts.split(amount, shares=shares)
    assert all(part == 0 for part, share in zip(parts, shares, strict=True) if not share)


def test_the_rest_passes_over_who_has_no_share():
    assert amounts.split(101, shares=[0, 50, 50]) == [0, 51, 50]


@pytest.mark.parametrize("shares", [[], [0, 0], [-1, 2]])
def test_shares_that_divide_nothing_are_refused(shares):
    with pytest.raises(ValueError, match="divide nothing"):
        amounts.split(100, shares=shares)


def test_a_piece_with_photo_in_april_2019():
    """Domain: 1,5 × 139.000 = 208.500."""
    terms = {"factor": Decimal(1), "unit_value": 139_000, "applied": Decimal(100)}
    assert amounts.royalty(coefficient=Decimal("1.5"), **terms) == 208_500
    assert amounts.royalty(coefficient=Decimal("1.5"), **(terms | {"applied": Decimal(20)})) == 41_700


def test_half_a_dong_is_rounded_up():
    terms = {"factor": Decimal("0.5"), "unit_value": 1, "applied": Decimal(100)}
    assert amounts.royalty(coefficient=Decimal(1), **terms) == 1
    assert amounts.royalty(coefficient=Decimal("0.98"), **terms) == 0


@pytest.mark.parametrize(
    ("gross", "threshold", "tax"),
    [
        (1_876_500, 2_000_000, 0),
        (1_999_999, 2_000_000, 0),
        (2_000_000, 2_000_000, 200_000),
        (2_085_000, 2_000_000, 208_500),
        (4_999_999, 5_000_000, 0),
        (5_000_000, 5_000_000, 500_000),
    ],
)
def test_tax_from_the_threshold_on(gross, threshold, tax):
    assert amounts.withheld(gross, threshold=threshold, rate=Decimal(10)) == tax
