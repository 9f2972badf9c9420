"""One piece as a citizen reads it."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from wagtail.rich_text import RichText

from submissions.models import NewsAuthor, NewsDocument, NewsPage
from tests import factories, workflow
from tests.home.conftest import SITE

EVENING = datetime.datetime(2026, 9, 1, 0, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def piece(newsroom, ward):
    return newsroom.publish(ward, title="Dọn vệ sinh bãi biển", photo=True, at=EVENING)


def with_body(newsroom, unit, body, *, authors=(), **fields):
    """A live piece whose body is `body`, a list of (block type, value)."""
    contributor, leader = newsroom.people_of(unit)
    draft = factories.news(unit, owner=contributor, **fields)
    draft.body = body
    draft.authors = [NewsAuthor(name=name, share=100 // len(authors)) for name in authors]
    draft.save_revision(user=contributor)
    return workflow.publish_through_chain(draft, contributor=contributor, leader=leader, editor=newsroom.editor)


def photo_value(image, **fields):
    return {"image": image, "caption": "Tàu về bến", "credit": "", "alt": ""} | fields


def test_head_of_an_article(piece, read):
    page = read(piece.url)
    assert page.h1.text == "Dọn vệ sinh bãi biển"
    assert page.select_one(".article .kicker a")["href"] == "/tin-tuc/chuyen-muc/tin-tuc-su-kien/"
    assert page.select_one(".article__lead").text == piece.lead
    unit = page.select_one(".byline__unit")
    assert (unit.text, unit["href"]) == ("UBND phường Phú Thủy", "/tin-tuc/phuong-phu-thuy/")
    time = page.select_one(".byline time")
    assert (time.text, time["datetime"]) == ("Thứ Ba, 01/09/2026, 00:30", "2026-09-01T00:30:00+07:00")
    assert "Cập nhật" not in page.select_one(".byline").text


def test_what_search_engines_and_shared_links_get(piece, read):
    page = read(piece.url)
    content = {meta.get("property") or meta.get("name"): meta["content"] for meta in page.select("meta[content]")}
    assert page.html["lang"] == "vi"
    assert page.title.text.startswith("Dọn vệ sinh bãi biển – ")
    assert content["description"] == content["og:description"] == piece.lead
    assert content["og:title"] == "Dọn vệ sinh bãi biển"
    assert content["og:url"] == page.select_one("link[rel=canonical]")["href"] == f"{SITE}{piece.url}"
    assert content["og:image"].startswith(f"{SITE}/")


def test_a_correction_shows_when(piece, newsroom, read):
    later = EVENING + datetime.timedelta(hours=2)
    NewsPage.objects.filter(pk=piece.pk).update(last_published_at=later)
    byline = read(piece.url).select_one(".byline")
    assert [time.text for time in byline.select("time")] == ["Thứ Ba, 01/09/2026, 00:30", "Thứ Ba, 01/09/2026, 02:30"]
    assert "Cập nhật" in byline.text


def test_authors_and_origin(newsroom, ward, read):
    text = [("text", RichText("<p>Nội dung.</p>"))]
    piece = with_body(
        newsroom, ward, text, authors=["Trần Văn Bình", "Lê Thị Hà"], origin="reprinted", source="Báo Bình Thuận"
    )
    foot = read(piece.url).select_one(".article__foot")
    assert foot.select_one(".article__author").text == "Trần Văn Bình, Lê Thị Hà"
    assert "Đăng lại từ: Báo Bình Thuận" in foot.text


def test_photos(newsroom, ward, read):
    image = factories.photo(ward, file=factories.picture_file(size=(1500, 1000)))
    values = [photo_value(image, alt="Tàu cá", credit="Minh Hằng"), photo_value(image, credit="Tranh minh họa")]
    piece = with_body(newsroom, ward, [("photo", values[0]), ("gallery", {"photos": [values[1], values[1]]})])
    first, *others = read(piece.url).select(".photo")
    assert first.img["alt"] == "Tàu cá"
    assert "Ảnh: Minh Hằng" in first.figcaption.text
    assert [other.select_one(".photo__credit").text for other in others] == ["Tranh minh họa"] * 2
    assert "loading" not in first.img.attrs
    assert [other.img["alt"] for other in others] == ["Tàu về bến"] * 2
    assert all(other.img["loading"] == "lazy" for other in others)


def test_the_first_photo_stands_before_the_second_paragraph(newsroom, ward, read):
    image = factories.photo(ward)
    photo, one, two = (
        ("photo", photo_value(image)),
        *(("text", RichText(text)) for text in ("<p>Một.</p>", "<p>Một.</p><p>Hai.</p>")),
    )
    quote = ("quote", {"text": "Biển là của chung.", "source": ""})
    shown = {"one": [one, photo, two], "two": [two, photo], "mixed": [one, quote, photo], "none": [two, quote]}
    orders = {
        name: [part["class"][0] for part in read(with_body(newsroom, ward, body).url).select(".article__body > *")]
        for name, body in shown.items()
    }
    assert orders == {
        "one": ["text", "photo", "text"],
        "two": ["photo", "text"],
        "mixed": ["photo", "text", "quote"],
        "none": ["text", "quote"],
    }


def test_typed_quotation_marks_are_drawn_as_in_print(newsroom, ward, read):
    text = RichText('<p>Ông nói: "Biển (<b>"của chung"</b>)". <a href="https://phanthiet.example/">"Xem"</a></p>')
    piece = with_body(newsroom, ward, [("text", text)], title='Học bạ số: "đỡ giấy tờ"', lead='"Đỡ đi lại" & "<b>"')
    page = read(piece.url)
    assert page.h1.text == "Học bạ số: “đỡ giấy tờ”"
    assert page.select_one(".article__lead").text == "“Đỡ đi lại” & “<b>”"
    body = page.select_one(".article__body")
    assert body.text.strip() == "Ông nói: “Biển (“của chung”)”. “Xem”"
    assert body.a["href"] == "https://phanthiet.example/"
    assert page.title.text.startswith('Học bạ số: "đỡ giấy tờ"')


def test_every_kind_of_block(newsroom, ward, read):
    def document(name):
        return NewsDocument.objects.create(
            title=name, collection=ward.collection, file=ContentFile(b"ID3" + bytes(2045), name=name)
        )

    body = [
        ("text", RichText("<h2>Kết quả</h2><p>Nội dung.</p>")),
        ("quote", {"text": "Biển là của chung.", "source": "Ông Tám"}),
        (
            "table",
            {
                "data": [["Khu phố", "Số người"], ["Khu phố 1", "<120>"]],
                "first_row_is_table_header": True,
                "first_col_is_header": False,
                "table_header_choice": "row",
                "table_caption": "Người tham gia",
            },
        ),
        ("video", {"url": "https://video.example/xem?v=1", "title": "Phóng sự"}),
        ("audio", {"file": document("ban-tin.mp3"), "title": "Bản tin"}),
        ("file", {"file": document("ke-hoach.pdf"), "title": "Kế hoạch"}),
    ]
    article = read(with_body(newsroom, ward, body).url).select_one(".article__body")
    assert article.h2.text == "Kết quả"
    assert article.blockquote.text.strip() == "Biển là của chung."
    assert article.caption.text == "Người tham gia"
    assert [cell["scope"] for cell in article.select("th")] == ["col", "col"]
    assert article.select("td")[1].text.strip() == "<120>"
    assert not article.select("iframe, script")
    video, file = article.select(".attachment a")
    assert "video.example" in video.text
    assert "PDF" in file.text and "2,0\xa0KB" in file.text
    assert article.audio["src"].endswith("/ban-tin.mp3")
    assert article.audio["preload"] == "none"


def test_more_of_the_unit_and_the_section(piece, newsroom, ward, read):
    newsroom.publish(ward, title="Cùng phường")
    newsroom.publish(factories.UnitFactory(), title="Cùng chuyên mục")
    unit, section = read(piece.url).select(".more")
    assert [title.text for title in unit.select(".card__title")] == ["Cùng phường"]
    assert [title.text for title in section.select(".card__title")] == ["Cùng chuyên mục"]


def test_of_what_was_never_published_nobody_learns_that_it_exists(newsroom, ward, client):
    contributor, leader = newsroom.people_of(ward)
    draft = factories.news(ward, owner=contributor, title="Bản nháp kín")
    assert client.get(draft.url).status_code == 404
    workflow.approve_as(workflow.submit(draft, contributor), leader)
    assert client.get(draft.url).status_code == 404
    assert client.get(draft.url).content == client.get(f"{ward.page.url}khong-co/").content


def test_a_draft_can_be_previewed_before_it_has_an_address(ward):
    draft = factories.news(ward, title="Bản nháp")
    unsaved = NewsPage(title="Bài mới viết", lead="Mở đầu.", body=factories.body_blocks())
    for page in (draft, unsaved):
        response = page.make_preview_request()
        assert response.status_code == 200
        assert page.title in response.rendered_content
