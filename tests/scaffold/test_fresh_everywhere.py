"""Two web processes with one Redis, and an nginx before one of them: a second after each change nobody shows what was.

The kinds of change, and the addresses, are those of tests/home/page_cache/test_freshness.py, which asks within one
process; here whole processes, their kept pages in a real Redis, and nginx's own cache stand between.
"""

import contextlib
import hashlib
import http.client
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
import redis

from tests.home.page_cache.test_freshness import CHANGES

from .nginx import NAME, Nginx, open_folder
from .processes import PRODUCTION, ROOT, Group, clean_environment, free_port
from .redis_server import RedisServer

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]

HEADERS = {"Host": NAME, "X-Forwarded-Proto": "https"}
# A unit that has ended publishes nothing, a piece that was taken down is not corrected.
LAST = ("rename_the_unit", "end_a_unit", "take_down")
NAMES = [change.__name__ for change in CHANGES]
ORDER = [*(name for name in NAMES if name not in LAST), *LAST]
STARTED = 60


class Web:
    """A gunicorn process with one thread."""

    def __init__(self, environment):
        self.port = free_port()
        command = ("-m", "gunicorn", "site_cms.wsgi:application", "--bind", f"127.0.0.1:{self.port}")
        self.group = Group(sys.executable, *command, "--worker-class", "gthread", environment=environment)

    def __enter__(self):
        self.group.__enter__()
        self.group.wait_for("Booting worker", seconds=STARTED)
        return self

    def __exit__(self, *exception):
        self.group.__exit__(*exception)


class Changer:
    """The process of tests/scaffold/changing.py."""

    def __init__(self, environment):
        command = [sys.executable, "-m", "tests.scaffold.changing"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, **pipes)

    def do(self, name):
        """Make the change and return how each address is then: {address: (status, digest)}."""
        print(name, file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        assert line, f"ended at {name}"
        return {address: tuple(shown) for address, shown in json.loads(line).items()}

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.process.kill()
        self.process.communicate()


class Site(NamedTuple):
    """Where to ask ({name: port}), who changes it, how it is in the beginning, and what it is made of."""

    ports: dict
    changer: Changer
    truth: dict
    redis: int
    folder: Path
    environment: dict


@pytest.fixture(scope="module")
def site(migrated_copy, tmp_path_factory):
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(open_folder())
        shutil.copyfile(migrated_copy, folder / "db.sqlite3")
        store = stack.enter_context(RedisServer(tmp_path_factory.mktemp("redis")))
        values = PRODUCTION | {
            "DJANGO_SETTINGS_MODULE": "tests.scaffold.site_that_keeps",
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "CACHE_URL": f"redis://127.0.0.1:{store.port}/0",
            "VAR_DIR": folder,
        }
        environment = clean_environment(**values)
        changer = stack.enter_context(Changer(environment))
        first, second = (stack.enter_context(Web(environment)) for _process in range(2))
        (folder / "nginx").mkdir()
        proxy = Nginx("compose.conf", folder=folder / "nginx", site=f"http://127.0.0.1:{second.port}", files=folder)
        stack.enter_context(proxy)
        ports = {"first": first.port, "second": second.port, "nginx": proxy.port[80]}
        yield Site(ports, changer, changer.do("begin"), store.port, folder, environment)


def ask(port, addresses):
    """{address: (status, digest)} as the server at `port` answers, over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    shown = {}
    for address in addresses:
        connection.request("GET", address, headers=HEADERS)
        response = connection.getresponse()
        shown[address] = (response.status, hashlib.sha256(response.read()).hexdigest())
    connection.close()
    return shown


def ask_until(moment, port, addresses):
    """Ask as people do who read on and on, and so renew what is kept; return when it is `moment`."""
    while time.monotonic() < moment:
        ask(port, addresses)


def test_a_second_after_each_change_nobody_shows_what_was(site):
    ports, changer, truth = site.ports, site.changer, site.truth
    asked, stale = 0, []
    for port in ports.values():
        assert ask(port, truth) == truth
    for name in ORDER:
        before = truth
        for port in ports.values():  # what was is kept everywhere, nginx's for the second that has just begun
            ask(port, before)
        truth = changer.do(name)
        committed = time.monotonic()
        assert truth != before, f"{name} is no change that the public sees"
        # Without a proxy at once, by either process.
        for server in ("first", "second"):
            shown = ask(ports[server], truth)
            asked += len(shown)
            stale += [(name, server, address) for address in truth if shown[address] != truth[address]]
        ask_until(committed + 1, ports["nginx"], truth)
        shown = ask(ports["nginx"], truth)
        asked += len(shown)
        stale += [(name, "nginx", address) for address in truth if shown[address] != truth[address]]
    assert (stale, asked >= 200) == ([], True)


def test_pages_were_kept_in_redis_and_by_nginx(site):
    """Or nothing of the above would have been asked."""
    for port in site.ports.values():
        ask(port, site.truth)
    kept = redis.Redis(port=site.redis).keys("pages:*")
    assert len(kept) >= len(site.truth)
    assert len([path for path in (site.folder / "nginx/pages").rglob("*") if path.is_file()]) >= len(site.truth) - 1


def test_an_update_shows_nothing_of_before(site):
    """The same Redis and the same database, another program (here another address of the site, which pages name)."""
    ask(site.ports["first"], ["/"])
    with Web(site.environment | {"BASE_URL": "https://www.phanthiet.example"}) as updated:
        connection = http.client.HTTPConnection("127.0.0.1", updated.port, timeout=60)
        connection.request("GET", "/", headers=HEADERS)
        page = connection.getresponse().read().decode()
    assert '<link rel="canonical" href="https://www.phanthiet.example/">' in page
