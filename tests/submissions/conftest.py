"""One unit with its people and a piece of it, and the whole cast of the rights table: told once for each module."""

import pytest

from tests import factories
from tests.submissions.states import Cast


@pytest.fixture(scope="module")
def cast_told(tell):
    return tell(Cast)


@pytest.fixture
def cast(cast_told):
    return cast_told()


@pytest.fixture(scope="module")
def unit_told(tell):
    return tell(factories.UnitFactory)


@pytest.fixture
def unit(unit_told):
    return unit_told()


@pytest.fixture(scope="module")
def contributor_told(tell, unit_told):
    return tell(lambda: factories.contributor_of(unit_told()))


@pytest.fixture
def contributor(contributor_told):
    return contributor_told()


@pytest.fixture(scope="module")
def leader_told(tell, unit_told):
    return tell(lambda: factories.leader_of(unit_told()))


@pytest.fixture
def leader(leader_told):
    return leader_told()


@pytest.fixture(scope="module")
def editor_told(tell):
    return tell(factories.editor)


@pytest.fixture
def editor(editor_told):
    return editor_told()


@pytest.fixture(scope="module")
def piece_told(tell, unit_told, contributor_told):
    unit = unit_told()
    return tell(lambda: factories.news(unit, owner=contributor_told(), image=factories.photo(unit)))


@pytest.fixture
def piece(piece_told):
    return piece_told()
