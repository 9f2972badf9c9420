"""The two sheets of a piece: for the loudspeaker and for the notice board."""

import pytest
from wagtail.rich_text import RichText

from home.sheets.words import reading_of
from submissions.models import NewsPage
from tests.home.conftest import SITE
from tests.soup import soup_of
from vietnamese.dates import today

TEXT = "<p>Từ 7h30 ngày 04/4/2019, UBND phường tiếp nhận hồ sơ.</p><ul><li>Lệ phí: 15.000 đ</li></ul>"
ALOUD = [
    "Từ bảy giờ ba mươi phút ngày bốn tháng tư năm hai nghìn không trăm mười chín, "
    "Ủy ban nhân dân phường tiếp nhận hồ sơ.",
    "Lệ phí: mười lăm nghìn đồng",
]


@pytest.fixture
def notice(newsroom, ward):
    return newsroom.publish(
        ward, title="Thu hồ sơ", text=TEXT, genre=NewsPage.Genre.ANNOUNCEMENT, holds_until=today(), lead="Mời bà con."
    )


def sheets(piece):
    return f"/ban-doc-loa/{piece.pk}/", f"/ban-dan-bang-tin/{piece.pk}/"


def test_the_reading_sheet_is_spelled_as_it_is_read(notice, read):
    sheet = read(sheets(notice)[0]).select_one(".sheet")
    assert [said.text for said in sheet.select("h1, p:not([class])")] == ["Thu hồ sơ", "Mời bà con.", *ALOUD]
    assert "Khoảng 1 phút (38 tiếng)" in sheet.text
    assert "Có hiệu lực đến hết ngày" in sheet.text
    assert "không đọc qua loa" not in sheet.text


def test_what_can_only_be_seen_is_told_to_who_reads(newsroom, ward):
    piece = NewsPage(title="Lịch", lead="Lịch tiêm.", body=[("table", {"data": [["Ngày", "Nơi"]]})])
    assert reading_of(piece).leaves_out
    piece.body = [("text", RichText("<p>" + "một " * 540 + "</p>")), ("quote", {"text": "Sạch là đẹp.", "source": ""})]
    reading = reading_of(piece)
    assert (reading.leaves_out, reading.minutes, reading.paragraphs[-1]) == (False, 3, "Sạch là đẹp.")


def test_the_sheet_for_the_board_has_unit_end_and_address(notice, read):
    page = read(sheets(notice)[1])
    sheet = page.select_one(".sheet--board")
    assert "sheet--long" not in sheet["class"]
    told = sheet.get_text(" ", strip=True)
    address = f"{SITE}{notice.url}"
    for words in ("UBND phường Phú Thủy", "Thông báo", "Thu hồ sơ", "7h30", "Có hiệu lực đến hết ngày", address):
        assert words in told
    assert sheet.select_one(".sheet__code svg.qr[viewBox]")
    assert page.select_one("link[rel=canonical]")["href"] == address
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


def test_a_long_piece_has_smaller_letters(newsroom, ward, read):
    piece = newsroom.publish(ward, text=f"<p>{'một ' * 300}</p>")
    assert "sheet--long" in read(sheets(piece)[1]).select_one(".sheet")["class"]


def test_everybody_comes_there_from_the_piece(notice, read, client, newsroom):
    links = {link["href"] for link in read(notice.url).select(".article__sheets a")}
    assert links == set(sheets(notice))
    client.force_login(newsroom.people_of(notice.unit)[0])
    desk = {link["href"] for link in soup_of(client.get(f"/admin/tin-bai/{notice.pk}/")).select("main a")}
    assert links <= desk


def test_only_what_is_live_has_sheets(notice, newsroom, client):
    newsroom.take_down(notice)
    assert [client.get(address).status_code for address in sheets(notice)] == [404, 404]


@pytest.mark.usefixtures("keeping")
def test_sheets_are_kept(notice, client, django_assert_num_queries):
    first = [client.get(address).content for address in sheets(notice)]
    with django_assert_num_queries(2):
        assert [client.get(address).content for address in sheets(notice)] == first
