"""A migrated database, made once and kept: every test database, and that of every race, begins as a copy of it.

Migrating takes longer than most test files. The copy goes by a digest of what its content comes from: migrations,
models, what is done after migrating (triggers, the names of permissions, the rows of settings) and the catalogues. A
line changed elsewhere finds the same copy. Django runs `migrate` on each test database all the same, which makes
triggers and names anew.
"""

import fcntl
import hashlib
import sqlite3
import sys
from contextlib import closing, contextmanager
from importlib import metadata
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from scripts.house import APPS
from scripts.migrating import states_made_quickly

ROOT = Path(__file__).parents[2]
SOURCES = [*APPS, "locale", "locale_wagtail"]
# Folders and files of which a line can change what stands in a migrated database.
FOLDERS = {"migrations", "models", "settings"}
FILES = {
    "apps.py",
    "encrypted.py",
    "gone.py",
    "page_indexes.py",
    "slugs.py",
    "statement.py",
    "sealing.py",
    "seals.py",
    "permission_names.py",
    "public_address.py",
    "settings_rows.py",
}
CATALOGUES = {".po", ".mo"}
# Going to and fro between a few states of the code migrates once for each.
MOST_KEPT = 4


def matters(path):
    """Whether what stands in the file at `path` (relative to the project) can reach a migrated database."""
    if path.suffix in CATALOGUES:
        return True
    return path.suffix == ".py" and (path.name in FILES or bool(FOLDERS & set(path.parts[:-1])))


def origin():
    """A digest of what a migrated database comes from, of the packages installed, of Python's and SQLite's versions."""
    digest = hashlib.sha256(f"{sys.version} {sqlite3.sqlite_version}".encode())
    digest.update(repr(sorted((package.name, package.version) for package in metadata.distributions())).encode())
    files = [path.relative_to(ROOT) for folder in SOURCES for path in (ROOT / folder).rglob("*")]
    for path in sorted(filter(matters, files)):
        digest.update(f"\0{path}\0".encode() + (ROOT / path).read_bytes())
    return digest.hexdigest()[:16]


def migrate(database):
    """Migrate the empty `database` (a file or a name on the server), and leave the connection as it was."""
    name = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = database
    try:
        with states_made_quickly():
            call_command("migrate", verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name


def kept_file(folder):
    kept, unfinished = folder / f"{origin()}.sqlite3", folder / "unfinished.sqlite3"
    if not kept.exists():
        unfinished.unlink(missing_ok=True)
        migrate(str(unfinished))
        unfinished.rename(kept)
    kept.touch()
    newest = sorted(folder.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in newest[MOST_KEPT:]:
        file.unlink()
    return str(kept)


def kept_database():
    prefix = f"{connection.settings_dict['NAME']}_migrated_"
    kept, unfinished = prefix + origin(), prefix + "unfinished"
    with connection._nodb_cursor() as server:
        server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
        there = [name for (name,) in server.fetchall()]
        if kept not in there:
            for name in there:
                server.execute(f'DROP DATABASE "{name}"')
            server.execute(f'CREATE DATABASE "{unfinished}"')
            migrate(unfinished)
            server.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{kept}"')
    return kept


def kept(folder):
    """The file of the kept copy, in `folder` (Path), or its name on the server; made when there is none."""
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the first worker migrates, the others wait for its copy
        return kept_file(folder) if connection.vendor == "sqlite" else kept_database()


@contextmanager
def beginning_of_test_databases(copy):
    """Inside, the database that Django creates for the tests begins as `copy`."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = copy
        yield
        return
    in_memory = connection.creation._get_test_db_name()  # there as long as somebody has it open
    with closing(sqlite3.connect(in_memory, uri=True)) as held, closing(sqlite3.connect(copy)) as file:
        file.backup(held)
        yield


def put_back():
    """Load what the migrations wrote into the emptied test database, as Django does before a test that asks for it."""
    connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
