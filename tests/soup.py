"""A page taken apart: by lxml, which takes a quarter of the time of Python's own parser."""

import json
import re

from bs4 import BeautifulSoup


def soup_of(page, **options):
    """The soup of `page`: an answer of the test client, or HTML (str); `options` are those of BeautifulSoup."""
    html = page if isinstance(page, str) else page.content.decode()
    return BeautifulSoup(html, "lxml", **options)


def main_of(response):
    """The main part of the screen (a Tag)."""
    return soup_of(response).select_one("main")


def words_of(part):
    """What `part` (a Tag) says, on one line."""
    return re.sub(r"\s+", " ", part.get_text(" ")).strip()


def text_of(response):
    """What the main part of the screen says, on one line."""
    return words_of(main_of(response))


def said(response):
    """All that an answer holds (str), with the letters that JSON writes as numbers: a secret in it is found."""
    if response.headers.get("Content-Type", "").startswith("application/json"):
        return json.dumps(response.json(), ensure_ascii=False)
    return response.content.decode()
