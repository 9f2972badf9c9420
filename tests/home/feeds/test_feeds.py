"""The feeds, read by feedparser as readers' programs read them."""

import datetime
from zoneinfo import ZoneInfo

import feedparser
import pytest
from django.core.cache import cache
from django.urls import reverse

from home.feeds import feeds
from submissions.media import renditions
from submissions.models import Category, NewsPage
from tests import factories, statements
from tests.home.conftest import SITE
from tests.soup import soup_of

EVENING = datetime.datetime(2026, 9, 1, 0, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
ENDINGS = ("rss", "atom")
SECTION = "tin-tuc-su-kien"


@pytest.fixture
def feed(client):
    """`feed(address)` as a reader's program understands it; fails when it is no whole feed."""

    def feed(address):
        response = client.get(address)
        assert response.status_code == 200
        parsed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
        assert not parsed.bozo, parsed.get("bozo_exception")
        return parsed

    return feed


def titles(parsed):
    return [entry.title for entry in parsed.entries]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_piece_in_a_feed(newsroom, ward, feed, ending):
    piece = newsroom.publish(ward, title="Cá cơm <vụ Nam> & ngư dân", photo=True, at=EVENING)
    cache.clear()
    renditions.make_ready(piece)
    parsed = feed(f"/tin-moi.{ending}")
    assert parsed.version == {"rss": "rss20", "atom": "atom10"}[ending]
    assert parsed.feed.title == "Trang Thông tin điện tử Ủy ban nhân dân thành phố Phan Thiết"
    assert parsed.feed.language == "vi"
    assert parsed.feed.link == f"{SITE}/tin-tuc/"
    assert f"{SITE}/tin-moi.{ending}" in [link.href for link in parsed.feed.links if link.rel == "self"]
    (entry,) = parsed.entries
    assert (entry.title, entry.summary) == ("Cá cơm <vụ Nam> & ngư dân", piece.lead)
    assert entry.link == entry.id == f"{SITE}{piece.url}"
    assert entry.published in {"Tue, 01 Sep 2026 00:30:00 +0700", "2026-09-01T00:30:00+07:00"}
    assert entry.author == "UBND phường Phú Thủy"
    assert [tag.term for tag in entry.tags] == ["UBND phường Phú Thủy", "Tin tức, sự kiện"]
    (photo,) = entry.enclosures
    assert photo.type == "image/jpeg"
    assert photo.href.startswith(f"{SITE}/media/images/")
    assert int(photo.length) > 1000


@pytest.mark.parametrize("ending", ENDINGS)
def test_each_feed_holds_its_own_newest_first(newsroom, ward, feed, ending, monkeypatch):
    monkeypatch.setattr(feeds, "LENGTH", 2)
    other = factories.UnitFactory(name="UBND phường Mũi Né", slug="phuong-mui-ne")
    for number in (1, 2, 3):
        newsroom.publish(ward, title=f"Tin {number}")
    newsroom.publish(other, title="Chỉ đạo", category=Category.objects.get(slug="chi-dao-dieu-hanh"))
    assert titles(feed(f"/tin-moi.{ending}")) == ["Chỉ đạo", "Tin 3"]
    of_the_unit = feed(f"/tin-moi/don-vi/phuong-phu-thuy.{ending}")
    assert titles(of_the_unit) == ["Tin 3", "Tin 2"]
    assert of_the_unit.feed.title.startswith("UBND phường Phú Thủy – ")
    assert of_the_unit.feed.link == f"{SITE}/tin-tuc/phuong-phu-thuy/"
    of_the_section = feed(f"/tin-moi/chuyen-muc/chi-dao-dieu-hanh.{ending}")
    assert titles(of_the_section) == ["Chỉ đạo"]
    assert of_the_section.feed.link == f"{SITE}/tin-tuc/chuyen-muc/chi-dao-dieu-hanh/"


def test_what_is_not_live_is_in_no_feed(newsroom, ward, client):
    unseen = newsroom.unseen(ward)
    for address in ("/tin-moi.rss", "/tin-moi/don-vi/phuong-phu-thuy.atom", f"/tin-moi/chuyen-muc/{SECTION}.rss"):
        text = client.get(address).content.decode()
        assert "Tiêu đề đã duyệt" in text
        assert [title for title in unseen if title in text] == []


@pytest.mark.parametrize("address", ["/tin-moi/don-vi/khong-co.rss", "/tin-moi/chuyen-muc/khong-co.atom"])
def test_what_does_not_exist_has_no_feed(db, client, address):
    assert client.get(address).status_code == 404


def test_the_host_that_was_asked_for_is_nowhere(newsroom, ward, client):
    newsroom.publish(ward)
    for ending in ENDINGS:
        assert "khac.example" not in client.get(f"/tin-moi.{ending}", headers={"host": "khac.example"}).content.decode()


def test_pages_name_their_feeds(newsroom, ward, client):
    piece = newsroom.publish(ward)
    of_the_site = [reverse("feeds:site_rss"), reverse("feeds:site_atom")]
    of_the_unit = [reverse(f"feeds:unit_{ending}", args=["phuong-phu-thuy"]) for ending in ENDINGS]
    of_the_section = [reverse(f"feeds:section_{ending}", args=[SECTION]) for ending in ENDINGS]
    for address, wanted in (
        ("/", of_the_site),
        ("/tin-tuc/", of_the_site),
        ("/khong-co/", of_the_site),
        ("/tin-tuc/phuong-phu-thuy/", of_the_unit),
        (piece.url, of_the_unit),
        (f"/tin-tuc/chuyen-muc/{SECTION}/", of_the_section),
    ):
        links = soup_of(client.get(address)).select("link[rel=alternate]")
        assert [link["href"] for link in links] == wanted, address
        assert all(link["title"] for link in links)


def test_nothing_is_drawn_for_who_asks(newsroom, ward, feed):
    newsroom.publish(ward, photo=True)
    cache.clear()
    assert not feed("/tin-moi.rss").entries[0].enclosures


def test_num_queries(newsroom, ward, client, django_assert_num_queries, django_assert_max_num_queries):
    address = "/tin-moi/don-vi/phuong-phu-thuy.rss"
    newsroom.publish(ward, photo=True)
    client.get(address)
    with django_assert_max_num_queries(8) as few:
        client.get(address)
    before = len(few)
    for _number in range(3):
        renditions.make_ready(newsroom.publish(ward, photo=True))
    NewsPage.objects.update(category=Category.objects.first())
    client.get(address)
    with django_assert_num_queries(before):
        client.get(address)


@pytest.mark.parametrize("ending", ["rss", "atom"])
def test_a_character_that_no_feed_takes_breaks_none(newsroom, ward, feed, ending):
    """Stored before such characters were taken out where text comes in; a line break of Word is one."""
    piece = newsroom.publish(ward, title="Hội nghị")
    NewsPage.objects.filter(pk=piece.pk).update(title="Hội\x02 nghị", lead="Một dòng\x0bhai dòng\x1f.")
    [entry] = feed(f"/tin-moi.{ending}").entries
    assert (entry.title, entry.summary) == ("Hội nghị", "Một dòng hai dòng.")


@pytest.mark.parametrize("ending", ["rss", "atom"])
def test_documents_have_a_feed_without_drafts(db, feed, client, ending):
    writer, second = factories.editor(), factories.editor()
    statements.document(by=writer, number="1/UBND")
    public = statements.publish(statements.document(by=writer), by=second)
    parsed = feed(f"/van-ban.{ending}")
    assert titles(parsed) == [public.title]
    assert parsed.entries[0].summary == public.extract
    assert f"/van-ban.{ending}" in client.get(public.url).content.decode()
