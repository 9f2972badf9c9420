"""Photos of every kind that phones and cameras write, by each way in: known by content, stored for the web."""

import io
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from submissions.media.photos import without_metadata
from submissions.models import NewsImage
from tests import factories
from tests.submissions import telltale
from tests.submissions.registers import log_in
from tests.submissions.telltale import NOTHING, tells
from tests.submissions.uploads import tus
from tests.when_asked import WhenAsked

pytestmark = pytest.mark.django_db


def kind(picture_format, mode="RGB", **options):
    """A photo of red and blue halves, which tells as much as the format lets it."""
    out = io.BytesIO()
    telltale.halves((800, 400), mode).save(out, picture_format, exif=telltale.exif(), xmp=telltale.xmp(), **options)
    return out.getvalue()


# By the ending: bytes, and the format that is stored.
KINDS = WhenAsked(
    {
        "iPhone.HEIC": (partial(kind, "HEIF", quality=80), "JPEG"),
        "iPhone, 10 bit.heic": (partial(kind, "HEIF", quality=80, bit_depth=10), "JPEG"),
        "see-through.heic": (partial(kind, "HEIF", "RGBA", quality=80), "JPEG"),
        "grey.heif": (partial(kind, "HEIF", "L", quality=80), "JPEG"),
        "4:2:0.hif": (partial(kind, "HEIF", quality=80, chroma=420), "JPEG"),
        "Android.avif": (partial(kind, "AVIF", quality=80), "JPEG"),
        "see-through.avif": (partial(kind, "AVIF", "RGBA", quality=80), "JPEG"),
        "progressive.jpg": (partial(kind, "JPEG", progressive=True), "JPEG"),
        "grey.jpg": (partial(kind, "JPEG", "L"), "JPEG"),
        "print.jpeg": (partial(kind, "JPEG", "CMYK"), "JPEG"),
        "several.jpg": (
            partial(kind, "MPO", save_all=True, append_images=[telltale.halves((80, 40))]),
            "JPEG",
        ),
        "screen.png": (partial(kind, "PNG"), "PNG"),
        "palette.png": (partial(kind, "PNG", "P"), "PNG"),
        "see-through.png": (partial(kind, "PNG", "RGBA"), "PNG"),
        "lossless.webp": (partial(kind, "WEBP", lossless=True), "WEBP"),
        "lossy.webp": (partial(kind, "WEBP", quality=70), "WEBP"),
    }
)
LIES = ["anh.jpg", "anh.PNG", "anh.heic", "anh", "anh.pdf", "anh.jpg.webp"]


@pytest.fixture
def member(client, unit):
    return log_in(client, factories.contributor_of(unit))


def by_wagtail(member, unit, content, name):
    form = {"files[]": SimpleUploadedFile(name, content), "title": "Ảnh", "collection": unit.collection.pk}
    headers = {"x-requested-with": "XMLHttpRequest"}
    answer = member.post("/admin/images/multiple/add/", form, headers=headers)
    assert answer.json()["success"], answer.json()


def in_pieces(member, unit, content, name):
    tus.photo(member, unit, content, name=name)


def in_code(member, unit, content, name):
    bare = without_metadata(io.BytesIO(content), name=name)
    NewsImage.objects.create(title="Ảnh", collection=unit.collection, file=bare)


WAYS = [by_wagtail, in_pieces, in_code]


def content_of(image):
    with image.file.storage.open(image.file.name) as file:
        return file.read()


def is_upright(picture):
    """Whether its left half is red and its right half blue; in grey, red is the lighter of the two."""
    shown = picture.convert("RGB")
    left, right = shown.getpixel((50, shown.height // 2)), shown.getpixel((shown.width - 50, shown.height // 2))
    if left[0] == left[2]:
        return left[0] > right[0] + 20
    return left[0] > 150 > left[2] and right[2] > 150 > right[0]


def require_stored(image, picture_format):
    """It is what every browser shows, upright, told by its ending, and tells nothing else."""
    content = content_of(image)
    picture = Image.open(io.BytesIO(content))
    endings = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
    assert (picture.format, picture.size) == (picture_format, (800, 400))
    assert image.file.name.endswith(endings[picture_format])
    assert (image.width, image.height, image.get_file_size()) == (800, 400, len(content))
    assert is_upright(picture)
    assert tells(content) == NOTHING
    assert image.get_rendition("width-400").width == 400


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", KINDS)
def test_every_kind_by_every_way(member, unit, name, way):
    content, picture_format = KINDS[name]
    way(member, unit, content, name)
    require_stored(NewsImage.objects.get(), picture_format)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize("name", ["iPhone.HEIC", "screen.png", "grey.jpg"])
def test_the_content_counts_and_not_the_ending(member, unit, name, lie, way):
    content, picture_format = KINDS[name]
    way(member, unit, content, lie)
    require_stored(NewsImage.objects.get(), picture_format)


@pytest.mark.parametrize("picture_format", ["HEIF", "AVIF", "JPEG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_whichever_way_the_telephone_was_held(orientation, picture_format):
    """Stored upright, as Pillow shows it, and turned once."""
    out = io.BytesIO()
    telltale.halves((80, 40)).save(out, picture_format, exif=telltale.exif(orientation=orientation))
    size = (40, 80) if orientation > 4 else (80, 40)
    picture = Image.open(io.BytesIO(without_metadata(out, name="a").read()))
    assert picture.size == size
    # Where the red half lies for each value of the tag (Exif 2.32).
    red = {1: (10, 20), 2: (70, 20), 3: (70, 20), 4: (10, 20), 5: (20, 10), 6: (20, 10), 7: (20, 70), 8: (20, 70)}
    assert picture.convert("RGB").getpixel(red[orientation])[0] > 150


@pytest.mark.parametrize("picture_format", ["HEIF", "AVIF"])
def test_what_lets_something_through_stands_on_white(picture_format):
    out = io.BytesIO()
    Image.new("RGBA", (60, 40), (0, 0, 0, 0)).save(out, picture_format)
    picture = Image.open(io.BytesIO(without_metadata(out, name="a").read()))
    assert picture.mode == "RGB"
    assert min(picture.getpixel((30, 20))) > 245


@pytest.mark.parametrize("name", ["iPhone.HEIC", "Android.avif"])
@pytest.mark.parametrize("part", [0.05, 0.4, 0.97])
def test_half_of_one_is_refused_in_words(member, unit, name, part):
    content = KINDS[name][0]
    address = tus.send(member, unit, content[: int(len(content) * part)], name=name)
    answer = tus.finish(member, address)
    assert answer.status_code == 403
    assert "ảnh" in answer.json()["error"]
    assert not NewsImage.objects.exists()


@pytest.mark.parametrize("name", ["iPhone.HEIC", "Android.avif"])
def test_of_too_many_pixels_nothing_is_decoded(member, unit, name, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 300_000
    answer = tus.finish(member, tus.send(member, unit, KINDS[name][0], name=name))
    assert (answer.status_code, "điểm ảnh" in answer.json()["error"]) == (403, True)
