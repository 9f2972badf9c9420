"""A page taken apart: by lxml, which takes a quarter of the time of Python's own parser."""

from bs4 import BeautifulSoup


def soup_of(page, **options):
    """The soup of `page`: an answer of the test client, or HTML (str); `options` are those of BeautifulSoup."""
    html = page if isinstance(page, str) else page.content.decode()
    return BeautifulSoup(html, "lxml", **options)
