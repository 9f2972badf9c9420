import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vietnamese.names import OFFICES, WARDS
from vietnamese.slugs import slugify, unique_slug


@pytest.mark.parametrize(("name", "slug"), OFFICES.items())
def test_slug_of_an_office(name, slug):
    assert slugify(name) == slug


@pytest.mark.parametrize(("name", "slug"), WARDS.items())
def test_slug_of_a_ward(name, slug):
    assert slugify(name) == f"ubnd-{slug}"
    assert slugify(name.removeprefix("UBND ")) == slug


@given(st.text())
def test_slug_is_a_plain_address(text):
    slug = slugify(text)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert slugify(slug) == slug


def test_free_slug_is_taken_as_it_is():
    assert unique_slug("Phường Phú Thủy", taken=lambda slug: False, max_length=50) == "phuong-phu-thuy"


def test_taken_slug_gets_the_first_free_number():
    used = {"tiem-chung", "tiem-chung-2"}
    assert unique_slug("Tiêm chủng", taken=used.__contains__, max_length=50) == "tiem-chung-3"


def test_long_slug_is_cut_between_words_and_keeps_room_for_the_number():
    assert unique_slug("Tiêm chủng mở rộng", taken=lambda slug: False, max_length=14) == "tiem-chung-mo"
    assert unique_slug("Tiêm chủng mở rộng", taken={"tiem-chung-mo"}.__contains__, max_length=14) == "tiem-chung-2"
    assert unique_slug("Nghiêng", taken=lambda slug: False, max_length=5) == "nghie"


def test_text_without_latin_letters_still_gets_an_address():
    assert unique_slug("你好", taken={"muc"}.__contains__, max_length=20) == "muc-2"


def test_no_room_is_refused():
    with pytest.raises(ValueError, match="at least 4"):
        unique_slug("Tin", taken=lambda slug: False, max_length=3)
    with pytest.raises(ValueError, match="no free slug"):
        unique_slug("Tin", taken=lambda slug: True, max_length=4)


@given(st.lists(st.text(max_size=30), max_size=30), st.integers(min_value=6, max_value=20))
def test_slugs_given_out_one_after_the_other_differ_and_fit(titles, max_length):
    used: set[str] = set()
    for title in titles:
        slug = unique_slug(title, taken=used.__contains__, max_length=max_length)
        assert slug
        assert slug not in used
        assert len(slug) <= max_length
        assert slugify(slug) == slug
        used.add(slug)
