"""What a site keeps: every row of every table and every file below its folder, to be compared."""

import hashlib
import sqlite3


def tables(database):
    """Return {table: digest of its rows} of the SQLite file `database` (Path)."""
    with sqlite3.connect(database) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        digests = {}
        for name in names:
            rows = sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"')))
            digests[name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return digests


def files(var):
    """Return {path: digest} of what lies below `var` (Path), but for the database and its log."""
    return {
        str(path.relative_to(var)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(var.rglob("*"))
        if path.is_file() and not path.name.startswith("db.sqlite3")
    }


def state(var):
    """Return everything that is compared, as one dict."""
    return {**tables(var / "db.sqlite3"), **files(var)}
