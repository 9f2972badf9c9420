"""PostgreSQL: pg_dump of one snapshot, while others go on writing; put back by pg_restore."""

import errno
import os
import signal
import subprocess
from contextlib import closing, contextmanager

from django.db import Error, connection
from django.db.backends.postgresql.client import DatabaseClient
from django.utils.translation import gettext as _

from keeping.archive.checksums import ArchiveError
from keeping.databases.contents import LEFT_EMPTY
from keeping.databases.elsewhere import connection_to
from site_cms.faults import FULL

FILE = "database.dump"
CHECKED = "_restore_check"
# How long who clears the place waits for others to leave it (ms).
PATIENCE = 10_000


@contextmanager
def snapshot(path):
    """Write the database as it stands now to the file `path`, and yield a connection that reads just that.

    What `LEFT_EMPTY` names is in the file without its rows.
    """
    with closing(connection_to(connection.settings_dict["NAME"])) as reader:
        with reader.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            [name] = cursor.fetchone()
        path.touch(mode=0o600)
        left = [f"--exclude-table-data={table}" for table in sorted(LEFT_EMPTY)]
        run("pg_dump", "--format=custom", "--no-password", f"--snapshot={name}", f"--file={path}", *left)
        yield reader


def is_empty(name):
    """Whether the database `name` has no tables."""
    with closing(connection_to(name)) as there, there.cursor() as cursor:
        return not there.introspection.table_names(cursor)


def put_back(path, name):
    """Have the file `path` of a backup in the empty database `name`, whole or not at all."""
    options = ("--no-owner", "--no-acl", "--exit-on-error", "--single-transaction", "--no-password")
    run("pg_restore", *options, f"--dbname={name}", str(path), database=name)


def clear(name):
    """Take everything out of the database `name`; ArchiveError while others work in it."""
    with closing(connection_to(name)) as there, there.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {PATIENCE}")
        try:
            cursor.execute("DROP SCHEMA public CASCADE")
        except Error as error:
            told = {"why": str(error).strip()}
            raise ArchiveError(
                _("The database is in use. Stop the site and what is due first. (%(why)s)") % told
            ) from error
        cursor.execute("CREATE SCHEMA public")


@contextmanager
def empty_place():
    """The name of a fresh database (str) on the same server, which is gone afterwards."""
    own = connection.settings_dict["NAME"]
    with closing(connection_to(own)) as server, server.cursor() as cursor:
        _drop_left(cursor, f"{own}{CHECKED}")
        name = f"{own}{CHECKED}_{os.getpid()}"
        try:
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)} TEMPLATE template0 ENCODING 'UTF8'")
        except Error as error:
            told = {"account": connection.settings_dict["USER"], "why": str(error).strip()}
            said = _(
                "No database can be made to rehearse in. As the server's administrator, once: "
                "ALTER ROLE %(account)s CREATEDB (%(why)s)"
            )
            raise ArchiveError(said % told) from error
        try:
            yield name
        finally:
            _drop_left(cursor, name)


def _drop_left(cursor, beginning):
    """Drop the databases whose names begin so: this one's own, or what a killed rehearsal has left."""
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [beginning])
    for (name,) in cursor.fetchall():
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")


def run(*command, database=""):
    """Run one of PostgreSQL's programs; ArchiveError in words when it is not there or fails, OSError without room.

    Its words are asked for in the language of the system's own errors.
    """
    try:
        subprocess.run(
            command,
            env=os.environ | where(database) | {"LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=True,
        )
    except FileNotFoundError as error:
        told = {"program": command[0]}
        raise ArchiveError(
            _("This machine has no %(program)s: install the package postgresql-client.") % told
        ) from error
    except subprocess.CalledProcessError as error:
        said = " ".join(error.stderr.split())
        if error.returncode == -signal.SIGXFSZ or any(os.strerror(number) in said for number in FULL):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        told = {"program": command[0], "why": said or how_it_ended(error.returncode)}
        raise ArchiveError(_("%(program)s failed: %(why)s") % told) from error


def how_it_ended(code):
    """For a program that said nothing: its exit code, or the signal that ended it, in words (str)."""
    if code < 0:
        return _("ended by the system (%(signal)s)") % {"signal": signal.Signals(-code).name}
    return _("exit code %(code)s") % {"code": code}


def where(database=""):
    """The environment (dict) by which PostgreSQL's programs find the database: no password on a command line."""
    there = connection.settings_dict
    _arguments, environment = DatabaseClient.settings_to_cmd_args_env(there, [])
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER"}
    found = {variable: str(there[name]) for name, variable in names.items() if there[name]}
    return {**(environment or {}), **found, "PGDATABASE": database or there["NAME"]}
