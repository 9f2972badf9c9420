"""The page of results: what it shows, what it can be limited to, and whatever somebody types."""

import datetime
import unicodedata

import pytest
from django.utils import timezone

from home.search import finding
from submissions.models import Category, NewsPage
from submissions.templatetags.public_news import told_day
from tests import factories
from tests.plugins.told import told


@told
def mui_ne():
    return factories.UnitFactory(name="UBND phường Mũi Né", slug="phuong-mui-ne")


@told
def city(newsroom, ward, mui_ne):
    """Five pieces that say "bãi biển", of two units, sections, kinds and years."""
    now = timezone.now()
    ago = [now - datetime.timedelta(days=days) for days in (800, 40, 20, 3, 1)]
    direction = Category.objects.get(slug="chi-dao-dieu-hanh")
    return [
        newsroom.publish(ward, title="Bãi biển thứ nhất", at=ago[0], text="<p>Đoạn đầu.</p>"),
        newsroom.publish(ward, title="Bãi biển thứ hai", at=ago[1]),
        newsroom.publish(mui_ne, title="Bãi biển thứ ba", at=ago[2], category=direction),
        newsroom.publish(mui_ne, title="Bãi biển thứ tư", at=ago[3], genre=NewsPage.Genre.ANNOUNCEMENT),
        newsroom.publish(mui_ne, title="Bãi biển thứ năm", at=ago[4], photo=True),
    ]


pytestmark = pytest.mark.django_db
ALL = ["Bãi biển thứ năm", "Bãi biển thứ tư", "Bãi biển thứ ba", "Bãi biển thứ hai", "Bãi biển thứ nhất"]


def said(page):
    """How many hits there are, in the words of the page."""
    return page.select_one("[role=status]").get_text(" ", strip=True)


def numbers(page, name):
    """{value: (label, number) as shown} of the list to choose from called `name`."""
    return {option["value"]: option.text for option in page.select(f"select[name={name}] option") if option["value"]}


def test_what_a_hit_shows(city, answer):
    page = answer("bai bien")
    hit = page.select_one(".hit")
    assert hit.select_one(".kicker").text == "Phường Mũi Né"
    assert [mark.text for mark in hit.select(".hit__title mark")] == ["Bãi biển"]
    assert "vệ sinh bãi biển" in hit.select_one(".hit__text").text
    assert hit.select_one(".hit__text mark").text == "bãi biển"
    assert hit.select_one("time").text == told_day(city[-1].published_at)
    assert "Tin tức, sự kiện" in hit.select_one(".card__date").text
    assert said(page) == "5 kết quả cho “bai bien”"
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert not page.select("link[rel=canonical]")
    assert page.select_one("header form [name=q]")["value"] == "bai bien"


def test_limits_and_how_many_each_would_leave(city, found, answer):
    assert found("bai bien") == ALL
    assert found("bai bien", don_vi="phuong-mui-ne") == ALL[:3]
    assert found("bai bien", don_vi="phuong-mui-ne", loai="thong-bao") == ALL[1:2]
    assert found("bai bien", chuyen_muc="chi-dao-dieu-hanh") == ALL[2:3]
    assert found("bai bien", thoi_gian="7") == ALL[:2]
    assert found("bai bien", thoi_gian="30") == ALL[:3]
    oldest = timezone.localtime(city[0].published_at).year
    assert found("bai bien", thoi_gian=str(oldest)) == ALL[4:]
    page = answer("bai bien", don_vi="phuong-mui-ne")
    assert numbers(page, "don-vi") == {
        "phuong-phu-thuy": "UBND phường Phú Thủy (2)",
        "phuong-mui-ne": "UBND phường Mũi Né (3)",
    }
    assert numbers(page, "loai") == {"tin-bai": "Tin, bài (2)", "thong-bao": "Thông báo (1)"}
    assert numbers(page, "thoi-gian")["7"] == "7 ngày qua (2)"
    assert str(oldest) not in numbers(page, "thoi-gian")
    assert page.select_one("select[name=don-vi] [selected]")["value"] == "phuong-mui-ne"
    assert page.select_one(".found a")["href"] == "?q=bai+bien"
    assert page.select_one("details.filters").has_attr("open")
    assert not answer("bai bien").select_one("details.filters").has_attr("open")


@pytest.mark.parametrize("limits", [{"don_vi": "khong-co"}, {"loai": "x"}, {"thoi_gian": "abcd"}, {"chuyen_muc": "'"}])
def test_a_limit_that_names_nothing_limits_nothing(city, found, limits):
    assert found("bai bien", **limits) == ALL


def test_pages(city, found, answer, monkeypatch):
    monkeypatch.setattr(finding, "PAGE_SIZE", 2)
    assert [found("bai bien", page=number) for number in (1, 2, 3)] == [ALL[:2], ALL[2:4], ALL[4:]]
    assert found("bai bien", page="abc") == ALL[:2]
    assert found("bai bien", page="99") == ALL[4:]
    page = answer("bai bien", don_vi="phuong-mui-ne")
    assert page.select_one(".pages a[rel=next]")["href"] == "?q=bai+bien&don-vi=phuong-mui-ne&page=2"
    assert "(trang 2)" in answer("bai bien", page="2").title.text


def test_too_many_to_count(city, found, answer, monkeypatch):
    """What nobody pages through is not counted; limits are asked of all of it."""
    monkeypatch.setattr(finding, "MOST", 2)
    page = answer("bai bien")
    assert said(page) == "Hơn 2 kết quả cho “bai bien”"
    assert found("bai bien") == ALL[:2]
    assert found("bai bien", don_vi="phuong-phu-thuy") == ALL[3:]
    assert numbers(page, "don-vi")["phuong-phu-thuy"] == "UBND phường Phú Thủy"


def test_nothing_typed_and_nothing_found(city, read, answer):
    page = read("/tim-kiem/")
    assert page.h1.text == "Tìm kiếm"
    assert [link.text for link in page.select(".advice__links a")] == ALL
    assert page.select(".sections a") and not page.select(".hit")
    page = answer("bãi biênr")
    assert "Không tìm thấy kết quả nào cho “bãi biênr”" in page.select_one("[role=status]").text
    assert page.select_one(".instead a")["href"] == "?q=B%C3%A3i+bi%E1%BB%83n"
    assert page.select(".advice__list") and page.select(".advice__links a")


@pytest.mark.parametrize(("typed", "meant"), [("baibien", "Bãi biển"), ("bai bein", "Bãi biển"), ("zzqqxx", None)])
def test_did_you_mean(city, answer, typed, meant):
    link = answer(typed).select_one(".instead a")
    assert (link and link.text) == meant


def test_a_section_by_its_name(city, answer):
    assert answer("chi dao dieu hanh").select_one(".instead a")["href"] == "/tin-tuc/chuyen-muc/chi-dao-dieu-hanh/"


ODD = [
    "%", "_", "'", '"', '""', '"bãi', "“bãi", "*", "bãi*", "^bãi", "a", "AND", "OR", "NOT", "NEAR(bãi biển)",
    "bãi & biển | !", "bãi:*", "<->", "words:bãi", "home_searchwords:bãi", "{bãi}", "(", ")", "'; DROP TABLE x;--",
    "\\", "\\'", "<script>alert(1)</script>", "😀", "đ", "\x00", "\x07bãi\x1b", "\u202ebãi", "x" * 5000, "bãi " * 2000,
    "1" * 300, "=bãi", "bai_bien", "-bãi", "+bãi", "%s", "%(where)s", "{}", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("typed", ODD, ids=range(len(ODD)))
def test_whatever_is_typed(city, client, typed):
    for path in ("/tim-kiem/", "/tim-kiem/goi-y/"):
        response = client.get(path, {"q": typed.encode("utf-8", "surrogatepass").decode("utf-8", "replace")})
        assert response.status_code == 200
        assert b"<script>alert" not in response.content


def test_decomposed_and_repeated(city, found):
    assert found(unicodedata.normalize("NFD", "bãi biển")) == ALL
    assert found("bãi\u00a0biển") == found("  BÃI   BIỂN ") == ALL


def test_reading_only(city, client):
    assert client.post("/tim-kiem/", {"q": "bãi"}).status_code == 405
    assert client.head("/tim-kiem/?q=bãi").status_code == 200
    assert "set-cookie" not in client.get("/tim-kiem/?q=bãi").headers


def test_num_queries(city, newsroom, ward, client, django_assert_max_num_queries):
    """The same for three hits and for thirty; the head's form asks nothing."""
    client.get("/tim-kiem/", {"q": "bãi biển"})  # what is kept between requests
    piece = city[0]
    with django_assert_max_num_queries(20) as few:
        client.get("/tim-kiem/", {"q": "bãi biển", "don-vi": "phuong-mui-ne"})
    for number in range(10):
        newsroom.publish(ward, title=f"{piece.title} {number}")
    with django_assert_max_num_queries(len(few)):
        client.get("/tim-kiem/", {"q": "bãi biển", "don-vi": "phuong-mui-ne"})


def test_titles_while_typing(city, client):
    def titles(q):
        return client.get("/tim-kiem/goi-y/", {"q": q}).json()["titles"]

    assert [one["title"] for one in titles("bai bi")] == ALL
    assert titles("bãi biển thứ nh")[0] == {"title": "Bãi biển thứ nhất", "url": city[0].url}
    assert titles("phường mũi")[0]["title"] == "UBND phường Mũi Né"
    assert titles("b") == titles("") == titles("đoàn viên ra quân") == []
    assert [one["title"] for one in titles("nhat bai")] == ["Bãi biển thứ nhất"]
