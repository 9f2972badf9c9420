"""Photos as the public downloads them: WebP, measured, without what the camera wrote into them."""

import io
import re

import pytest
from django.core.files.storage import default_storage
from PIL import ExifTags, Image

from home.sharing import card_files
from submissions.media import pictures
from tests import factories


@pytest.fixture
def piece(newsroom, ward):
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Máy ảnh của Hoa"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (10.0, 55.0, 40.0)
    file = factories.picture_file(size=(1500, 1000), exif=exif.tobytes())
    return newsroom.publish(ward, image=factories.photo(ward, file=file))


def served_files(client, address):
    """Names, in the store, of the photos that the page at `address` names in src or srcset, for shared links too.

    Drawn cards are none: whether the store has one rests on the tests before.
    """
    named = set(re.findall(r"/media/([^\s\",]+)", client.get(address).content.decode()))
    return {name for name in named if not name.startswith(f"{card_files.FOLDER}/")}


@pytest.mark.parametrize("address", ["/", "/tin-tuc/", "article"])
def test_pictures_are_webp_without_metadata(client, piece, address):
    names = served_files(client, piece.url if address == "article" else address)
    assert names
    for name in names:
        with Image.open(io.BytesIO(default_storage.open(name).read())) as picture:
            assert picture.format == "WEBP"
            assert not picture.getexif()
            assert not {"exif", "xmp"} & set(picture.info)


@pytest.mark.parametrize("address", ["/", "/tin-tuc/", "article"])
def test_every_picture_says_its_size(read, piece, address):
    photos = read(piece.url if address == "article" else address).select("main img")
    assert photos
    for photo in photos:
        assert int(photo["width"]) > 0 and int(photo["height"]) > 0
        assert photo.has_attr("alt") and photo["sizes"] and photo["srcset"]


def test_cards_are_three_to_two(read, piece):
    photo = read("/tin-tuc/").select_one(".card img")
    assert (photo["width"], photo["height"]) == ("480", "320")


def test_a_small_photo_is_offered_once_per_width(db, ward):
    small = pictures.responsive(factories.photo(ward), size="article", alt="")
    assert [rendition.width for rendition in small.renditions] == [60]
    assert "srcset" not in str(small)


def test_a_lost_file_breaks_no_page(newsroom, ward, client):
    piece = newsroom.publish(ward, photo=True)
    piece.cover.file.storage.delete(piece.cover.file.name)
    assert client.get("/").status_code == 200
    assert client.get(piece.url).status_code == 200
