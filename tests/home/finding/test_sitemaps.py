"""The site map for search engines, read as XML of the protocol at sitemaps.org."""

from urllib.parse import urlsplit

import pytest
from lxml import etree

from home.finding import sitemaps
from submissions.models import NewsPage
from tests import factories
from tests.home.conftest import SITE

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def sitemap(client):
    """`sitemap(address)` gives (name of its root, {location: lastmod or None})."""

    def sitemap(address="/sitemap.xml"):
        response = client.get(address, headers={"host": "khac.example"})
        assert response.status_code == 200
        assert response["Content-Type"] == "application/xml"
        root = etree.fromstring(response.content)
        told = {one.findtext("s:loc", namespaces=SPACE): one.findtext("s:lastmod", namespaces=SPACE) for one in root}
        assert len(told) == len(root), "each address once"
        assert all(location.startswith(f"{SITE}/") for location in told)
        return etree.QName(root).localname, told

    return sitemap


def test_every_public_address_with_its_day(newsroom, ward, client, sitemap):
    piece = newsroom.publish(ward, title="Dọn vệ sinh bãi biển")
    NewsPage.objects.update(last_published_at="2026-09-01T00:30:00+07:00")
    kind, told = sitemap()
    assert kind == "urlset"
    for address in ("/", "/tin-tuc/", ward.page.url, "/tin-tuc/chuyen-muc/tin-tuc-su-kien/", piece.url):
        assert told[f"{SITE}{address}"] == "2026-09-01", "the day here, not in Greenwich"
    assert told[f"{SITE}/tin-tuc/chuyen-muc/gioi-thieu/"] is None, "nothing of it was ever published"
    assert {client.get(urlsplit(location).path).status_code for location in told} == {200}


def test_what_is_not_live_is_not_in_it(newsroom, ward, sitemap):
    newsroom.unseen(ward)
    live = {f"{SITE}{page.url}" for page in NewsPage.objects.live()}
    _kind, told = sitemap()
    assert {location for location in told if location.startswith(f"{SITE}{ward.page.url}")} == live | {
        f"{SITE}{ward.page.url}"
    }


def test_too_many_addresses_make_an_index_of_files(newsroom, ward, client, sitemap, monkeypatch):
    pieces = [newsroom.publish(ward) for _number in range(5)]
    whole = sitemap()[1]
    monkeypatch.setattr(sitemaps, "MOST_IN_A_FILE", 2)
    kind, files = sitemap()
    assert kind == "sitemapindex"
    found = {}
    for location in files:
        kind, told = sitemap(urlsplit(location).path)
        assert kind == "urlset"
        assert 0 < len(told) <= 2
        found |= told
    assert found == whole
    assert {f"{SITE}{piece.url}" for piece in pieces} <= set(found)


@pytest.mark.parametrize(
    "address", ["/sitemap-hoi-dap-1.xml", "/sitemap-tin-2.xml", "/sitemap-tin-0.xml", "/sitemap-khac-1.xml"]
)
def test_files_that_the_index_does_not_name_are_not_there(db, client, address):
    assert client.get(address).status_code == 404


def test_num_queries(newsroom, ward, client, django_assert_max_num_queries, django_assert_num_queries):
    newsroom.publish(ward)
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(17) as few:
        client.get("/sitemap.xml")
    before = len(few)
    for _number in range(3):
        newsroom.publish(factories.UnitFactory())
    with django_assert_num_queries(before):
        client.get("/sitemap.xml")
