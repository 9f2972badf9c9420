"""The right to do what is due: one process at a time, on one machine and on several; it ends with the process."""

import contextlib
import fcntl

from django.conf import settings
from django.db import Error, connection

# Any number that nobody else takes in this database: that of the letter, and its year.
ADVISORY_LOCK = 24852019


@contextlib.contextmanager
def sole_run():
    """Yield whether this process may do what is due now: nobody else does, here or beside another machine's database.

    Both locks are somebody else's to release, the kernel's and the server's, so a killed process leaves none behind.
    """
    with sole_on_machine(settings.VAR_DIR / "due.lock") as here:
        if not here:
            yield False
            return
        with sole_on_database() as everywhere:
            yield everywhere


@contextlib.contextmanager
def sole_on_machine(path):
    """Yield whether nobody else holds the file `path` (Path): the kernel's lock."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@contextlib.contextmanager
def sole_on_database():
    """Yield whether no other machine works on this database: a session's advisory lock, where there are sessions.

    On a connection of its own, because the jobs may close theirs. SQLite is one machine's.
    """
    if connection.vendor != "postgresql":
        yield True
        return
    keeper = connection.copy()
    try:
        with keeper.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
            (held,) = cursor.fetchone()
            yield held
            # The server would let go of it only when it has taken note that the session has ended.
            with contextlib.suppress(Error):
                cursor.execute("SELECT pg_advisory_unlock(%s) WHERE %s", [ADVISORY_LOCK, held])
    finally:
        keeper.close()
