from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.numbers import (
    UnreadableNumber,
    decimal,
    in_prose,
    money,
    read_decimal,
    read_money,
    read_whole,
    roman,
    whole,
)

# Each with its own type, and no more digits than a field takes.
WHOLE = st.integers(min_value=-(10**27), max_value=10**27)
DECIMALS = st.decimals(min_value=-(10**12), max_value=10**12, places=6)


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "0"), (7, "7"), (999, "999"), (1000, "1.000"), (1_234_567, "1.234.567"), (-1500, "-1.500")],
)
def test_whole_numbers_are_grouped(number, shown):
    assert whole(number) == shown


@pytest.mark.parametrize(("number", "shown"), [(0, "0"), (2, "02"), (9, "09"), (10, "10"), (1234, "1.234")])
def test_the_text_of_a_document_pads_numbers_below_ten(number, shown):
    assert in_prose(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Decimal("1.5"), "1,5"),
        (Decimal("1.50"), "1,5"),
        (Decimal("-0.25"), "-0,25"),
        (Decimal("-0.0"), "0"),
        (Decimal("1490.5"), "1.490,5"),
        (Decimal("1E+3"), "1.000"),
        (Decimal("12345678901234567890123456789.5"), "12.345.678.901.234.567.890.123.456.789,5"),
        (2, "2"),
    ],
)
def test_decimals(number, shown):
    assert decimal(number) == shown


@pytest.mark.parametrize(
    ("number", "places", "shown"),
    [
        (Decimal("1.5"), 2, "1,50"),
        (Decimal("0.005"), 2, "0,01"),
        (Decimal("-0.004"), 2, "0,00"),
        (Decimal("1499.5"), 0, "1.500"),
        (66, 1, "66,0"),
        (Decimal("12345678901234567890123456789.55"), 1, "12.345.678.901.234.567.890.123.456.789,6"),
    ],
)
def test_as_many_decimals_as_asked(number, places, shown):
    assert decimal(number, places=places) == shown


def test_a_decimal_for_a_field_has_no_dots():
    assert decimal(Decimal("1500"), grouped=False) == "1500"
    assert decimal(Decimal("-1490.5"), grouped=False) == "-1490,5"


def test_money_does_not_break_before_its_sign():
    assert money(1_490_000) == "1.490.000\u00a0đ"
    assert money(0) == "0\u00a0đ"


@pytest.mark.parametrize("write", [whole, money])
@pytest.mark.parametrize("number", [1.0, Decimal(1), True, "1"])
def test_only_whole_numbers_are_written_as_such(write, number):
    with pytest.raises(TypeError, match="whole number"):
        write(number)


@pytest.mark.parametrize(
    ("number", "error"),
    [(0.1, TypeError), (True, TypeError), (Decimal("NaN"), ValueError), (Decimal("-Inf"), ValueError)],
)
def test_what_has_no_exact_decimals_is_not_written(number, error):
    with pytest.raises(error):
        decimal(number)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2", 2),
        ("02", 2),
        (" 15 ", 15),
        ("1500", 1500),
        ("1.500", 1500),
        ("1.234.567", 1_234_567),
        ("1 234 567", 1_234_567),
        ("1\u00a0234\u00a0567", 1_234_567),
        ("1\u202f234", 1234),
        ("-5", -5),
        ("\u22121.500", -1500),
    ],
)
def test_whole_numbers_as_typed(typed, number):
    assert read_whole(typed) == number
    assert read_money(typed) == number


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        (" \u00a0", "empty"),
        ("1,5", "decimal"),
        ("1.490,5", "decimal"),
        ("1,500", "decimal"),
        ("1.5", "grouping"),
        ("1.50.000", "grouping"),
        ("1.490 000", "grouping"),
        ("1490.000", "grouping"),
        ("0.500", "grouping"),
        ("1,490,000", "grouping"),
        ("1..000", "grouping"),
        ("hai", "invalid"),
        ("2 tin", "invalid"),
        ("1e3", "invalid"),
        ("²", "invalid"),
        ("٣", "invalid"),
        ("-", "invalid"),
        ("--1", "invalid"),
        ("9" * 29, "too_long"),
        ("9" * 5000, "too_long"),
    ],
)
def test_what_is_no_whole_number(typed, reason):
    for read in (read_whole, read_money):
        with pytest.raises(UnreadableNumber) as refused:
            read(typed)
        assert refused.value.reason == reason


@pytest.mark.parametrize(
    "typed",
    [
        "1490000",
        "1.490.000",
        "1.490.000 đ",
        "1.490.000\u00a0đ",
        "1.490.000đ",
        "1.490.000 đồng",
        "1.490.000 đo\u0302\u0300ng",
        "1.490.000 Đồng.",
        "1 490 000 VND",
        "1.490.000 VNĐ",
        "1.490.000 ₫",
        "1490000d",
    ],
)
def test_money_as_typed(typed):
    assert read_money(typed) == 1_490_000


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("1,49 triệu", "invalid"), ("đ", "empty"), ("1.490 USD", "invalid"), ("1.490.000,50 đ", "decimal")],
)
def test_what_is_no_amount(typed, reason):
    with pytest.raises(UnreadableNumber) as refused:
        read_money(typed)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("-0,25", "-0.25"),
        (",5", "0.5"),
        ("0.500", "0.5"),
        ("1,500", "1.5"),
        ("1.50", "1.5"),
        ("1234.567", "1234.567"),
        ("1500", "1500"),
        ("1 500", "1500"),
        ("1.490.000", "1490000"),
        ("1.490.000,5", "1490000.5"),
        ("1.500,0", "1500"),
    ],
)
def test_decimals_as_typed(typed, number):
    assert read_decimal(typed) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("1.500", "ambiguous"),
        ("-12.345", "ambiguous"),
        ("1,490.5", "grouping"),
        ("1,490,000", "grouping"),
        ("1.49.000", "grouping"),
        ("1,", "grouping"),
        (",", "grouping"),
        ("NaN", "invalid"),
        ("1e3", "invalid"),
        ("một", "invalid"),
        ("0," + "3" * 28, "too_long"),
    ],
)
def test_what_is_no_decimal(typed, reason):
    with pytest.raises(UnreadableNumber) as refused:
        read_decimal(typed)
    assert refused.value.reason == reason


@given(WHOLE)
def test_what_is_shown_is_read_back(number):
    assert read_whole(whole(number)) == number
    assert read_money(money(number)) == number


@given(DECIMALS)
def test_a_decimal_in_a_field_is_read_back(number):
    assert read_decimal(decimal(number, grouped=False)) == number


@given(DECIMALS)
def test_a_decimal_in_a_table_is_read_back_or_refused_but_never_misread(number):
    try:
        assert read_decimal(decimal(number)) == number
    except UnreadableNumber as refused:
        assert refused.reason == "ambiguous"
        assert number == number.to_integral_value()


@given(st.text(alphabet="0123456789.,- \u00a0đd", max_size=12))
def test_no_text_is_read_as_something_else_than_its_digits(text):
    for read in (read_whole, read_money):
        try:
            number = read(text)
        except UnreadableNumber:
            continue
        assert abs(number) == int("".join(char for char in text if char.isdigit()))


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1994, "MCMXCIV"), (3999, "MMMCMXCIX")],
)
def test_roman_numerals(number, written):
    assert roman(number) == written


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_what_has_no_roman_numeral(number):
    with pytest.raises(ValueError, match="no Roman numeral"):
        roman(number)
