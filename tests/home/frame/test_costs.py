"""What every page asks first costs the same however many pieces there are: all pages are never gone through."""

import pytest
from django.db import connection
from wagtail.models import Page

from home.frame.navigation import places_with_pages
from home.models.alerts import shown_now
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def work_of(ask):
    """How many steps SQLite's machine takes for what `ask` asks, in tens."""
    steps = 0

    def count():
        nonlocal steps
        steps += 1

    connection.ensure_connection()
    connection.connection.set_progress_handler(count, 10)
    try:
        list(ask())
    finally:
        connection.connection.set_progress_handler(None, 0)
    return steps


@pytest.mark.parametrize("ask", [places_with_pages, shown_now])
def test_a_thousand_pieces_more_are_no_more_work(ask, newsroom, ward):
    piece = newsroom.publish(ward)
    list(ask())  # kinds of pages are known from now on
    before = work_of(ask)
    pages = Page.objects.count()
    factories.published_like(piece, [{"at": piece.published_at, "title": f"Tin {number}"} for number in range(1_000)])
    assert Page.objects.count() == pages + 1_000
    assert 0 < work_of(ask) < before + 50
