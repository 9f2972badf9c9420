"""Photos at the door: what they tell is taken out wherever they come in, and what is no photo stays out."""

import io
import json
import random
import re
import struct
import tracemalloc
import zlib

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import RequestFactory
from django.urls import reverse
from PIL import Image, ImageOps
from wagtail.models import UploadedFile

from submissions.media.photos import without_metadata
from submissions.models import NewsImage, User
from tests.browserform import form_of
from tests.factories import UnitFactory, contributor_of
from tests.submissions import telltale
from tests.submissions.registers import log_in
from tests.submissions.telltale import NOTHING, tells, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client, unit):
    """The client as a contributor of the unit."""
    return log_in(client, contributor_of(unit))


def add_many(member, file, unit):
    """The way of the page “add images”: one request for each file."""
    return member.post(
        "/admin/images/multiple/add/",
        {"files[]": file, "title": "Ảnh", "collection": unit.collection.pk},
        headers={"x-requested-with": "XMLHttpRequest"},
    )


def add_in_chooser(member, file, unit):
    form = {
        "image-chooser-upload-title": "Ảnh",
        "image-chooser-upload-file": file,
        "image-chooser-upload-collection": unit.collection.pk,
    }
    return member.post("/admin/images/chooser/create/", form)


def replace(member, file, unit):
    """A photo that is there gets another file by its edit form."""
    add_many(member, upload("cu.png", telltale.png(size=(10, 10))), unit)
    address = f"/admin/images/{NewsImage.objects.get().pk}/"
    return member.post(address, form_of(member.get(address), "form[enctype]") | {"file": file})


WAYS = [add_many, add_in_chooser, replace]
PICTURES = {
    "anh.jpg": telltale.jpeg(),
    "dien-thoai.jpeg": telltale.jpeg(orientation=6),
    "xam.jpg": telltale.jpeg(mode="L"),
    "in.jpg": telltale.jpeg(mode="CMYK"),
    "anh.png": telltale.png(),
    "trong-suot.png": telltale.png(mode="RGBA"),
    "bang-mau.png": telltale.png(mode="P", transparency=0),
    "muoi-sau-bit.png": telltale.png(mode="I;16"),
    "xam-trong.png": telltale.png(mode="LA"),
    "den-trang.png": telltale.png(mode="1"),
    "anh.webp": telltale.webp(),
    "hoat-hinh.webp": telltale.webp(frames=3),
}


def stored(image):
    with image.file.storage.open(image.file.name) as file:
        return file.read()


def test_the_pictures_of_these_tests_do_tell():
    for name, content in PICTURES.items():
        assert tells(content) != NOTHING, name


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", PICTURES)
def test_nothing_is_told_by_what_is_stored_or_shown(member, unit, way, name):
    response = way(member, upload(name, PICTURES[name]), unit)
    assert response.status_code in (200, 302)
    image = NewsImage.objects.get()
    assert image.collection == unit.collection
    assert tells(stored(image)) == NOTHING
    assert image.file_size == len(stored(image))
    for spec in ("width-40", "width-40|format-jpeg", "fill-20x20|format-webp", "original|format-png", "original"):
        rendition = image.get_rendition(spec)
        with rendition.file.storage.open(rendition.file.name) as file:
            assert tells(file.read()) == NOTHING, spec


def test_a_photo_made_in_code_is_bare_as_well(unit):
    image = NewsImage.objects.create(title="Ảnh", collection=unit.collection, file=upload("a.jpg", PICTURES["anh.jpg"]))
    assert tells(stored(image)) == NOTHING


def picture_of(content):
    return Image.open(io.BytesIO(without_metadata(io.BytesIO(content), name="anh").read()))


def test_the_photo_stands_upright():
    turned = picture_of(telltale.jpeg(size=(80, 40), orientation=6))
    assert turned.size == (40, 80)
    top, bottom = turned.getpixel((20, 10)), turned.getpixel((20, 70))
    assert (top[0] > 200, bottom[2] > 200) == (True, True)


@pytest.mark.parametrize("orientation", range(10))
def test_every_orientation_is_turned_as_pillow_turns_it(orientation):
    content = telltale.jpeg(size=(80, 40), orientation=orientation)
    expected = ImageOps.exif_transpose(Image.open(io.BytesIO(content)))
    turned = picture_of(content)
    assert turned.size == expected.size
    corners = [(3, 3), (turned.width - 4, 3), (3, turned.height - 4), (turned.width - 4, turned.height - 4)]
    for corner in corners:
        assert (turned.getpixel(corner)[0] > 128) == (expected.getpixel(corner)[0] > 128)


@pytest.mark.parametrize("name", ["dien-thoai.jpeg", "anh.png", "anh.webp", "in.jpg"])
def test_a_mangled_file_is_a_photo_or_a_known_refusal(name):
    chance = random.Random(20190404)
    content = PICTURES[name]
    for _ in range(150):
        mangled = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            mangled[chance.randrange(len(mangled))] = chance.randrange(256)
        try:
            bare = without_metadata(io.BytesIO(mangled), name=name)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            continue
        assert tells(bare.read())[2] == {}


@pytest.mark.parametrize("name", ["anh.jpg", "anh.png", "anh.webp", "trong-suot.png", "dien-thoai.jpeg"])
def test_the_colour_profile_stays(name):
    assert picture_of(PICTURES[name]).info["icc_profile"] == telltale.PROFILE


def test_modes_and_transparency_stay():
    assert picture_of(PICTURES["in.jpg"]).mode == "RGB"
    scanned = picture_of(PICTURES["muoi-sau-bit.png"])
    assert (scanned.mode, scanned.getpixel((5, 5))) == ("L", 30_000 // 256)
    assert picture_of(PICTURES["trong-suot.png"]).mode == "RGBA"
    assert picture_of(PICTURES["bang-mau.png"]).convert("RGBA").getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("profile", [b"broken", telltale.PROFILE[:200], telltale.LAB_PROFILE])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_profile_that_does_not_fit_stops_no_page(unit, profile, mode):
    out = io.BytesIO()
    telltale.halves((80, 40), mode).save(out, "JPEG", icc_profile=profile)
    image = NewsImage.objects.create(title="Ảnh", collection=unit.collection, file=upload("a.jpg", out.getvalue()))
    assert image.get_rendition("width-40").width == 40


def test_of_an_animation_the_first_picture_stays():
    picture = picture_of(PICTURES["hoat-hinh.webp"])
    assert getattr(picture, "n_frames", 1) == 1
    assert picture.convert("RGB").getpixel((5, 5))[0] > 200


def test_a_phones_several_pictures_in_one_become_one():
    out = io.BytesIO()
    telltale.halves((80, 40)).save(out, "MPO", save_all=True, append_images=[telltale.halves((40, 20))])
    picture = picture_of(out.getvalue())
    assert (picture.format, picture.size) == ("JPEG", (80, 40))


def test_a_jpeg_is_not_made_worse():
    before = telltale.jpeg(quality=75)
    assert picture_of(before).quantization == Image.open(io.BytesIO(before)).quantization


# What stays out


def header_of_png(width, height):
    """A PNG that is only a heading: a bomb announces itself there, before anything has to be unpacked."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    heading = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", heading) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


BAD = {
    "HTML as .jpg": ("anh.jpg", b"<!doctype html><script>alert(1)</script>", "ảnh"),
    "a programme as .png": ("anh.png", b"MZ\x90\0" + bytes(200), "ảnh"),
    "SVG": ("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", ""),
    "SVG as .png": ("anh.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "không phải là ảnh"),
    "GIF": ("anh.gif", b"GIF89a" + bytes(20), ""),
    "cut off JPEG": ("anh.jpg", telltale.jpeg(size=(600, 600))[:4000], "hỏng hoặc thiếu dữ liệu"),
    "cut off PNG": ("anh.png", telltale.png(size=(300, 300))[:500], ""),
    "only a beginning": ("anh.jpg", PICTURES["anh.jpg"][:12], ""),
    "51 megapixels": ("anh.png", header_of_png(7000, 7300), "hơn 50 triệu điểm ảnh"),
    "400 megapixels": ("anh.png", header_of_png(20_000, 20_000), "hơn 50 triệu điểm ảnh"),
    "four thousand million pixels": ("anh.png", header_of_png(65_000, 65_000), "hơn 50 triệu điểm ảnh"),
}


@pytest.mark.parametrize("way", [add_many, add_in_chooser])
@pytest.mark.parametrize("case", BAD)
def test_what_is_no_fitting_photo_is_refused_in_words(member, unit, way, case):
    name, content, words = BAD[case]
    response = way(member, upload(name, content), unit)
    assert response.status_code == 200
    assert words in json.loads(response.content).get("error_message", "") or words in readable(response)
    assert not NewsImage.objects.exists()


def readable(response):
    """The visible text of a JSON answer that carries HTML."""
    return re.sub(r"<[^>]+>", " ", json.loads(response.content).get("htmlFragment", ""))


def test_a_bomb_costs_no_memory(member, unit):
    tracemalloc.start()
    add_many(member, upload("anh.png", header_of_png(20_000, 20_000)), unit)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 50_000_000


def test_a_replacement_is_looked_at_as_well(member, unit):
    response = replace(member, upload("anh.jpg", telltale.jpeg(size=(600, 600))[:4000]), unit)
    assert response.status_code == 200
    assert "hỏng hoặc thiếu dữ liệu" in response.content.decode()
    assert Image.open(io.BytesIO(stored(NewsImage.objects.get()))).format == "PNG"


def test_too_large_a_file(member, unit, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    response = add_many(member, upload("anh.jpg", telltale.jpeg(size=(400, 400))), unit)
    assert "Tệp quá lớn" in json.loads(response.content)["error_message"]


def test_another_units_collection_is_not_offered(member, unit):
    other = UnitFactory()
    response = add_many(member, upload("anh.jpg", PICTURES["anh.jpg"]), other)
    assert response.status_code in (200, 400)
    assert not NewsImage.objects.filter(collection=other.collection).exists()


# Originals are served by nobody


def test_no_address_serves_an_original(client, member, unit, settings):
    add_many(member, upload("anh.jpg", PICTURES["anh.jpg"]), unit)
    image = NewsImage.objects.get()
    for prefix in ("/media/", "/static/", "/private/", "/", "/documents/", "/images/"):
        assert client.get(f"{prefix}{image.file.name}").status_code == 404
    assert client.get(image.file.url).status_code == 404
    assert not str(image.file.path).startswith(str(settings.MEDIA_ROOT))
    rendition = image.get_rendition("width-40")
    assert re.fullmatch(r"/media/images/[\w-]{22,}\.width-40\.webp", rendition.url), rendition.url
    assert RequestFactory().get(rendition.url).path == rendition.url


def test_the_page_for_several_photos_opens(member):
    response = member.get("/admin/images/multiple/add/")
    assert response.status_code == 200
    assert b'name="files[]"' in response.content


def test_an_upload_that_waits_for_its_title_becomes_a_photo(member, unit):
    waiting = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(NewsImage),
        file=upload("moi.jpg", PICTURES["anh.jpg"]),
        uploaded_by_user=User.objects.get(pk=member.session["_auth_user_id"]),
    )
    prefix = f"uploaded-image-{waiting.pk}"
    form = {f"{prefix}-title": "Dọn bãi biển", f"{prefix}-collection": unit.collection.pk}
    response = member.post(reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk]), form)
    assert response.json()["success"]
    assert NewsImage.objects.get().title == "Dọn bãi biển"
