import gc
from pathlib import Path

import pytest
from django.core.cache import caches
from hypothesis import settings
from pytest_django.plugin import blocking_manager_key

from tests.plugins import emptied, listed, migrated, roomy, told

# A tenth of the time went into looking again at what stays to the end: all that is imported and collected.
gc.set_threshold(100_000, 50, 100)

# What a helper asserts is told as well as what a test asserts.
HELPERS = ["browserform", "factories", "mailserver", "statements", "workflow"]
ROOMS = sorted({path.parent.name for path in Path(__file__).parent.glob("*/__init__.py")} - {"plugins"})
pytest.register_assert_rewrite(*(f"tests.{name}" for name in HELPERS + ROOMS))

# How long one example takes says nothing on a machine with other work to do.
settings.register_profile("untimed", settings.default, deadline=None)
settings.load_profile("untimed")


def pytest_configure(config):
    config.pluginmanager.register(roomy)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items):
    """Mark before `-m` chooses by the marks; put what is long first, once all others have put theirs in order.

    Begun last, it would keep one worker busy after the others have come to the end.
    """
    listed.mark(items)
    result = yield
    items.sort(key=lambda item: (item.get_closest_marker("long") is None, empties_the_database(item)))
    return result


def empties_the_database(item):
    """Whether `item` is followed by that: these come last, so that no story of a module is open; shuffled as well."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


def pytest_collection_finish():
    """Spare the collector of garbage what stays to the end."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Put the data of the migrations back after a test that empties the database, which held files would not let it.

    Its kind runs last, but then a worker takes over what another has not begun, of any kind. After the last test of
    all the database is gone.
    """
    marker = item.get_closest_marker("django_db")
    if empties_the_database(item):
        with item.config.stash[blocking_manager_key].unblock():
            emptied.let_go_of_files()
    try:
        return (yield)
    finally:
        if nextitem and marker and marker.kwargs.get("serialized_rollback"):
            with item.config.stash[blocking_manager_key].unblock():
                migrated.put_back()


def empty_caches():
    """Rows that were rolled back give their keys to others: what the cache says of them is wrong then."""
    for cache in caches.all():
        cache.clear()


@pytest.fixture(autouse=True)
def _empty_caches():
    """A test finds nothing in the cache that another has left."""
    empty_caches()


@pytest.fixture(scope="session")
def migrated_copy(pytestconfig, django_test_environment, django_db_blocker):
    """A migrated database that nobody writes to: its file on SQLite, its name on PostgreSQL."""
    with django_db_blocker.unblock():
        return migrated.kept(pytestconfig.cache.mkdir("migrated"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_db_modify_db_settings, django_db_keepdb, django_db_createdb):
    """Let the test database begin as a copy of the migrated one, unless an old one is used again (--reuse-db)."""
    if django_db_keepdb and not django_db_createdb:
        yield
        return
    with migrated.beginning_of_test_databases(request.getfixturevalue("migrated_copy")):
        yield


@pytest.fixture(scope="module")
def tell(django_db_setup, django_db_blocker):
    """`tell(build)` makes something once for the module, and returns a function that copies it for each test."""
    # Stories are told before the first test's own fixtures.
    empty_caches()
    with told.telling(django_db_blocker.unblock) as tell:
        yield tell


@pytest.fixture(scope="class")
def tell_class(tell, django_db_blocker):
    """As `tell`, once for each class; what the module tells is there before."""
    with told.telling(django_db_blocker.unblock) as tell_class:
        yield tell_class
