"""One unit with its people and a piece of it, and the whole cast of the rights table: told once for each module."""

from functools import partial

import pytest
from django.http import HttpResponseNotFound

from site_cms import urls
from tests import factories
from tests.plugins.told import told
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


@told
def unit():
    return factories.UnitFactory()


@told
def contributor(unit):
    return factories.contributor_of(unit)


@told
def leader(unit):
    return factories.leader_of(unit)


@told
def editor():
    return factories.editor()


@told
def piece(unit, contributor):
    return factories.news(unit, owner=contributor, image=factories.photo(unit))


@pytest.fixture
def plain_not_found(monkeypatch):
    """The site's page for what is not there takes longer than the refusal itself, which is all that counts here."""
    monkeypatch.setattr(urls, "handler404", lambda request, exception: HttpResponseNotFound(), raising=False)
