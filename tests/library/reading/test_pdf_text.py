"""Words of a PDF: read in a limited process, put into paragraphs, and nothing said of a scan."""

import pytest

from library.reading import pdf_text
from library.reading.pdf_text import NotRead, cleaned, text_of_pdf
from tests.library.reading.pdfs import pdf

DECREE = """Điều 1. Phê duyệt kế hoạch phòng, chống dịch sốt xuất
huyết trên địa bàn.
Điều 2. Quyết định này có hiệu lực từ ngày ký."""


def test_pages_are_read_in_order_and_sentences_go_on():
    text, is_cut = text_of_pdf(pdf(DECREE, "Nơi nhận: Như Điều 3; Lưu: VT."))
    assert text.startswith("Điều 1. Phê duyệt kế hoạch phòng, chống dịch sốt xuất huyết trên địa bàn.\nĐiều 2.")
    assert text.endswith("\n\nNơi nhận: Như Điều 3; Lưu: VT.")
    assert not is_cut


def test_a_scan_says_nothing():
    assert text_of_pdf(pdf("", "")) == ("", False)
    assert text_of_pdf(pdf("Trang 1", "")) == ("", False), "a number in a corner is no text"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 gibberish", b"not a pdf", b"%PDF-1.7\n" + bytes(5000)])
def test_what_is_damaged_is_not_read(content):
    with pytest.raises(NotRead):
        text_of_pdf(content)


def test_it_is_cut_at_its_limits(monkeypatch):
    monkeypatch.setattr(pdf_text, "MOST_CHARACTERS", 100)
    said = pdf_text.answer(pdf(DECREE, DECREE))
    assert (len(said["text"]), said["is_cut"]) == (100, True)
    monkeypatch.setattr(pdf_text, "MOST_CHARACTERS", 1000)
    monkeypatch.setattr(pdf_text, "MOST_PAGES", 1)
    said = pdf_text.answer(pdf(DECREE, "Trang hai"))
    assert "Trang hai" not in said["text"] and said["is_cut"]


def test_a_reader_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(pdf_text, "PATIENCE", 0.001)
    with pytest.raises(NotRead):
        text_of_pdf(pdf(DECREE))


def test_what_no_database_takes_is_left_out():
    text = cleaned(DECREE + "\x00\x07\ud800" + "\n \n \nHết")
    assert text.encode() and "\x00" not in text
    assert text.endswith("ký.\n\nHết")


def test_letters_of_before_unicode_are_read():
    old = "§iÒu 1. Phª duyÖt kÕ ho¹ch phßng, chèng dÞch sèt xuÊt huyÕt trªn ®Þa bµn thµnh phè."
    assert cleaned(old).startswith("Điều 1. Phê duyệt kế hoạch")
