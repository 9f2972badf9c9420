"""SQLite: copied by its own online backup, while others go on writing; put back as a file."""

import os
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from keeping.archive.checksums import ArchiveError, copy_whole, sync_folder
from keeping.databases.contents import LEFT_EMPTY
from keeping.databases.elsewhere import connection_to

FILE = "database.sqlite3"


@contextmanager
def snapshot(path):
    """Write the database as it stands now to the file `path`, and yield a connection that reads just that.

    What `LEFT_EMPTY` names is in the file without its rows.
    """
    path.touch(mode=0o600)
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        empty(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without others beside it
    reader = connection_to(path, plain=True)
    try:
        yield reader
    finally:
        reader.close()


def empty(copy):
    """Take out of `copy` (an sqlite3.Connection) what no backup holds, and overwrite where it stood."""
    copy.execute("PRAGMA secure_delete=ON")
    there = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in sorted(LEFT_EMPTY & there):
        copy.execute(f"DELETE FROM {table}")
    copy.commit()


def is_empty(name):
    """Whether there is no database `name`, or one without tables."""
    if not os.path.exists(name):
        return True
    with closing(sqlite3.connect(name)) as there:
        return there.execute("SELECT COUNT(*) FROM sqlite_master").fetchone() == (0,)


def put_back(path, name):
    """Have the file `path` of a backup as the database `name`, whole or not at all."""
    name = Path(name)
    name.parent.mkdir(parents=True, exist_ok=True)
    unfinished = name.with_name(f"{name.name}.unfinished")
    copy_whole(path, unfinished)
    if fault := fault_in(unfinished):
        unfinished.unlink()
        raise ArchiveError(_("The database in the backup is damaged: %(why)s.") % {"why": fault})
    for side in ("-wal", "-shm"):  # of the database that is replaced
        Path(f"{name}{side}").unlink(missing_ok=True)
    os.replace(unfinished, name)
    sync_folder(name.parent)


def fault_in(path):
    """What SQLite finds wrong in the pages of the database at `path` (str), or ""."""
    try:
        with closing(sqlite3.connect(path)) as database:
            [(found,)] = database.execute("PRAGMA integrity_check(1)").fetchall()
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if found == "ok" else found


def clear(name):
    """Nothing to do: the file is replaced whole."""


@contextmanager
def empty_place():
    """The name of a database (str) that is not there yet, and is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="restore-check-", dir=settings.VAR_DIR) as folder:
        yield str(Path(folder) / FILE)
