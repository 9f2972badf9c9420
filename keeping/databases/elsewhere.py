"""A connection to a database that is not the site's own, on the same server or disk."""

from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections


def connection_to(name, *, plain=False):
    """A connection to the database `name` (a file, or a name on the server); `plain`: without the settings' options."""
    there = connections[DEFAULT_DB_ALIAS].copy()
    there.settings_dict["NAME"] = str(name)
    if plain:
        there.settings_dict["OPTIONS"] = {}
    return there


@contextmanager
def pointed_at(name):
    """Inside, everything that asks the database asks the database `name`."""
    before, there = connections[DEFAULT_DB_ALIAS], connection_to(name)
    connections[DEFAULT_DB_ALIAS] = there
    try:
        yield there
    finally:
        there.close()
        connections[DEFAULT_DB_ALIAS] = before
