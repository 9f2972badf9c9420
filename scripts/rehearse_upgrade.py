"""From an older state of this project, with data, to today's: what was there is there, sealed, and its pages answer.

Usage: python scripts/rehearse_upgrade.py STATE… [--postgres postgres://…/name] [--folder FOLDER]

Each STATE is a commit. Its own code makes a database (SQLite; with --postgres one beside the named one as well) and
fills it with its own demonstration city; then today's code migrates it and looks. Ends with code 1 where anything is
not as it was. Needs the whole history of git: a copy without it, or a shallow clone, is refused with what to do. With
--folder a run that was ended goes on where it stood, in that folder.
"""

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
# The commands of a demonstration, in their order; a state has those that it knows.
STORIES = ("demo", "demo_royalties", "demo_questions", "demo_consultations")
# What migrating and looking write by themselves.
GROWS = {"auth_permission", "django_content_type", "django_migrations", "keeping_secretmark", "django_session"}
# How SQLite keeps an index of words on the disk (FTS5): parts that it joins as it likes.
JOINED = ("home_searchwords_data", "home_searchwords_idx")
SEALS = ("digest", "previous_digest", "check_sum")
# Addresses that anybody opens; that a holder of a central role does.
PUBLIC = ("/", "/sitemap.xml", "/tim-kiem/?q=bien", "/hoi-dap/", "/healthz")
OFFICE = {
    "head_board": (
        "/admin/",
        "/admin/pages/",
        "/admin/tin-bai/cho-bien-tap/",
        "/admin/tin-bai/da-nhan/",
        "/admin/images/",
        "/admin/documents/",
    ),
    "manage_site": ("/admin/", "/admin/users/", "/admin/van-hanh/nhat-ky/"),
}


class NotAsBefore(Exception):
    """Something is not as it was before the upgrade; it says what."""


def run(*command, cwd, environment, may_fail=False):
    """What `command` prints (str); NotAsBefore with its last lines when it fails and may not.

    That `verify_royalties` only finds papers that today makes otherwise is no failure: they are as they were sealed.
    """
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    well = (0, 3) if "verify_royalties" in command else (0,)
    if done.returncode not in well and not may_fail:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise NotAsBefore(f"{' '.join(map(str, command))}: exit code {done.returncode}\n{said}")
    return done.stdout + done.stderr


def refuse_without_history(states):
    """Exit with what to do where git does not know the states."""
    for state in states:
        known = subprocess.run(
            ["git", "-C", ROOT, "cat-file", "-e", f"{state}^{{commit}}"], capture_output=True, check=False
        )
        if known.returncode:
            sys.exit(f"git knows no commit {state} here: run “git fetch --unshallow”, or this in a whole clone.")


def lay_out(state, folder):
    """The files of `state` in `folder` (Path)."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    archive = subprocess.Popen(["git", "-C", ROOT, "archive", state], stdout=subprocess.PIPE)
    subprocess.run(["tar", "-x", "-C", folder], stdin=archive.stdout, check=True)
    if archive.wait():
        sys.exit(f"git archive {state} failed")


@contextlib.contextmanager
def sqlite_database(folder):
    """Yield (its address, a function that connects to it) of a new database."""
    path = folder / "city.sqlite3"
    yield f"sqlite:///{path}", lambda: sqlite3.connect(path)


@contextlib.contextmanager
def postgres_database(server, folder):
    """As sqlite_database, beside the database that `server` (an address) names; it goes with `folder` (Path)."""
    import psycopg2

    name = f"rehearsal_{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"
    keeper = psycopg2.connect(server)
    keeper.autocommit = True
    cursor = keeper.cursor()
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    if not cursor.fetchone():
        cursor.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    address = urlsplit(server)._replace(path=f"/{name}").geturl()
    try:
        yield address, lambda: psycopg2.connect(address)
    finally:
        if not folder.exists():
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        keeper.close()


class Steps:
    """What was done in `folder` (Path), and how long it took: a run that goes on there does none of it twice."""

    def __init__(self, folder):
        self.path = folder / "steps.json"
        self.done = json.loads(self.path.read_text(encoding="utf-8")) if self.path.exists() else {}

    def once(self, name, act):
        """What `act` returned (as JSON has it), now or in the run before."""
        if name not in self.done:
            begun = time.monotonic()
            value = act()
            self.done[name] = [round(time.monotonic() - begun, 1), value]
            unfinished = self.path.with_suffix(".unfinished")
            unfinished.write_text(json.dumps(self.done, default=str), encoding="utf-8")
            os.replace(unfinished, self.path)
        # Read back in any case, so that both runs compare the same.
        return json.loads(json.dumps(self.done[name][1], default=str))

    def seconds(self, *names):
        return sum(taken for name, (taken, _value) in self.done.items() if not names or name in names)


TABLES = {
    "sqlite3": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    "psycopg2": "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
}


def state_of(connect):
    """({table: its rows}, {table.column: the sealed values in their order}) of the database now."""
    with contextlib.closing(connect()) as connection:
        cursor = connection.cursor()
        cursor.execute(TABLES[type(connection).__module__.split(".")[0].replace("_sqlite3", "sqlite3")])
        rows, seals = {}, {}
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
            [rows[table]] = cursor.fetchone()
            cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')
            columns = [column[0] for column in cursor.description]
            for column in set(SEALS) & set(columns):
                cursor.execute(f'SELECT "{columns[0]}", "{column}" FROM "{table}" ORDER BY 1')
                seals[f"{table}.{column}"] = cursor.fetchall()
        return rows, seals


def compare(before, after):
    """NotAsBefore unless all rows and sealed values of `before` are in `after`."""
    (rows, seals), (rows_now, seals_now) = before, after
    other = {
        table: (number, rows_now.get(table))
        for table, number in rows.items()
        if rows_now.get(table) != number
        and not (table in GROWS and rows_now.get(table, 0) >= number)
        and not (table in JOINED and table in rows_now)
    }
    # A table whose rows became more by a migration is told, and looked at by who reads this.
    lost = {table: pair for table, pair in other.items() if pair[1] is None or pair[1] < pair[0]}
    if lost:
        raise NotAsBefore(f"rows are fewer than before: {lost}")
    changed = [name for name, values in seals.items() if values != seals_now.get(name, [])[: len(values)]]
    if changed:
        raise NotAsBefore(f"sealed values changed: {changed}")
    return {table: pair for table, pair in other.items() if table not in lost}


LOOK = """
import json
from django.test import Client
from submissions.models import NewsPage
from submissions.rights.roles import holders_of
from compliance.models import ClosedPeriod
public, office = json.loads(ADDRESSES)
pieces = [piece.get_url() for piece in NewsPage.objects.live().order_by("pk")]
wrong = {}
for role, addresses in (("", [*public, *pieces]), *office.items()):
    client = Client(SERVER_NAME="127.0.0.1")
    if role:
        client.force_login(holders_of(role).first(), backend="django.contrib.auth.backends.ModelBackend")
    for address in addresses:
        status = client.get(address, follow=True).status_code
        if status != 200:
            wrong[address] = status
pages = len(public) + len(pieces) + sum(map(len, office.values()))
closed = ClosedPeriod.objects.count()
print(json.dumps({"wrong": wrong, "pages": pages, "live": len(pieces), "closed": closed}))
"""


def environment_for(address, folder):
    """As a process of its own account would have it: nothing of this shell's settings."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    (folder / "var").mkdir(exist_ok=True)
    return environment | {
        "DJANGO_SETTINGS_MODULE": "site_cms.settings.dev",
        "DATABASE_URL": address,
        "VAR_DIR": str(folder / "var"),
    }


MANAGE = (sys.executable, "manage.py")


def tell(state, folder, environment, steps):
    """Fill the database with the code of `state`, step by step."""
    old = folder / "old"
    steps.once("laid out", lambda: lay_out(state, old))
    steps.once("compiled", lambda: run(sys.executable, "scripts/compile_messages.py", cwd=old, environment=environment))
    steps.once("old migrations", lambda: run(*MANAGE, "migrate", "-v0", cwd=old, environment=environment))
    known = run(*MANAGE, "help", "--commands", cwd=old, environment=environment).split()
    for story in filter(known.__contains__, STORIES):
        steps.once(story, lambda story=story: run(*MANAGE, story, "-v0", cwd=old, environment=environment))
    steps.once("run_due", lambda: run(*MANAGE, "run_due", cwd=old, environment=environment, may_fail=True))
    for command in ("verify_closed", "verify_royalties"):
        steps.once(f"old {command}", lambda command=command: run(*MANAGE, command, cwd=old, environment=environment))


def look(environment):
    """What the pages of today's code answered (dict)."""
    code = f"ADDRESSES = {json.dumps([PUBLIC, OFFICE])!r}\n{LOOK}"
    said = run(*MANAGE, "shell", "-v0", "-c", code, cwd=ROOT, environment=environment).splitlines()
    # What is logged meanwhile stands behind it.
    [seen] = [json.loads(line) for line in said if line.startswith('{"wrong"')]
    if seen["wrong"]:
        raise NotAsBefore(f"pages that do not answer: {seen['wrong']}")
    return seen


def rehearse(state, kind, database, folder):
    """One state on one database: told, upgraded, looked at; prints what was seen."""
    address, connect = database
    environment, steps = environment_for(address, folder), Steps(folder)
    tell(state, folder, environment, steps)
    before = steps.once("before", lambda: state_of(connect))
    told = steps.seconds()
    steps.once("migrations", lambda: run(*MANAGE, "migrate", "-v0", cwd=ROOT, environment=environment))
    more = steps.once("compared", lambda: compare(before, json.loads(json.dumps(state_of(connect), default=str))))
    checks = ("verify_closed", "verify_royalties", "verify_pieces", "rebuild_search", "run_due")
    for command in checks:
        steps.once(command + " now", lambda command=command: run(*MANAGE, command, cwd=ROOT, environment=environment))
    seen = steps.once("looked", lambda: look(environment))
    rows, seals = before
    print(
        f"{state} → now, {kind}: {sum(rows.values())} rows in {len(rows)} tables, "
        f"{sum(map(len, seals.values()))} sealed values, {seen['closed']} closed periods, "
        f"{seen['pages']} pages of which {seen['live']} news; told in {told:.0f} s, "
        f"migrated in {steps.seconds('migrations'):.0f} s; tables with more rows: {more or 'none'}",
        flush=True,
    )


def is_as_before(state, kind, asked):
    """Whether one state on one database came through; says so."""
    kept = asked.folder or tempfile.mkdtemp(prefix="upgrade-")
    folder = Path(kept, f"{state}-{kind.lower()}").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    made = sqlite_database(folder) if kind == "SQLite" else postgres_database(asked.postgres, folder)
    is_well = False
    with made as database:
        try:
            rehearse(state, kind, database, folder)
            is_well = True
        except NotAsBefore as error:
            print(f"{state} → now, {kind}: NOT as before: {error}", flush=True)
        finally:
            # A run that goes on later needs what there is.
            if is_well or not asked.folder:
                shutil.rmtree(folder if asked.folder else kept)
    return is_well


def parser():
    """What may be asked for on the command line."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("states", nargs="+", metavar="STATE", help="a commit")
    options.add_argument("--postgres", default="", metavar="URL", help="rehearse on this server as well")
    options.add_argument("--only-postgres", action="store_true", help="leave SQLite out")
    options.add_argument("--folder", default="", help="where a run that was ended goes on")
    return options


def main():
    asked = parser().parse_args()
    refuse_without_history(asked.states)
    wrong = 0
    for state in asked.states:
        for kind in ["SQLite"] * (not asked.only_postgres) + ["PostgreSQL"] * bool(asked.postgres):
            wrong += not is_as_before(state, kind, asked)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
