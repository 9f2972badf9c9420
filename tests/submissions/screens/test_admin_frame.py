"""What stands around every screen of the back office: whose account it is, whose site it is."""

import json

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from submissions.models import NewsDocument
from tests import factories
from tests.soup import soup_of

pytestmark = pytest.mark.django_db

EMBLEM = "img/emblem"


@pytest.fixture
def ward():
    return factories.UnitFactory(name="UBND phường Phú Thủy")


def soup_at(path, user=None):
    client = Client()
    if user is not None:
        client.force_login(user)
    return soup_of(client.get(path))


def account_corner(soup):
    """The name in the sidebar's account corner, out of what the sidebar's script is given."""
    found = []

    def search(node):
        if isinstance(node, dict):
            if "avatarUrl" in node:
                found.append(node["name"])
            list(map(search, node.values()))
        elif isinstance(node, list):
            list(map(search, node))

    search(json.loads(soup.select_one("#wagtail-sidebar-props").string))
    (name,) = found
    return name


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ({"first_name": "Đỗ Thị Thu", "last_name": "Dung"}, "Đỗ Thị Thu Dung"),
        ({"first_name": "", "last_name": "", "username": "phuthuy.dung"}, "phuthuy.dung"),
    ],
)
def test_the_account_corner_shows_the_whole_name(ward, names, shown):
    user = factories.contributor_of(ward, **names)
    assert account_corner(soup_at(reverse("wagtailadmin_home"), user)) == shown


def test_the_sidebar_shows_the_emblem(ward):
    soup = soup_at(reverse("wagtailadmin_home"), factories.contributor_of(ward))
    logo = soup.find("template", attrs={"data-wagtail-sidebar-branding-logo": True})
    assert EMBLEM in logo.find("img")["src"]


@pytest.mark.parametrize("signed_in", [True, False])
def test_no_screen_names_the_software(ward, signed_in):
    user = factories.contributor_of(ward) if signed_in else None
    screens = ["/admin/", "/admin/khong-co/", "/admin/account/"] if signed_in else ["/admin/login/"]
    for path in screens:
        soup = soup_at(path, user)
        for script in soup.select("script, style"):
            script.decompose()
        assert "Phan Thiết" in soup.title.string
        assert "wagtail" not in soup.get_text().lower()
        assert not soup.select(".icon-wagtail")
        assert EMBLEM in soup.select_one('link[rel="icon"]')["href"]


@pytest.mark.parametrize(
    "path", [reverse("wagtailadmin_login"), reverse("wagtailadmin_password_reset"), "/admin/khong-co/"]
)
def test_the_emblem_stands_on_pages_without_a_sidebar(ward, path):
    user = factories.contributor_of(ward) if path.endswith("khong-co/") else None
    assert EMBLEM in soup_at(path, user).select_one("main img")["src"]


def test_what_is_not_there_leads_back_to_the_desk(ward):
    client = Client()
    client.force_login(factories.contributor_of(ward))
    response = client.get("/admin/khong-co/")
    assert response.status_code == 404
    link = soup_of(response).select_one("main a")
    assert (link["href"], link.get_text(strip=True)) == (reverse("wagtailadmin_home"), "Về bàn làm việc")


@pytest.mark.parametrize("is_superuser", [False, True])
def test_no_list_offers_to_tick_what_can_only_be_refused(ward, is_superuser):
    user = factories.contributor_of(ward, is_superuser=is_superuser)
    factories.photo(ward, title="Ảnh ra quân")
    NewsDocument.objects.create(
        title="Kế hoạch ra quân", collection=ward.collection, file=ContentFile(b"%PDF", "a.pdf")
    )
    lists = {
        "/admin/images/": "Ảnh ra quân",
        "/admin/images/?layout=list": "Ảnh ra quân",
        "/admin/documents/": "Kế hoạch ra quân",
    }
    if is_superuser:
        lists |= {reverse("wagtailusers_users:index"): user.get_full_name()}
        lists |= {reverse("wagtailadmin_explore", args=[ward.page.get_parent().pk]): ward.name}
    for path, title in lists.items():
        soup = soup_at(path, user)
        assert title in soup.select_one("main").get_text()
        assert not soup.select("main [data-bulk-action-checkbox], main [data-bulk-action-button]")
        for row in soup.select("main table tbody tr"):
            heads = row.find_parent("table").select("thead th, thead td")
            assert len(row.find_all(["td", "th"])) == len(heads)
