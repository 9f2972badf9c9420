import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vietnamese.names import OFFICES, WARDS
from vietnamese.text import as_spelled, fold, normalise, normalise_html

NAMES = sorted(WARDS | OFFICES)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Phu\u0301 Thu\u0309y", "Phú Thủy"),
        ("02\u00a0tin", "02 tin"),
        ("1.490.000\u202fđ", "1.490.000 đ"),
        ("Phan\u200b Thiết\ufeff", "Phan Thiết"),
        ("Thie\u200b\u0302\u0301t", "Thiết"),
        ("một  hai\nba", "một  hai\nba"),
        ("hoà, hòa", "hoà, hòa"),
        ("Một dòng\x0bhai\x0ctrang", "Một dòng hai trang"),
        ("Hội\x02 ng\x1fhị\x07 2019\x1e2020\x7f\ufffe", "Hội nghị 2019-2020"),
        ("một\r\n\thai", "một\r\n\thai"),
    ],
)
def test_normalise_keeps_what_is_seen(typed, stored):
    assert normalise(typed) == stored


@pytest.mark.parametrize("form", [normalise, fold, as_spelled])
@pytest.mark.parametrize("marks", ["\u0315\u0300", "\u0315\u200b\u0300"])
def test_a_letter_with_half_a_million_marks_is_read_at_once(form, marks):
    """As a form may send it; to put so long a row in order would take ten minutes."""
    read = form("Tin a" + marks * 250_000 + " hay")
    assert read[:3].lower() == "tin" and read[-4:] == " hay"
    assert len(read) < 50


def test_as_many_marks_as_any_letter_has_are_kept():
    assert normalise("x" + "\u0323\u0300" * 15) == "x" + "\u0323" * 15 + "\u0300" * 15
    assert normalise("–" * 100) == "–" * 100


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đài Truyền thanh Phan Thiết", "dai truyen thanh phan thiet"),
        ("  Số: 2485/UBND-VX,  ngày 04/4/2019 ", "so 2485 ubnd vx ngay 04 4 2019"),
        ("Ðức Long", "duc long"),
        ("Mũi_Né", "mui ne"),
        ("Mỹ", "my"),
        ("Mĩ", "mi"),
        ("…", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"), [("hoà", "hòa"), ("Phú Thuỷ", "Phú Thủy"), ("khoẻ", "khỏe"), ("ĐƯỜNG", "đường")]
)
def test_fold_joins_spellings_of_one_word(one, other):
    assert one != other
    assert fold(one) == fold(other)


@pytest.mark.parametrize("name", NAMES)
def test_fold_of_a_unit_name_is_ascii_and_tells_the_units_apart(name):
    assert fold(name).isascii()
    assert [other for other in NAMES if fold(other) == fold(name)] == [name]
    assert fold(unicodedata.normalize("NFD", name)) == fold(name) == fold(name.upper())


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("<p>Phu\u0301 <b>Thu\u0309y</b>\u00a0</p>", "<p>Phú <b>Thủy</b> </p>"),
        ('<a href="https://vi.example/Phu\u0301">Phu\u0301</a>', '<a href="https://vi.example/Phu\u0301">Phú</a>'),
        ("<p>\u0338a &lt;b&gt;</p>", "<p>\u0338a &lt;b&gt;</p>"),
        ("Phu\u0301", "Phú"),
        ("", ""),
    ],
)
def test_normalise_html_keeps_the_tags(typed, stored):
    assert normalise_html(typed) == stored


@given(st.text())
def test_normalise_is_idempotent(text):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text())
def test_fold_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_fold_does_not_depend_on_the_normal_form(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == fold(text)


@given(st.text())
def test_fold_sees_no_difference_that_normalise_removes(text):
    assert fold(normalise(text)) == fold(text)


@given(st.text())
def test_fold_leaves_single_spaces_only(text):
    assert fold(text) == " ".join(fold(text).split())


def test_as_spelled_keeps_marks_and_places_the_tone_last():
    assert as_spelled("Phú Thuỷ") == as_spelled("PHÚ  THỦY,") == as_spelled(unicodedata.normalize("NFD", "Phú Thủy"))
    assert as_spelled("hoà") == as_spelled("hòa") != as_spelled("hoa") != as_spelled("hóa")
    assert as_spelled("Ðức") == as_spelled("Đức") != as_spelled("Dức")
    assert as_spelled("Công văn 2485/UBND-VX") == "công văn 2485 ubnd vx"
