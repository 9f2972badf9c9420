"""What browsers and search engines ask for by a name of their own."""

from urllib.robotparser import RobotFileParser

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from PIL import Image

from tests.home.conftest import SITE
from tests.soup import soup_of


def picture(address):
    """The size of the picture at the static `address`."""
    path = finders.find(address.removeprefix(static("")))
    with Image.open(path) as found:
        return found.size


def test_robots(client):
    response = client.get("/robots.txt", headers={"host": "khac.example"})
    assert response["Content-Type"].startswith("text/plain")
    rules = RobotFileParser()
    rules.parse(response.content.decode().splitlines())
    assert rules.site_maps() == [f"{SITE}/sitemap.xml"]
    for path in ("/admin/", "/admin/login/", "/tim-kiem/?q=bi%E1%BB%83n"):
        assert not rules.can_fetch("Googlebot", SITE + path)
    for path in ("/", "/tin-tuc/", "/tin-moi.rss", "/documents/12/ke-hoach.pdf", "/media/images/anh.jpg"):
        assert rules.can_fetch("Googlebot", SITE + path)


def test_the_icon_at_its_old_address(db, client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert picture(response["Location"]) == (48, 48), "the largest in it"


def test_the_manifest_names_the_site_and_its_signs(db, client):
    told = client.get("/site.webmanifest").json()
    assert told["name"] == "Trang Thông tin điện tử Ủy ban nhân dân thành phố Phan Thiết"
    for icon in told["icons"]:
        assert icon["sizes"] == "{}x{}".format(*picture(icon["src"]))


@pytest.mark.parametrize("address", ["/", "/tin-tuc/", "/khong-co/"])
def test_pages_name_them(db, client, address):
    page = soup_of(client.get(address))
    assert page.select_one("link[rel=manifest]")["href"] == "/site.webmanifest"
    assert picture(page.select_one("link[rel=apple-touch-icon]")["href"]) == (180, 180)
