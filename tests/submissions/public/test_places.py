"""What the apps show the public is found by whoever asks for it."""

from django.http import HttpResponse
from wagtail import hooks

from submissions.public.places import HOOK, public_page, public_places


def test_what_every_app_registered_is_found(db):
    with hooks.register_temporarily([(HOOK, lambda: [("Một", "/mot/")]), (HOOK, list)]):
        assert ("Một", "/mot/") in public_places()


def test_a_page_is_marked_and_stays_what_it_is():
    assert public_page(HttpResponse).is_public_page is True
