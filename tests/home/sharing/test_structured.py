"""What a page says as data, read by extruct as search engines read it."""

import datetime
from zoneinfo import ZoneInfo

import extruct
import pytest
from django.core.cache import cache

from home.models import AgencyDetails
from submissions.media import renditions
from submissions.models import NewsPage
from tests import factories
from tests.home.conftest import SITE
from tests.soup import soup_of

EVENING = datetime.datetime(2026, 9, 1, 0, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
SECTION = "/tin-tuc/chuyen-muc/tin-tuc-su-kien/"
NASTY = "</script><script>alert('x')</script> & <!-- \u2028 \"ngoặc\""


@pytest.fixture
def told(client):
    """`told(address)` gives {type: the data of that type} of a page."""

    def told(address):
        (found,) = extruct.extract(client.get(address).content.decode(), syntaxes=["json-ld"])["json-ld"]
        assert found["@context"] == "https://schema.org"
        return {one["@type"]: one for one in found["@graph"]}

    return told


def ways(told):
    """[(name, path)] of the steps to a page, whose places count up from one."""
    steps = told["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    return [(step["name"], step["item"].removeprefix(SITE)) for step in steps]


def test_a_piece(newsroom, ward, told):
    piece = newsroom.publish(ward, title="Dọn vệ sinh bãi biển", photo=True, at=EVENING)
    NewsPage.objects.filter(pk=piece.pk).update(last_published_at=EVENING + datetime.timedelta(hours=2))
    cache.clear()
    renditions.make_ready(piece)
    found = told(piece.url)
    article = found["NewsArticle"]
    assert article["headline"] == "Dọn vệ sinh bãi biển"
    assert article["description"] == piece.lead
    assert article["datePublished"] == "2026-09-01T00:30:00+07:00"
    assert article["dateModified"] == "2026-09-01T02:30:00+07:00"
    assert article["url"] == article["mainEntityOfPage"] == f"{SITE}{piece.url}"
    assert article["image"][0].startswith(f"{SITE}/media/images/")
    assert article["articleSection"] == "Tin tức, sự kiện"
    (author,) = article["author"]
    assert (author["@type"], author["name"], author["url"]) == (
        "GovernmentOrganization",
        ward.name,
        f"{SITE}{ward.page.url}",
    )
    assert article["publisher"]["@id"] == found["GovernmentOrganization"]["@id"]
    assert ways(found) == [
        ("Trang chủ", "/"),
        ("Tin mới", "/tin-tuc/"),
        (ward.name, ward.page.url),
        (piece.title, piece.url),
    ]


def test_the_agency_with_what_was_entered(db, told):
    AgencyDetails.objects.update(telephone="0252 000 111", email="")
    agency = told("/")["GovernmentOrganization"]
    assert agency["name"] == "Ủy ban nhân dân thành phố Phan Thiết"
    assert (agency["telephone"], agency["url"]) == ("0252 000 111", f"{SITE}/")
    assert "email" not in agency


def test_lists_and_units_say_the_way_to_them(ward, told):
    assert "BreadcrumbList" not in told("/")
    assert ways(told("/tin-tuc/")) == [("Trang chủ", "/"), ("Tin mới", "/tin-tuc/")]
    assert ways(told(SECTION)) == [("Trang chủ", "/"), ("Tin mới", "/tin-tuc/"), ("Tin tức, sự kiện", SECTION)]
    unit = told(ward.page.url)
    assert ways(unit) == [("Trang chủ", "/"), ("Tin mới", "/tin-tuc/"), (ward.name, ward.page.url)]
    assert unit["GovernmentOrganization"]["name"] == ward.name


@pytest.mark.parametrize("photo", [True, False])
def test_no_title_breaks_out(newsroom, ward, client, told, photo):
    piece = newsroom.publish(ward, title=NASTY, lead=NASTY, photo=photo)
    AgencyDetails.objects.update(agency=NASTY[:100])
    factories.UnitFactory(name=NASTY)
    page = soup_of(client.get(piece.url))
    assert [script.get("type") for script in page.select("script:not([src])")] == ["application/ld+json"]
    assert told(piece.url)["NewsArticle"]["headline"] == NASTY
    assert page.select_one("meta[property='og:title']")["content"] == NASTY


def test_dublin_core(newsroom, ward, client):
    piece = newsroom.publish(ward, title="Dọn vệ sinh bãi biển", at=EVENING)
    html = client.get(piece.url).content.decode()
    (found,) = extruct.extract(html, syntaxes=["dublincore"])["dublincore"]
    told = {element["name"].lower(): element["content"] for element in found["elements"]}
    assert told == {
        "dc.title": "Dọn vệ sinh bãi biển",
        "dc.creator": ward.name,
        "dc.publisher": "Ủy ban nhân dân thành phố Phan Thiết",
        "dc.description": piece.lead,
        "dc.identifier": f"{SITE}{piece.url}",
        "dc.language": "vi",
        "dc.type": "Text",
        "dc.format": "text/html",
        "dc.subject": "Tin tức, sự kiện",
        "dc.date": "2026-09-01T00:30:00+07:00",
    } | {name: value for name, value in told.items() if not name.startswith("dc.")}


def test_the_way_is_on_the_page_too(newsroom, ward, read):
    def shown(address):
        return [(step.text.strip(), (step.a or {}).get("href")) for step in read(address).select(".trail li")]

    piece = newsroom.publish(ward)
    above = [("Trang chủ", "/"), ("Tin mới", "/tin-tuc/")]
    assert shown("/") == []
    assert shown("/tin-tuc/") == [above[0], ("Tin mới", None)]
    assert shown(SECTION) == [*above, ("Tin tức, sự kiện", None)]
    assert shown(ward.page.url) == [*above, (ward.name, None)]
    assert shown(piece.url) == [*above, (ward.name, ward.page.url)]
    assert read(ward.page.url).select_one(".trail [aria-current=page]").text == ward.name


def test_a_preview_says_nothing(ward):
    html = factories.news(ward).make_preview_request().rendered_content
    assert "ld+json" not in html and "og:" not in html
