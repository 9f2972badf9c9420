"""What a request writes: watched, or refused as a database would that may only be read."""

import re
from contextlib import contextmanager

from django.db import DatabaseError, connection

CHANGES = re.compile(r'^\s*(INSERT INTO|INSERT OR IGNORE INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
# A visit is noted there.
OF_THE_SESSION = {"django_session", "usersessions_usersession"}


def table_written(sql):
    """The name of the table of which the statement `sql` writes or deletes rows, or None."""
    found = CHANGES.match(sql)
    return found and found[2]


@contextmanager
def tables_written():
    """Yield a set that fills with the names of the tables of which a row is written or deleted."""
    written = set()

    def watch(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        table = table_written(sql)
        if table and table not in OF_THE_SESSION and context["cursor"].rowcount:
            written.add(table)
        return result

    with connection.execute_wrapper(watch):
        yield written


@contextmanager
def read_only(allowed=()):
    """Refuse every statement that writes, but of the session and the tables `allowed`; yield the set of those refused.

    Whoever swallows the error of the database is found in the set.
    """
    refused = set()

    def refuse(execute, sql, params, many, context):
        table = table_written(sql)
        if table and table not in OF_THE_SESSION and table not in allowed:
            refused.add(table)
            raise DatabaseError(f"this database may only be read: {table}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield refused
