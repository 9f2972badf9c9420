"""Hold that a clean `migrate` plus `demo` works, and that a second `demo` changes nothing.

Usage: python scripts/ci_demo_twice.py

Compared are every row of every table and every file below the media folders, in a folder of its own.
"""

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-03-20"


def manage(*arguments, var):
    """Run a command of manage.py with its data under `var` (Path); raise CalledProcessError if it fails."""
    environment = {**os.environ, "VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "site_cms.settings.dev"}
    environment.pop("DATABASE_URL", None)
    begun = time.monotonic()
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)
    print(f"{' '.join(arguments)}: {time.monotonic() - begun:.1f} s", flush=True)


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


def main():
    """Print what the second run changed; return 1 if that is anything."""
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder)
        manage("migrate", "--verbosity", "0", var=var)
        manage("demo", "--as-of", AS_OF, "--verbosity", "0", var=var)
        first = state(var)
        manage("demo", "--as-of", AS_OF, "--verbosity", "0", var=var)
        second = state(var)
    changed = sorted(key for key in first.keys() | second.keys() if first.get(key) != second.get(key))
    print("changed by the second run: " + (", ".join(changed) or "nothing"))
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
