"""The finder of foreign words finds English, and lets Vietnamese be."""

import pytest

from tests.language.allowed import SENTENCES, WORDS
from tests.language.words import foreign_words, texts_of
from tests.vietnamese import names


@pytest.mark.parametrize(
    "text",
    [
        "Save draft",
        "Choose an image",
        "Sign in",
        "Not found",
        "Page 1 of 3",
        "This field is required.",
        "Tin, bài đã publish",
        "Live",
        "Yes",
        "các trang chủs",
    ],
)
def test_english_is_found(text):
    assert foreign_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "Trình lãnh đạo duyệt",
        "Nguyễn Thị Thuý Quỳnh, khuya khoắt, nguều ngoào, giếng khơi, quyển lịch, gìn giữ",
        "Phuong Phu Thuy khong dau: nguoi phu trach cung cap tin, bai",
        "UBND, HĐND, CSV, 2485/UBND-VX, 08:30, 25/04/2019, anh-1.jpg, phuthuy.dung, a@phanthiet.example",
        "/admin/tin-bai/cho-bien-tap/",
    ],
)
def test_vietnamese_and_machine_strings_are_not(text):
    assert foreign_words(text) == []


def test_no_name_of_a_unit_is_foreign():
    assert [word for name in [*names.WARDS, *names.OFFICES] for word in foreign_words(name)] == []


def test_every_place_where_a_person_meets_words_is_read():
    html = """<!doctype html><title>Tab title</title><p>Plain <b>text</b></p><script>var notRead = 'code here'</script>
    <input placeholder="Placeholder text"><input type="submit" value="Button value"><img alt="Alternative words">
    <a aria-label="Spoken label" data-w-progress-active-value="Saving it…" data-controller="w-tabs w-progress">x</a>
    <script type="application/json">{"message": "Json message", "code": "w-code:thing->x#y"}</script>
    <div data-props='{"heading": "Data heading", "html": "<p>Html inside</p>"}'></div><!-- not read -->"""
    found = " ".join(texts_of(html))
    for words in (
        "Tab title",
        "Plain",
        "Placeholder text",
        "Button value",
        "Alternative words",
        "Spoken label",
        "Saving it…",
        "Json message",
        "Data heading",
        "Html inside",
    ):
        assert words in found
    assert "code" not in found and "not read" not in found and "w-tabs" not in found


def test_what_is_allowed_stays_a_short_list_with_reasons():
    assert len(WORDS) + len(SENTENCES) <= 40
    assert all((WORDS | SENTENCES).values())
