"""The town of the crawl, told once for each module that asks for it."""

import pytest

from tests.language.town import Town


@pytest.fixture(scope="module")
def town_told(tell):
    return tell(Town)


@pytest.fixture
def town(town_told):
    return town_told()
