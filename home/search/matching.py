"""Which entries have the words of a query, in the words of each database: SQLite's FTS5, PostgreSQL's GIN.

Both read the newest first and stop at a limit. Words come from `home.search.words` alone: letters, digits and the signs
`=`, `_`, `^`; they are quoted here all the same.
"""

import json
from dataclasses import astuple, dataclass, replace
from typing import NamedTuple

from django.db import connection

# %(where)s is made from names in `Chosen` alone.
SQLITE = """
    SELECT entry.id, entry.unit_id, entry.category_id, entry.kind
    FROM home_searchwords CROSS JOIN home_searchentry AS entry INDEXED BY search_facts
    ON entry.id = home_searchwords.rowid
    WHERE home_searchwords MATCH %%s%(where)s
    ORDER BY home_searchwords.rowid DESC LIMIT %%s
"""
# home/migrations/0014_search_in_sections.py
POSTGRES = (
    "SELECT id, unit_id, category_id, kind FROM home_search_newest(%s::tsquery, %s, %s::bigint[], %s, %s, %s, %s)"
)


class Found(NamedTuple):
    """One entry that has the words: its key, which is its place in the order, and what it is filtered by."""

    id: int
    unit_id: int | None
    category_id: int | None
    kind: str


@dataclass(frozen=True)
class Chosen:
    """What hits are limited to; None for no limit. `first` and `last` are places (`entry.place`), both inclusive.

    `category_ids` are the keys of a section and of those that it continues.
    """

    unit_id: int | None = None
    category_ids: tuple[int, ...] | None = None
    kind: str | None = None
    first: int | None = None
    last: int | None = None

    def without(self, *names):
        """The same limits but for those called `names`."""
        return replace(self, **dict.fromkeys(names))


# How SQLite is asked for each limit of Chosen, in their order.
COLUMNS = (
    "entry.unit_id = %s",
    "entry.category_id IN (SELECT value FROM json_each(%s))",
    "entry.kind = %s",
    "entry.id >= %s",
    "entry.id <= %s",
)


def newest_with(words, *, limit, begun=None, chosen=None):
    """The `limit` newest entries (list of Found) that have all `words`, and one that begins with `begun`."""
    chosen = chosen or Chosen()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            limits = [
                (column, value) for column, value in zip(COLUMNS, astuple(chosen), strict=True) if value is not None
            ]
            where = "".join(f" AND {column}" for column, _value in limits)
            values = [json.dumps(value) if isinstance(value, tuple) else value for _column, value in limits]
            cursor.execute(SQLITE % {"where": where}, [_for_sqlite(words, begun), *values, limit])
        else:
            limits = [list(value) if isinstance(value, tuple) else value for value in astuple(chosen)]
            cursor.execute(POSTGRES, [_for_postgres(words, begun), *limits, limit])
        return [Found(*row) for row in cursor.fetchall()]


def _for_sqlite(words, begun):
    quoted = ['"{}"'.format(word.replace('"', '""')) for word in words]
    if begun:
        quoted.append('"{}"*'.format(begun.replace('"', '""')))
    return " AND ".join(quoted)


def _for_postgres(words, begun):
    def quote(word):
        return "'{}'".format(word.replace("\\", "\\\\").replace("'", "''"))

    quoted = [quote(word) for word in words]
    if begun:
        quoted.append(f"{quote(begun)}:*")
    return " & ".join(quoted)


def ranked(query, *, limit, chosen=None):
    """Entries (list of Found) that have the words of `query` (a Query), best rank first, newest first within each.

    At most `limit`, which is then reached: nobody reads on, and a frequent word costs no more than a rare one.
    """
    found = {}
    for words in query.ranks:
        for one in newest_with(words, limit=limit, chosen=chosen):
            found.setdefault(one.id, one)
        if len(found) >= limit:
            break
    return list(found.values())[:limit]
