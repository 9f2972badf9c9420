"""One of several machines of a site: does what it is told, with a folder, a memory and a connection of its own.

    python -m tests.scaffold.machine

Reads the name of a function below and what it takes in each line, as JSON, and answers with what it returns.
"""

import hashlib
import json
import sys
from pathlib import Path

import django
from django.conf import settings
from django.test import Client


def tell():
    """A ward with a live piece whose photo has not been drawn yet in the sizes that readers are shown."""
    from tests import factories
    from tests.home.conftest import Newsroom

    ward = factories.UnitFactory(name="UBND phường Phú Thủy", slug="phuong-phu-thuy", kind_id="ward")
    piece = Newsroom().publish(ward, title="Bài đang đăng", photo=True)
    return {"piece": piece.pk, "address": piece.url, "unit": ward.pk, "user": factories.contributor_of(ward).pk}


def draw(piece):
    """Draw the photo of the piece, as the worker does; returns how many sizes of it there are then."""
    from submissions.media.renditions import make_ready
    from submissions.models import NewsPage, NewsRendition

    make_ready(NewsPage.objects.get(pk=piece))
    return NewsRendition.objects.count()


def begin(user, unit, content):
    """Announce the photo in the file `content`; returns the address of what arrives."""
    from submissions.models import Unit
    from tests.submissions.uploads import tus

    return tus.begin(browser_of(user), Unit.objects.get(pk=unit), Path(content).read_bytes())["Location"]


def part(user, address, content, first, end):
    """Send the bytes from `first` up to `end`; returns the status."""
    from tests.submissions.uploads import tus

    return tus.part(browser_of(user), address, Path(content).read_bytes()[first:end], offset=first).status_code


def finish(user, address):
    """End it; returns what the page is told of the photo."""
    from tests.submissions.uploads import tus

    return tus.finish(browser_of(user), address).json()


def originals():
    """The names of the files of all photos."""
    from submissions.models import NewsImage

    return list(NewsImage.objects.values_list("file", flat=True))


def original(photo):
    """The check sum of the file of a photo, and its size in pixels."""
    from submissions.models import NewsImage

    image = NewsImage.objects.get(pk=photo)
    with image.file.open() as file:
        return [hashlib.sha256(file.read()).hexdigest(), image.width, image.height]


def remove(photo):
    """Delete a photo; returns the name that its file had."""
    from submissions.models import NewsImage

    image = NewsImage.objects.get(pk=photo)
    name = image.file.name
    image.delete()
    return name


def browser_of(user):
    from django.contrib.auth import get_user_model

    client = Client(headers={"host": settings.ALLOWED_HOSTS[0], "x-forwarded-proto": "https"})
    client.force_login(get_user_model().objects.get(pk=user), backend="django.contrib.auth.backends.ModelBackend")
    return client


def main():
    django.setup()
    for line in sys.stdin:
        name, *given = json.loads(line)
        print(json.dumps(globals()[name](*given)), flush=True)


if __name__ == "__main__":
    main()
