"""Addresses of many pages at once: the same that Wagtail gives each, for one question to it below each page."""

from unittest import mock

import pytest
from wagtail.models import Page, Site

from submissions.body.public_address import Addresses
from submissions.models import NewsPage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def pieces(unit):
    other = factories.UnitFactory()
    found = [factories.published(of, title=f"Ra quân {n}") for n in range(3) for of in (unit, other)]
    # Written in bytes by reverse(); no slug of ours has marks.
    odd = found[-1]
    url_path = odd.url_path.replace(odd.slug, "dọn-biển")
    Page.objects.filter(pk=odd.pk).update(slug="dọn-biển", url_path=url_path)
    return list(NewsPage.objects.order_by("-pk"))


def test_are_those_of_each_page(pieces):
    addresses = Addresses()
    assert [addresses.of(piece) for piece in pieces] == [piece.get_url() for piece in pieces]


def test_wagtail_is_asked_once_for_each_page_above(pieces):
    addresses = Addresses()
    with mock.patch.object(NewsPage, "get_url", autospec=True, side_effect=NewsPage.get_url) as asked:
        for piece in pieces:
            addresses.of(piece)
    assert asked.call_count == len({piece.unit_id for piece in pieces}) == 2


def test_of_what_belongs_to_no_site_there_is_none(pieces):
    Site.objects.all().delete()
    addresses = Addresses()
    assert [addresses.of(piece) for piece in pieces] == [""] * len(pieces)
