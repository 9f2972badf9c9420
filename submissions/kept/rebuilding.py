"""SQLite rebuilds a table for a migration, which it refuses while a trigger somewhere names that table."""

from django.db import connections


def lift_triggers(tables, *, using, plan):
    """Take the triggers of `tables` (names) away before a migration on SQLite; nothing where `plan` is empty.

    For receivers of pre_migrate; whoever lifts triggers puts them back in post_migrate.
    """
    connection = connections[using]
    if connection.vendor != "sqlite" or not plan:
        return
    marks = ", ".join(["%s"] * len(tables))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({marks})", list(tables))
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
