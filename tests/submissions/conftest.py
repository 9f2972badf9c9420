"""One unit with its people and a piece of it, and the whole cast of the rights table: told once for each module."""

from functools import partial

import pytest

from tests import factories
from tests.submissions.states import Cast, make_piece


@pytest.fixture(scope="module")
def cast_told(tell):
    return tell(Cast)


@pytest.fixture(scope="module")
def states_told(request, tell, cast_told):
    """One piece in each state of the module's TOLD: a test that asks `make_piece` for such a one gets a copy of it.

    They are there for every test of the module, so a module that counts pieces or lists them has none.
    """
    cast = cast_told()
    return {state: tell(partial(make_piece, state, cast)) for state in getattr(request.module, "TOLD", ())}


@pytest.fixture
def cast(cast_told, states_told):
    cast = cast_told()
    cast.told = dict(states_told)
    return cast


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
