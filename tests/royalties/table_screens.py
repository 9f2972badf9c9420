"""The addresses of the tables' screens, and what such a screen says."""

import re

from django.contrib.messages import get_messages
from django.urls import reverse

from tests.soup import soup_of


def at(name, *keys):
    return reverse(f"royalty_tables:{name}", args=keys)


def text_of(response):
    """What the main part of the screen says, on one line."""
    soup = soup_of(response)
    return re.sub(r"\s+", " ", soup.select_one("main").get_text(" ")).strip()


def told_by(response):
    """The last message of an answer, if any: pairs of kind and text; those before wait for the next screen."""
    return [(message.level_tag, str(message)) for message in get_messages(response.wsgi_request)][-1:]
