"""Closed figures changed or taken away behind the back of the models and the triggers."""

from django.db import connection

from compliance.closing.seals import SEALED


def unsealed(statement):
    """What somebody does who has the database to themselves and takes the triggers away first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # What is still to be checked at the end of the transaction keeps a table from being altered.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        SEALED.lift(using=connection.alias)
        cursor.execute(statement)


def take_away():
    """Empty the tables of what is closed, and seal them again: SQLite's triggers let no test's tables be flushed."""
    for table in reversed(SEALED.tables):
        unsealed(f"DELETE FROM {table}")
    SEALED.put(using=connection.alias)
