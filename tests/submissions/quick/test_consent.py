"""The tick for children in a photo: stored with it as it was sent; never on one that is held or another unit's."""

import pytest

from submissions.models import NewsImage
from tests import factories
from tests.submissions.quick import quickly
from tests.submissions.registers import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client, unit):
    return log_in(client, factories.contributor_of(unit))


def save(member, unit, image, **data):
    """The person saves a new piece with `image` in it."""
    address = quickly.new_address(unit)
    typed = {"title": "Ra quân", "text-0": "Dọn rác.", "photo": image.pk, "do": "save"} | data
    return member.post(address, quickly.opened(member, address, **typed))


def agreed(image):
    return NewsImage.objects.get(pk=image.pk).children_agreed


def test_it_is_stored_with_the_photo(member, unit):
    image = factories.photo(unit)
    saved = save(member, unit, image, **{f"children-{image.pk}": "1"})
    assert agreed(image)
    box = f'name="children-{image.pk}" value="1" checked'
    assert box in member.get(saved["Location"]).content.decode()


def test_taken_out_again_it_is_gone(member, unit):
    image = factories.photo(unit, children_agreed=True)
    save(member, unit, image)
    assert not agreed(image)


def test_a_held_photo_stays_as_it_is(member, unit):
    image = factories.photo(unit)
    NewsImage.objects.update(is_held=True)
    save(member, unit, image, **{f"children-{image.pk}": "1"})
    assert not agreed(image)


def test_anothers_photo_stays_as_it_is(member, unit):
    image = factories.photo(factories.UnitFactory())
    save(member, unit, image, **{f"children-{image.pk}": "1"})
    assert not agreed(image)
