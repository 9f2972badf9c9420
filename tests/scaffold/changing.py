"""A process beside web processes: changes what the public reads, one kind of change after another, as people do.

    python -m tests.scaffold.changing

Reads the name of a change (a function of tests/home/page_cache/test_freshness.py, or "begin") in each line, and answers
when it is committed with a line of JSON: {address: [status, digest of the page as it is made with nothing kept]}.
"""

import hashlib
import json
import sys

import django
from django.test import Client, override_settings


def main():
    django.setup()
    from tests.home.conftest import Newsroom
    from tests.home.page_cache import test_freshness as changes

    newsroom, piece = None, None
    for line in sys.stdin:
        name = line.strip()
        if name == "begin":
            newsroom = Newsroom()
            piece = begin(newsroom)
        else:
            getattr(changes, name)(newsroom, changes.workflow.fresh(piece))
        shown = changes.addresses(changes.workflow.fresh(piece))
        print(json.dumps({address: as_it_is(address) for address in shown}), flush=True)


def begin(newsroom):
    """A ward with pieces enough for two pages of a list; returns the one that is changed."""
    from submissions.media.renditions import make_ready
    from tests import factories

    ward = factories.UnitFactory(name="UBND phường Phú Thủy", slug="phuong-phu-thuy", kind_id="ward")
    factories.UnitFactory(name="UBND phường Mũi Né", slug="phuong-mui-ne", kind_id="ward")
    older = newsroom.publish(ward, title="Bài cũ")
    factories.published_like(older, [{"at": older.published_at, "title": f"Tin {number}"} for number in range(25)])
    piece = newsroom.publish(ward, title="Bài đang đăng", photo=True)
    make_ready(piece)  # as the worker does: else each page that is asked for draws something more
    return piece


@override_settings(PAGE_CACHE_SECONDS=0)
def as_it_is(address):
    from django.conf import settings

    headers = {"host": settings.ALLOWED_HOSTS[0], "x-forwarded-proto": "https"}
    response = Client(headers=headers).get(address)
    return [response.status_code, hashlib.sha256(response.content).hexdigest()]


if __name__ == "__main__":
    main()
