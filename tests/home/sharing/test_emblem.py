"""The emblem that the administrator sets is the one of every page, sign and card, and nothing shows the one before."""

import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.template.loader import render_to_string
from PIL import Image

from home.finding import emblems
from home.sharing import card_files, drawing
from submissions.models import Locality
from tests import factories
from tests.soup import soup_of

pytestmark = pytest.mark.django_db
RED, SIZE = (200, 0, 0), (480, 400)


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def save(emblem, commit):
    locality = Locality.load()
    locality.emblem = emblem
    locality.full_clean()
    with commit(execute=True):
        locality.save()
    return locality


def red():
    return ContentFile(emblems.written(Image.new("RGB", SIZE, RED), "PNG"), name="huy-hieu.png")


def head(client, address):
    page = soup_of(client.get(address))
    chosen = {"icon": "link[rel=icon]", "touch": "link[rel=apple-touch-icon]", "card": "meta[property='og:image']"}
    found = {name: page.select_one(selector) for name, selector in chosen.items()}
    return {name: tag.get("href") or tag["content"] for name, tag in found.items() if tag}


def shown(client, unit):
    """{where: (address of a picture, its size)} of all that shows the emblem."""
    front = head(client, "/")
    data = json.loads(soup_of(client.get("/")).select_one("script[type='application/ld+json']").text)
    places = {
        "icon": (front["icon"], (192, 192)),
        "touch icon": (front["touch"], (180, 180)),
        "old address": (client.get("/favicon.ico")["Location"], (48, 48)),
        "pages of errors": (client.get("/bieu-trung")["Location"], SIZE),
        "not found": (head(client, "/khong-co/")["icon"], (192, 192)),
        "back office": (head(client, "/admin/login/")["icon"], (192, 192)),
        "deciding by mail": (head(client, "/duyet-qua-thu/")["icon"], (192, 192)),
        "data": (data["@graph"][0]["logo"], (512, 512)),
        "the site's card": (front["card"], (1200, 630)),
        "a unit's card": (head(client, unit.page.url)["card"], (1200, 630)),
    }
    for icon in client.get("/site.webmanifest").json()["icons"]:
        size = tuple(map(int, icon["sizes"].split("x")))
        places[f"manifest {size} {icon.get('purpose', '')}"] = (icon["src"], size)
    return places


def is_red(picture):
    """Whether something of `picture` is as red as the emblem, whatever JPEG makes of it."""
    colours = picture.convert("RGBA").getcolors(2_000_000)
    return any(red > 150 and green < 70 and blue < 70 and alpha > 200 for _count, (red, green, blue, alpha) in colours)


def test_after_the_commit_it_stands_everywhere(client, django_capture_on_commit_callbacks):
    unit = factories.UnitFactory()
    drawing.draw_missing()
    locality = save(red(), django_capture_on_commit_callbacks)
    for place, (address, size) in shown(client, unit).items():
        with Image.open(default_storage.open(address.partition("/media/")[2])) as kept:
            assert kept.size == size, place
            assert is_red(kept), place
    assert drawing.draw_missing() == 0, "nothing was left for later"
    locality.emblem = ""
    with django_capture_on_commit_callbacks(execute=True):
        locality.save()
    assert "/static/img/" in head(client, "/")["icon"]
    with Image.open(default_storage.open(card_files.card_of_unit(unit).name)) as card:
        assert not is_red(card)


def test_a_piece_has_the_site_s_card_until_its_own_is_drawn_anew(client, django_capture_on_commit_callbacks):
    piece = factories.published(factories.UnitFactory())
    card = card_files.card_of_piece(piece)
    card_files.draw(card)
    save(red(), django_capture_on_commit_callbacks)
    assert "/share/trang/" in head(client, piece.url)["card"]
    assert drawing.draw_missing() == 1
    with Image.open(default_storage.open(card.name)) as drawn:
        assert is_red(drawn)


def test_what_was_not_drawn_is_what_the_site_came_with(client, django_capture_on_commit_callbacks):
    locality = save(red(), django_capture_on_commit_callbacks)
    default_storage.delete(locality.sign_file("favicon.ico"))
    assert client.get("/favicon.ico")["Location"].endswith("/static/img/favicon.ico")
    assert drawing.draw_missing() == 1
    assert "/media/emblem/" in client.get("/favicon.ico")["Location"]


def test_a_page_without_the_database_has_one_too(client, monkeypatch):
    assert 'src="/bieu-trung"' in render_to_string("500.html")

    def fail(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(Locality, "load", fail)
    assert client.get("/bieu-trung")["Location"].endswith("/static/img/emblem.svg")
