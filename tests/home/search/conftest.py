"""What is found, as a citizen reads it on the page of results."""

import pytest
from django.utils.http import urlencode


@pytest.fixture
def answer(read):
    """`answer(q, **limits)` gives the page of results, parsed; limits by their names in the address, "_" for "-"."""

    def answer(q, **limits):
        limits = {name.replace("_", "-"): value for name, value in limits.items()}
        return read("/tim-kiem/?" + urlencode({"q": q, **limits}))

    return answer


@pytest.fixture
def found(answer):
    """`found(q, **limits)` gives the titles of the hits, in their order."""
    return lambda q, **limits: [link.get_text() for link in answer(q, **limits).select(".hit__title a")]
