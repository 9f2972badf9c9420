"""Vietnamese order in the database, the same in SQLite and in PostgreSQL.

PostgreSQL brings CLDR's collation from ICU, with which Debian's packages and the official images are built. SQLite
knows bytes only and is taught `vietnamese.collation`, which is tested against the same lists. Neither depends on
the language that the database or the server was set up with.
"""

from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import F, Value
from django.db.models.functions import Collate, Concat, Reverse, Right, StrIndex

from vietnamese.collation import collation_key

COLLATION = "vi-x-icu"

_key = lru_cache(maxsize=10_000)(collation_key)


def in_vietnamese_order(field: str) -> Collate:
    """Return what sorts a query or a model by the text column ``field``: for `order_by` and `Meta.ordering`."""
    return Collate(field, COLLATION)


def in_order_of_people(field: str) -> tuple[Collate, Collate]:
    """Return what sorts by full names in the text column ``field``: by given name, which is written last, then whole.

    Python's counterpart is `vietnamese.collation.person_key`.
    """
    blank = Value(" ")
    given_name = Right(F(field), StrIndex(Reverse(Concat(blank, field)), blank) - 1)
    return Collate(given_name, COLLATION), in_vietnamese_order(field)


def teach_sqlite() -> None:
    """Give every SQLite connection from now on the collation by PostgreSQL's name for it."""
    connection_created.connect(_add_collation, dispatch_uid="vietnamese.database")


def _add_collation(sender: Any, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, _compare)


def _compare(one: str, other: str) -> int:
    """Less than, equal to or more than 0, as `one` stands before, with or after `other`."""
    before, after = _key(one), _key(other)
    return (before > after) - (before < after)
