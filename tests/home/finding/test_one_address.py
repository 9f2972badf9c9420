"""No other address than BASE_URL's leaves the site, whatever host the browser says that it asks."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from post_office.models import Email

from home.finding.site_address import keep_site_address
from tests import factories
from tests.soup import soup_of

pytestmark = pytest.mark.django_db
FOREIGN = "ke-gia-mao.example"
BASE = "https://phuong-mui-ne.example"


@pytest.fixture(autouse=True)
def base_url(settings):
    settings.WAGTAILADMIN_BASE_URL = BASE
    keep_site_address()
    cache.clear()


@pytest.fixture
def piece(newsroom, ward):
    return newsroom.publish(ward, title="Mùa cá cơm", photo=True)


ADDRESSES = ("/", "/tin-tuc/", "/tin-moi.rss", "/tin-moi.atom", "/sitemap.xml", "/robots.txt", "/so-do-trang/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_feeds_and_signs(client, piece, address):
    answer = client.get(address, headers={"host": FOREIGN})
    content = answer.content.decode()
    assert answer.status_code == 200
    assert FOREIGN not in content
    assert "localhost" not in content
    assert BASE in content


def test_a_piece_and_its_unit(client, piece, ward):
    for page in (piece, ward.page):
        soup = soup_of(client.get(page.url, headers={"host": FOREIGN}))
        assert soup.select_one("link[rel=canonical]")["href"] == f"{BASE}{page.url}"
        assert FOREIGN not in str(soup)


def test_the_way_from_the_back_office_to_the_public_page(client, newsroom, ward, piece):
    client.force_login(newsroom.people_of(ward)[0], backend="django.contrib.auth.backends.ModelBackend")
    page = soup_of(client.get(reverse("submissions:piece", args=[piece.pk]), headers={"host": FOREIGN}))
    link = page.find("a", string="Xem trên trang công khai")
    assert link["href"] in (piece.url, f"{BASE}{piece.url}")
    assert FOREIGN not in str(page)


def test_wagtails_own_way_there(client, piece):
    """“View live” of Wagtail's lists asks its row of the site."""
    assert piece.full_url == f"{BASE}{piece.url}"


def test_mails(client):
    user = factories.UserFactory(email="hong@phanthiet.example")
    client.post(reverse("wagtailadmin_password_reset"), {"email": user.email}, headers={"host": FOREIGN})
    mail = Email.objects.get()
    assert f"{BASE}/admin/dat-mat-khau/?t=" in mail.message
    assert FOREIGN not in mail.message
