"""Stories told once for a module: the rows stay for all its tests, each of which is rolled back to them.

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
from contextlib import contextmanager

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
