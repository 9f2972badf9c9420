"""The radio's recordings: the page, its programmes, the podcast as a podcast program reads it."""

import datetime
import io

import podcastparser
import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from submissions.models import NewsDocument, NewsPage
from tests import factories
from tests.home.conftest import SITE
from tests.soup import soup_of

PAGE, PODCAST = "/nghe-dai/", "/nghe-dai.rss"
SOUND = b"ID3" + bytes(range(256)) * 400


def sound_of(unit, name="ban-tin.mp3"):
    return NewsDocument.objects.create(
        title="Bản tin", collection=unit.collection, file=ContentFile(SOUND, name=name), file_size=len(SOUND)
    )


@pytest.fixture
def aired(newsroom, ward):
    """`aired(title, …)` is a live piece of the ward with a recording."""

    def aired(title, *, name="ban-tin.mp3", **fields):
        body = [("text", "<p>Lời đọc.</p>"), ("audio", {"file": sound_of(ward, name), "title": "Bản tin"})]
        return newsroom.publish(ward, title=title, body=body, **fields)

    return aired


def told(page):
    return [title.get_text(strip=True) for title in page.select(".heard__title")]


def heard_in(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    return podcastparser.parse(SITE + address, io.BytesIO(response.content))


def test_what_there_is_to_hear(aired, newsroom, ward, read):
    newsroom.publish(ward, title="Không có bản ghi")
    first = aired("Giá cá cơm", programme="Bản tin sáng", broadcast_date=datetime.date(2026, 3, 9))
    aired("Phòng bệnh", programme="Sức khỏe cộng đồng")
    page = read(PAGE)
    assert told(page) == ["Phòng bệnh", "Giá cá cơm"]
    card = page.select(".heard")[1]
    assert "09/03/2026, Bản tin sáng" in " ".join(card.get_text(" ", strip=True).split()).replace(" ,", ",")
    source = card.audio.source
    assert (source["src"], source["type"]) == (first.recording.url, "audio/mpeg")
    assert card.audio["preload"] == "none"
    assert [link["href"] for link in card.select(".heard__links a")] == [first.url, first.recording.url]
    programmes = {link.get_text(): link["href"] for link in page.select(".sections a")}
    assert programmes == {
        "Bản tin sáng": "/nghe-dai/ban-tin-sang/",
        "Sức khỏe cộng đồng": "/nghe-dai/suc-khoe-cong-dong/",
    }


def test_one_programme_however_it_is_spelled(aired, read, client):
    aired("Một", programme="Bản tin sáng")
    aired("Hai", programme="Bản tin Sáng")
    aired("Ba", programme="Kinh tế")
    aired("Bốn")
    page = read("/nghe-dai/ban-tin-sang/")
    assert told(page) == ["Hai", "Một"]
    assert page.h1.get_text() == "Bản tin Sáng"
    assert page.select_one('link[type="application/rss+xml"][href="/nghe-dai/ban-tin-sang.rss"]')
    assert client.get("/nghe-dai/khong-co/").status_code == client.get("/nghe-dai/khong-co.rss").status_code == 404


def test_the_podcast(aired, client):
    piece = aired("Giá cá <cơm> & nục", programme="Bản tin sáng", name="a b.m4a")
    podcast = heard_in(client, PODCAST)
    assert podcast["title"].startswith("Nghe đài – ")
    assert (podcast["link"], podcast["language"]) == (f"{SITE}{PAGE}", "vi")
    assert podcast["cover_url"].startswith(SITE)
    assert podcast["itunes_categories"] == [["Government"]]
    assert podcast["explicit"] is False
    (episode,) = podcast["episodes"]
    assert episode["title"] == "Giá cá <cơm> & nục"
    assert episode["link"] == episode["guid"] == SITE + piece.url
    (sound,) = episode["enclosures"]
    assert sound["url"] == SITE + piece.recording.url
    assert (sound["file_size"], sound["mime_type"]) == (len(SOUND), "audio/mp4")
    response = client.get(piece.recording.url, headers={"range": "bytes=0-1"})
    assert (response.status_code, b"".join(response.streaming_content)) == (206, SOUND[:2])


def test_the_cover_is_what_podcast_programs_take(settings):
    with Image.open(settings.BASE_DIR / "site_cms/static/img/podcast.jpg") as cover:
        assert (cover.size, cover.format, cover.mode) == ((1400, 1400), "JPEG", "RGB")


def test_nothing_that_the_public_may_not_read(aired, newsroom, ward, client, read):
    contributor, _leader = newsroom.people_of(ward)
    factories.news(ward, owner=contributor, title="Bản nháp", body=[("audio", {"file": sound_of(ward), "title": "x"})])
    newsroom.take_down(aired("Đã gỡ", programme="Bản tin kín"))
    assert told(read(PAGE)) == []
    assert heard_in(client, PODCAST)["episodes"] == []
    assert client.get("/nghe-dai/ban-tin-kin/").status_code == 404


def test_found_once_there_is_something_to_hear(aired, read, client):
    assert "Chưa có bản ghi âm nào." in read(PAGE).main.get_text(" ", strip=True)
    assert not read("/").select(f'a[href="{PAGE}"]')
    assert PAGE not in client.get("/sitemap.xml").content.decode()
    aired("Một", programme="Bản tin sáng")
    cache.clear()
    assert read("/").select(f'a[href="{PAGE}"]')
    site_map = client.get("/sitemap.xml").content.decode()
    assert f"{SITE}{PAGE}</loc>" in site_map
    assert f"{SITE}/nghe-dai/ban-tin-sang/</loc>" in site_map


def test_a_new_recording_is_there_at_once(aired, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        aired("Một")
    assert told(soup_of(client.get(PAGE))) == ["Một"]
    with django_capture_on_commit_callbacks(execute=True):
        aired("Hai")
    assert told(soup_of(client.get(PAGE))) == ["Hai", "Một"]


def queries_of(client, address):
    """How many queries a page needs that was not kept, once what every process keeps is there."""
    client.get(address)
    cache.clear()
    with CaptureQueriesContext(connection) as counted:
        client.get(address)
    return len(counted)


def test_num_queries(aired, client):
    newest = aired("Một", programme="Bản tin sáng")
    few = {address: queries_of(client, address) for address in (PAGE, PODCAST, "/nghe-dai/ban-tin-sang/")}
    factories.published_like(newest, [{"title": f"Tin {n}", "at": newest.published_at} for n in range(30)])
    assert NewsPage.objects.filter(is_live=True, recording__isnull=False).count() == 31
    many = {address: queries_of(client, address) for address in few}
    assert many[PODCAST] == few[PODCAST] <= 8
    # One more: from which year on there is something.
    assert all(many[address] <= few[address] + 1 <= 22 for address in few)
