"""A migrated database of its own for two processes to meet in."""

import shutil
import uuid
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


@contextmanager
def database_of_its_own(folder, migrated_copy):
    """Yield the name of a copy of `migrated_copy`: a file in `folder` (Path) on SQLite, else one on the server."""
    if connection.vendor == "sqlite":
        shutil.copyfile(migrated_copy, folder / "race.sqlite3")
        yield str(folder / "race.sqlite3")
        return
    import psycopg2

    name = f"race_{uuid.uuid4().hex[:12]}"
    server = settings.DATABASES["default"]
    at = {
        "host": server["HOST"],
        "port": server["PORT"] or None,
        "user": server["USER"],
        "password": server["PASSWORD"],
    }
    keeper = psycopg2.connect(dbname="postgres", **{key: value for key, value in at.items() if value})
    keeper.autocommit = True
    keeper.cursor().execute(f'CREATE DATABASE {name} TEMPLATE "{migrated_copy}"')
    try:
        yield name
    finally:
        keeper.cursor().execute(f"DROP DATABASE {name} WITH (FORCE)")
        keeper.close()
