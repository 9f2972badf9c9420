"""Photos as the public downloads them: WebP, measured, without what the camera wrote into them."""

import io
import re

import pytest
from django.core.files.storage import default_storage
from PIL import ExifTags, Image

from submissions.media import pictures, renditions
from tests import factories


@pytest.fixture
def piece(newsroom, ward):
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Máy ảnh của Hoa"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (10.0, 55.0, 40.0)
    file = factories.picture_file(size=(1500, 1000), exif=exif.tobytes())
    piece = newsroom.publish(ward, image=factories.photo(ward, file=file))
    renditions.make_ready(piece)
    return piece


def served_files(client, address):
    """Names, in the store, of the pictures that the page at `address` names in src, srcset or og:image."""
    return set(re.findall(r"/media/(images/[^\s\",]+)", client.get(address).content.decode()))


@pytest.mark.parametrize("address", ["/", "/tin-tuc/", "article"])
def test_pictures_are_webp_without_metadata(client, piece, address):
    names = served_files(client, piece.url if address == "article" else address)
    assert names
    for name in names:
        with Image.open(io.BytesIO(default_storage.open(name).read())) as picture:
            assert picture.format == ("JPEG" if "format-jpeg" in name else "WEBP")
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
    photo = factories.photo(ward)
    photo.get_renditions(*pictures.SIZES["article"].specs)
    small = pictures.responsive(photo, size="article", alt="")
    assert [rendition.width for rendition in small.renditions] == [60]
    assert "srcset" not in str(small)


def test_a_reader_waits_for_one_size_at_most(newsroom, ward, client):
    """Where nothing was drawn yet, of a piece from before for example."""
    piece = newsroom.publish(ward, photo=True)
    for _reader in range(2):
        assert client.get(piece.url).status_code == 200
        assert [one.filter_spec for one in piece.cover.renditions.all()] == [pictures.SIZES["article"].specs[0]]
    piece.cover.get_rendition(pictures.SIZES["article"].specs[2])
    offered = {one.file.name for one in piece.cover.renditions.all()}
    assert served_files(client, piece.url) == offered and len(offered) == 2


def test_a_lost_file_breaks_no_page(newsroom, ward, client):
    piece = newsroom.publish(ward, photo=True)
    piece.cover.file.storage.delete(piece.cover.file.name)
    assert client.get("/").status_code == 200
    assert client.get(piece.url).status_code == 200
