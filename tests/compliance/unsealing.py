"""Closed figures changed or taken away behind the back of the models and the triggers."""

from django.db import connection

from compliance.closing import sealing


def unsealed(statement):
    """What somebody does who has the database to themselves and takes the triggers away first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in sealing.TABLES:
            if connection.vendor == "sqlite":
                for name in ("sealed_UPDATE", "sealed_DELETE", "complete"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}")
            else:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)


def take_away():
    """Empty the tables of what is closed, and seal them again: SQLite's triggers let no test's tables be flushed."""
    for table in reversed(sealing.TABLES):
        unsealed(f"DELETE FROM {table}")
    sealing.seal(sender=None, using=connection.alias)
