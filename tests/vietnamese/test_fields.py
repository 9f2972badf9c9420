import unicodedata
from decimal import Decimal

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.fields import DecimalNumberField, MoneyField, NormalisedCharField, WholeNumberField


class Figures(forms.Form):
    pieces = WholeNumberField(min_value=0, max_value=2000)
    amount = MoneyField()
    coefficient = DecimalNumberField(max_digits=5, decimal_places=2)


GOOD = {"pieces": "15", "amount": "1.490.000 đ", "coefficient": "1,5"}


def errors(**typed):
    return Figures({**GOOD, **typed}).errors


def test_typed_and_understood():
    form = Figures(GOOD)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"pieces": 15, "amount": 1_490_000, "coefficient": Decimal("1.5")}


def test_shown_as_an_office_writes_and_typed_as_text():
    html = str(Figures(initial={"pieces": 1500, "amount": 1_490_000, "coefficient": Decimal("1500.50")}))
    assert 'value="1.500"' in html
    assert 'value="1.490.000\u00a0đ"' in html
    assert 'value="1500,5"' in html
    assert html.count('inputmode="numeric"') == 2
    assert html.count('inputmode="decimal"') == 1
    assert 'type="number"' not in html


def test_what_was_refused_stays_as_it_was_typed():
    assert 'value="1.50"' in str(Figures({**GOOD, "pieces": "1.50"}))


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("pieces", "hai", "Hãy viết một số nguyên, như 12 hoặc 1.500."),
        ("pieces", "1,5", "Ô này chỉ nhận số nguyên, không có phần thập phân, như 12 hoặc 1.500."),
        ("pieces", "2.00", "Dấu chấm chưa đúng chỗ: mỗi nhóm phải có ba chữ số. Hãy viết 1.500 hoặc 1500."),
        ("pieces", "9" * 40, "Số này có quá nhiều chữ số."),
        ("pieces", "2.001", "Giá trị không được lớn hơn 2000."),
        ("pieces", "-1", "Giá trị không được nhỏ hơn 0."),
        ("amount", "1,5 triệu", "Hãy viết số tiền bằng đồng, như 1.490.000."),
        ("amount", "1.490,5", "Số tiền bằng đồng không có phần thập phân. Hãy viết như 1.490.000."),
        ("coefficient", "một", "Hãy viết một số, như 1,5."),
        ("coefficient", " 1.500 ", "“1.500” có thể hiểu theo hai cách. Hãy viết 1500 hoặc 1,5."),
        ("coefficient", "1,490.5", "Dấu chấm, dấu phẩy chưa đúng chỗ. Hãy viết 1490,5 hoặc 1.490,5."),
    ],
)
def test_a_refusal_says_how_to_write_it(field, typed, sentence):
    assert errors(**{field: typed}) == {field: [sentence]}


@pytest.mark.parametrize("empty", ["", "  ", "\u00a0"])
@pytest.mark.parametrize("field", GOOD)
def test_an_empty_number(field, empty):
    assert errors(**{field: empty}).as_data()[field][0].code == "required"
    assert WholeNumberField(required=False).clean(empty) is None


def test_more_decimals_than_the_field_has_are_refused():
    assert "coefficient" in errors(coefficient="1,555")


def test_a_number_that_was_not_touched_has_not_changed():
    for field, number in [
        (WholeNumberField(), 1500),
        (MoneyField(), 1_490_000),
        (DecimalNumberField(), Decimal("1500.50")),
    ]:
        assert not field.has_changed(number, field.prepare_value(number))
        assert field.has_changed(number, "7")
    assert not WholeNumberField(required=False).has_changed(None, "")


@given(st.integers(min_value=0, max_value=10**15))
def test_what_a_field_shows_it_takes(number):
    for field in (WholeNumberField(), MoneyField(), DecimalNumberField()):
        assert field.clean(field.prepare_value(number)) == number


def test_text_is_taken_in_the_form_in_which_it_is_stored():
    name = "Phường Phú Thủy"
    field = NormalisedCharField(max_length=len(name))
    assert field.clean(unicodedata.normalize("NFD", f" {name}\u00a0\u200b")) == name
    assert NormalisedCharField(required=False, empty_value=None).clean("") is None
