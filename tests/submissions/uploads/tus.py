"""A person's device that sends a photo in pieces, as the script of the page does."""

import base64
import io
import random

from django.urls import reverse
from PIL import Image, ImageDraw

PART = "application/offset+octet-stream"
VERSION = {"tus-resumable": "1.0.0"}


def scene(*, seed=7, size=(900, 600)):
    """A picture (PIL) with a sky, a ground and things in it, like no other of another seed."""
    chance = random.Random(seed)
    picture = Image.new("RGB", size, tuple(chance.randrange(256) for _ in range(3)))
    draw = ImageDraw.Draw(picture)
    for _ in range(40):
        left, top = chance.randrange(size[0]), chance.randrange(size[1])
        colour = tuple(chance.randrange(256) for _ in range(3))
        draw.ellipse((left, top, left + chance.randrange(60, 300), top + chance.randrange(60, 300)), fill=colour)
    return picture


def content_of(picture, picture_format="JPEG", **options):
    out = io.BytesIO()
    picture.save(out, picture_format, **options)
    return out.getvalue()


def photo_bytes(*, seed=7, size=(900, 600), picture_format="JPEG", **options):
    return content_of(scene(seed=seed, size=size), picture_format, **options)


def begin(client, unit, content, *, name="anh.jpg", form="tin-1", size=None):
    """The answer to the first request; `size` is what is announced instead of the length of `content`."""
    about = {"filename": name, "unit": str(unit.pk), "form": form}
    words = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in about.items())
    headers = VERSION | {"upload-length": str(len(content) if size is None else size), "upload-metadata": words}
    return client.post(reverse("photo_uploads:begin"), headers=headers)


def part(client, address, content, *, offset, kind=PART):
    return client.patch(address, content, content_type=kind, headers=VERSION | {"upload-offset": str(offset)})


def offset_of(client, address):
    return int(client.head(address)["Upload-Offset"])


def send(client, unit, content, *, step=60_000, **about):
    """The whole of `content`, part by part; returns the address of the upload."""
    address = begin(client, unit, content, **about)["Location"]
    for offset in range(0, len(content), step):
        assert part(client, address, content[offset : offset + step], offset=offset).status_code == 204
    return address


def finish(client, address):
    return client.post(f"{address}xong/", headers=VERSION)


def photo(client, unit, content, **about):
    """What the page is told of the photo that `content` became."""
    answer = finish(client, send(client, unit, content, **about))
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()
