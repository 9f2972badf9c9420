"""Large photos are decoded once, at a fraction, and their sizes are those that Wagtail would make of the whole."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from submissions.media import photos, pictures
from submissions.media.renditions import specs_of
from submissions.models import media
from tests import factories

pytestmark = pytest.mark.django_db
LARGE = (3200, 2400)


@pytest.fixture
def decoded(monkeypatch):
    """The sizes at which photos are decoded for drawing, as they come."""
    sizes = []

    def noted(file, *, least):
        fraction = photos.fraction_of(file, least=least)
        sizes.append(Image.open(BytesIO(fraction.content)).size if fraction else None)
        return fraction

    monkeypatch.setattr(media, "fraction_of", noted)
    return sizes


@pytest.mark.parametrize("name", ["anh.jpg", "anh.png", "anh.webp"])
def test_every_public_size_comes_from_one_decoding_of_a_fraction(unit, decoded, name):
    photo = factories.photo(unit, file=factories.picture_file(name, size=LARGE))
    drawn = photo.get_renditions(*specs_of(pictures.SIZES))
    assert decoded == [(1600, 1200)]
    measured = {spec.split("|")[0]: (one.width, one.height) for spec, one in drawn.items()}
    assert measured == {
        "fill-480x320": (480, 320),
        "fill-240x160": (240, 160),
        "fill-720x480": (720, 480),
        "fill-1200x800": (1200, 800),
        "max-800x1000": (800, 600),
        "max-480x640": (480, 360),
        "max-1200x1200": (1200, 900),
        "fill-1200x630": (1200, 630),
    }


def test_the_public_sizes_are_no_larger_than_is_said():
    sides = [side for spec in specs_of(pictures.SIZES) for side in spec.split("|")[0].split("-")[1].split("x")]
    assert max(map(int, sides)) == pictures.LARGEST


def test_what_a_photo_is_about_is_where_it_was(unit):
    picture = Image.new("RGB", LARGE, "navy")
    ImageDraw.Draw(picture).rectangle((0, 0, 400, 300), fill="orange")
    content = BytesIO()
    picture.save(content, "JPEG", quality=90)
    file = factories.picture_file(size=(1, 1))
    file.file = content
    photo = factories.photo(unit, file=file)
    photo.set_focal_point(media.Rect(0, 0, 400, 300))
    photo.save()
    with Image.open(photo.get_rendition("fill-400x300-c100").file) as cut:
        corners = [cut.convert("RGB").getpixel(at) for at in ((5, 5), (390, 290))]
    assert all(red > 200 and blue < 80 for red, _green, blue in corners)


@pytest.mark.parametrize("spec", ["width-2000", "original"])
def test_a_size_that_is_larger_than_the_fraction_comes_from_the_whole(unit, spec):
    photo = factories.photo(unit, file=factories.picture_file(size=LARGE))
    assert photo.get_rendition(spec).width == (2000 if spec == "width-2000" else LARGE[0])


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_stays_so(unit, mode):
    picture = Image.new("RGBA", LARGE, (0, 90, 160, 255))
    picture.paste((0, 0, 0, 0), (0, 0, 1600, 2400))
    content = BytesIO()
    picture.convert(mode).save(content, "PNG")
    file = factories.picture_file("anh.png", size=(1, 1))
    file.file = content
    with Image.open(factories.photo(unit, file=file).get_rendition("max-480x640|webpquality-74").file) as drawn:
        seen = drawn.convert("RGBA")
    assert (seen.size, seen.getpixel((100, 100))[3], seen.getpixel((400, 100))[3]) == ((480, 360), 0, 255)


@pytest.mark.parametrize("name", ["anh.jpg", "anh.png"])
def test_a_smaller_photo_is_drawn_whole(unit, decoded, name):
    photo = factories.photo(unit, file=factories.picture_file(name, size=(2000, 1500)))
    assert photo.get_rendition("max-480x640|webpquality-74").width == 480
    assert decoded == [None]


def test_the_colour_profile_stays(unit):
    profile = photos.ImageCms.ImageCmsProfile(photos.ImageCms.createProfile("sRGB")).tobytes()
    file = factories.picture_file(size=LARGE, icc_profile=profile)
    assert Image.open(BytesIO(photos.fraction_of(file, least=1200).content)).info["icc_profile"] == profile
