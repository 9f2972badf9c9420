"""One unit with its people and a piece of it, for the stories of the chain."""

import pytest

from tests import factories


@pytest.fixture
def unit():
    return factories.UnitFactory()


@pytest.fixture
def contributor(unit):
    return factories.contributor_of(unit)


@pytest.fixture
def leader(unit):
    return factories.leader_of(unit)


@pytest.fixture
def editor():
    return factories.editor()


@pytest.fixture
def piece(unit, contributor):
    return factories.news(unit, owner=contributor, image=factories.photo(unit))
