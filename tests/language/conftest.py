"""The town of the crawl, told once for each module that asks for it, and its page for what is not there."""

import pytest
from django.http import HttpResponseNotFound
from django.views.defaults import page_not_found

from site_cms import urls
from tests.language.town import Town


@pytest.fixture(scope="module")
def town_told(tell):
    return tell(Town)


@pytest.fixture
def town(town_told):
    return town_told()


@pytest.fixture
def not_found_once(monkeypatch):
    """Half of all answers are the site's page for what is not there, the same for everybody: it is made once a test."""
    pages = []

    def not_found(request, exception):
        if not pages:
            pages.append(page_not_found(request, exception).content)
        return HttpResponseNotFound(pages[0])

    monkeypatch.setattr(urls, "handler404", not_found, raising=False)
