"""The site as real web processes with a database of their own, met by a browser that only knows cookies and forms."""

import http.client
import sys
import urllib.parse
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from keeping.databases.elsewhere import pointed_at
from tests.races.databases import database_of_its_own
from tests.scaffold.processes import Group, clean_environment, free_port

CSRF = "abcdefghijklmnopqrstuvwxyz012345"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass
class Browser:
    """One person's, logged in."""

    port: int
    session: str

    def ask(self, method, path, fields=None):
        """(status, text) of the answer; `fields` ({name: value}) are posted with the mark of the form."""
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={CSRF}", "Connection": "close"}
        body = None
        if fields is not None:
            body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": CSRF})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        finally:
            line.close()


@dataclass
class RunningSite:
    """Web processes at `port`, and the name of their database."""

    port: int
    database: str
    environment: dict
    group: Group

    def browser(self, user):
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = BACKEND
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        return Browser(self.port, session.session_key)


def address_of(name):
    """DATABASE_URL of the database `name` on the tests' own kind of server."""
    there = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    who = urllib.parse.quote(there["USER"] or "")
    who += f":{urllib.parse.quote(there['PASSWORD'])}" if there["PASSWORD"] else ""
    where = there["HOST"] or "127.0.0.1"
    return f"postgres://{who}@{where}:{there['PORT'] or 5432}/{name}"


@contextmanager
def running_site(folder, migrated_copy, *, processes=1):
    """Yield a RunningSite with `processes` web processes; this process asks its database meanwhile."""
    with database_of_its_own(folder, migrated_copy) as name, pointed_at(name):
        port = free_port()
        environment = clean_environment(
            DJANGO_SETTINGS_MODULE="site_cms.settings.test", DATABASE_URL=address_of(name), TEST_VAR_DIR=folder / "var"
        )
        command = [sys.executable, "-m", "gunicorn", "site_cms.wsgi:application", "--bind", f"127.0.0.1:{port}"]
        command += ["--workers", str(processes), "--worker-class", "gthread", "--threads", "4", "--timeout", "60"]
        with Group(*command, "--no-control-socket", environment=environment) as group:
            for _process in range(processes):
                group.wait_for("Booting worker", seconds=120)
            assert settings.SECRET_KEY == "tests-only"
            yield RunningSite(port, name, environment, group)
