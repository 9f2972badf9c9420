"""A test that commits is followed by emptying the database, which SQLite does row by row, triggers and all."""

from django.db import connection

from submissions.media.seals import SEALED
from submissions.statements.records import SEALED as STATEMENTS
from submissions.upkeep.seals import SEALED as LOG


def let_go_of_files():
    """Let go of all held files, records of statements and entries of the log, behind the models and the triggers."""
    if connection.vendor != "sqlite":
        return
    SEALED.lift(using=connection.alias)
    with connection.cursor() as cursor:
        for table in SEALED.tables:
            cursor.execute(f"UPDATE {table} SET is_held = %s", [False])
    SEALED.put(using=connection.alias)
    for sealed in (STATEMENTS, LOG):
        sealed.lift(using=connection.alias)
        with connection.cursor() as cursor:
            for table in sealed.tables:
                cursor.execute(f"DELETE FROM {table}")
        sealed.put(using=connection.alias)
