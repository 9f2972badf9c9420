"""What Zalo and others show beside a link to a page, read by extruct as they read it."""

from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.templatetags.static import static
from extruct.opengraph import OpenGraphExtractor
from PIL import Image

from home.models import AgencyDetails
from home.sharing import card_files, drawing
from submissions.media import renditions
from submissions.models import NewsImage, NewsPage
from tests import factories, workflow
from tests.home.conftest import SITE

SECTION = "/tin-tuc/chuyen-muc/tin-tuc-su-kien/"


@pytest.fixture(autouse=True)
def nothing_drawn_before(settings, tmp_path):
    """Cards are found by what stands on them: another test's would count as drawn."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def told(client):
    """`told(address)` gives the Open Graph properties of a page as a dict."""

    def told(address):
        response = client.get(address)
        assert response.status_code == 200
        (found,) = OpenGraphExtractor().extract(response.content.decode())
        return dict(found["properties"])

    return told


def size_of(address):
    """Format and size of the picture at the whole `address`, whose file is read where it lies."""
    path = address.removeprefix(SITE)
    if path.startswith(static("")):
        content = Path(finders.find(path.removeprefix(static("")))).read_bytes()
    else:
        with default_storage.open(path.removeprefix("/media/")) as file:
            content = file.read()
    with Image.open(BytesIO(content)) as picture:
        return picture.format, picture.size


def is_whole(told):
    assert size_of(told["og:image"]) == ("JPEG", (1200, 630))
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["og:image:type"] == "image/jpeg"
    assert told["og:image:alt"] and told["og:title"] and told["og:description"]
    return True


def test_a_piece_with_a_photo(newsroom, ward, told):
    piece = newsroom.publish(ward, title='Cá cơm "vụ Nam" & <ngư dân>', photo=True)
    renditions.make_ready(piece)
    found = told(piece.url)
    assert is_whole(found)
    assert found["og:type"] == "article"
    assert found["og:title"] == 'Cá cơm "vụ Nam" & <ngư dân>'
    assert found["og:url"] == f"{SITE}{piece.url}"
    assert found["og:image"].startswith(f"{SITE}/media/images/")
    assert found["og:image:alt"] == "Đoàn viên ra quân"
    assert found["article:published_time"] and found["article:modified_time"]
    assert found["article:section"] == "Tin tức, sự kiện"


def test_the_photo_is_cut_round_what_it_is_about(newsroom, ward, told):
    picture = Image.new("RGB", (3000, 1000), "navy")
    picture.paste("red", (2400, 0, 3000, 1000))
    file = BytesIO()
    picture.save(file, "JPEG")
    photo = factories.photo(ward, file=factories.ContentFile(file.getvalue(), name="anh.jpg"))
    NewsImage.objects.filter(pk=photo.pk).update(
        focal_point_x=2700, focal_point_y=500, focal_point_width=200, focal_point_height=200
    )
    photo.refresh_from_db()
    contributor, _leader = newsroom.people_of(ward)
    piece = factories.published(ward, owner=contributor, image=photo)
    renditions.make_ready(piece)
    with default_storage.open(told(piece.url)["og:image"].removeprefix(f"{SITE}/media/")) as file:
        shown = Image.open(BytesIO(file.read()))
        red, _green, blue = shown.getpixel((shown.width - 20, 300))
    assert red > 200 > 60 > blue


def test_a_piece_without_a_photo_gets_a_card_when_it_is_published(
    newsroom, ward, told, client, django_capture_on_commit_callbacks
):
    contributor, leader = newsroom.people_of(ward)
    draft = factories.news(ward, owner=contributor, title="Thông báo lịch cắt điện")
    with django_capture_on_commit_callbacks(execute=True):
        piece = workflow.publish_through_chain(draft, contributor=contributor, leader=leader, editor=newsroom.editor)
    found = told(piece.url)
    assert is_whole(found)
    assert found["og:image:alt"] == "Thông báo lịch cắt điện"
    assert f"/media/share/tin-{piece.pk}/" in found["og:image"]


def test_a_new_title_leaves_no_card_with_the_old_one_and_a_withdrawn_piece_none(
    newsroom, ward, django_capture_on_commit_callbacks
):
    piece = newsroom.publish(ward, title="Tên cũ")
    drawing.draw_for_piece(piece.pk)
    old = card_files.card_of_piece(piece)
    assert default_storage.exists(old.name)
    NewsPage.objects.filter(pk=piece.pk).update(title="Tên mới")
    drawing.draw_for_piece(piece.pk)
    assert default_storage.listdir(old.folder)[1] == [
        card_files.card_of_piece(workflow.fresh(piece)).name.split("/")[-1]
    ]
    with django_capture_on_commit_callbacks(execute=True):
        newsroom.take_down(piece)
    assert default_storage.listdir(old.folder)[1] == []
    assert not drawing.draw_for_piece(piece.pk)


def test_every_other_page_has_a_card_too(newsroom, ward, told):
    piece = newsroom.publish(ward)
    for address in ("/", "/tin-tuc/", SECTION, ward.page.url, piece.url):
        found = told(address)
        assert is_whole(found), "the emblem, before anything was drawn"
        assert found["og:image"].endswith("img/share.jpg")
    call_command("draw_share_cards", verbosity=0)
    pictures = {}
    for address in ("/", "/tin-tuc/", SECTION, ward.page.url, piece.url):
        found = told(address)
        assert is_whole(found)
        pictures[address] = (found["og:image"].split("/")[-2].split("-")[0], found["og:image:alt"], found["og:title"])
    agency, site = "Ủy ban nhân dân thành phố Phan Thiết", "Trang Thông tin điện tử"
    assert pictures == {
        "/": ("trang", agency, f"{site} {agency}"),
        "/tin-tuc/": ("trang", agency, "Tin mới"),
        SECTION: ("chuyen", "Tin tức, sự kiện", "Tin tức, sự kiện"),
        ward.page.url: ("don", ward.name, ward.name),
        piece.url: ("tin", piece.title, piece.title),
    }


def test_the_command_draws_what_is_missing_and_nothing_twice(newsroom, ward, capsys):
    newsroom.publish(ward)
    newsroom.publish(ward, photo=True)
    call_command("draw_share_cards")
    call_command("draw_share_cards")
    first, second = capsys.readouterr().out.splitlines()
    assert int(first.split()[2]) > 10
    assert second == "Đã vẽ 0 ảnh."
    assert drawing.draw_missing(again=True) == int(first.split()[2]) - 1, "photos are drawn once"


def test_saving_a_unit_or_the_agency_draws_theirs(ward, told, django_capture_on_commit_callbacks):
    agency = AgencyDetails.objects.first()
    with django_capture_on_commit_callbacks(execute=True):
        ward.name = "UBND phường Phú Thủy mới"
        ward.save()
        agency.agency = "UBND thành phố"
        agency.save()
    assert told(ward.page.url)["og:image:alt"] == "UBND phường Phú Thủy mới"
    assert told("/")["og:image:alt"] == "UBND thành phố"


def test_a_reader_has_nothing_drawn(newsroom, ward, client, monkeypatch):
    piece, pictured = newsroom.publish(ward), newsroom.publish(ward, photo=True)
    monkeypatch.setattr(card_files.cards, "drawn", None)
    client.get(pictured.url)
    specs = set(pictured.cover.renditions.values_list("filter_spec", flat=True))
    assert not specs & set(renditions.specs_of(["share"]))
    assert client.get(piece.url).status_code == 200


def test_an_error_is_no_page_to_share(db, client):
    assert "og:" not in client.get("/khong-co/").content.decode()
