"""Stories told once for a module: the rows stay for all its tests, each of which is rolled back to them.

    @told
    def city():
        return make_city()

which is short for

    @pytest.fixture(scope="module")
    def city_told(tell):
        return tell(make_city)

    @pytest.fixture
    def city(city_told):
        return city_told()

It is Django's `setUpTestData` for fixtures: `make_city` runs in a transaction of the module, before the test's own,
and `city_told()` gives each test a copy of what it returned, so that nothing a test does to an object (fields,
cached relations, permissions) reaches the next. Rows of a story are there for the tests that follow in its module.
"""

import copy
import inspect
from contextlib import contextmanager

import pytest
from django.db import connection, transaction


@contextmanager
def telling(unblocked):
    """Yield `tell` (see above) in a transaction that is rolled back; `unblocked()` lets it reach the database."""
    with unblocked():
        story = transaction.atomic()
        story.__enter__()
        depth = len(connection.savepoint_ids)

    def tell(build):
        assert len(connection.savepoint_ids) == depth, "a story is told before the tests, not in one"
        with unblocked():
            told = build()
        return lambda: copy.deepcopy(told)

    yield tell
    with unblocked():
        transaction.set_rollback(True)
        story.__exit__(None, None, None)


def told(build):
    """Two fixtures of one function: the story `NAME_told`, told once for a module, and its copy `NAME` for each test.

        @told
        def piece(unit, contributor):
            return factories.news(unit, owner=contributor)

    What `build` takes are stories too: it is called with copies of `unit_told` and `contributor_told`.
    """
    name, needs = build.__name__, list(inspect.signature(build).parameters)

    def story(*, tell, **stories):
        return tell(lambda: build(**{need: stories[f"{need}_told"]() for need in needs}))

    def copied(**stories):
        return stories[f"{name}_told"]()

    story.__signature__ = _takes("tell", *(f"{need}_told" for need in needs))
    copied.__signature__ = _takes(f"{name}_told")
    build.__globals__[f"{name}_told"] = pytest.fixture(scope="module", name=f"{name}_told")(story)
    return pytest.fixture(name=name)(copied)


def _takes(*names):
    """The signature by which pytest knows which fixtures to hand in."""
    return inspect.Signature([inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in names])
