"""One server for all browser tests of a worker, which answers from the data of the test under way, and Chromium."""

import asyncio
import time

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import DEFAULT_DB_ALIAS, connections
from django.test import Client, testcases
from playwright.sync_api import sync_playwright

from tests import factories
from tests.browser.chromium import DEVICES, launch
from tests.browser.serving import Serving, Turns


@pytest.fixture(scope="session")
def started():
    """(Playwright's loop, Chromium), started once a worker; but in browser tests the thread is without the loop."""
    with sync_playwright() as playwright:
        loop, browser = asyncio.get_running_loop(), launch(playwright)
        asyncio._set_running_loop(None)
        yield loop, browser
        asyncio._set_running_loop(loop)
        browser.close()


@pytest.fixture
def chromium(django_db_setup, started):
    """Playwright's loop runs in this thread as long as the test: each window has a context of its own.

    Django takes that for asynchronous code, which it would refuse the database or give a connection of its own.
    """
    loop, browser = started
    connection = connections[DEFAULT_DB_ALIAS]
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        asyncio._set_running_loop(loop)
        connections[DEFAULT_DB_ALIAS] = connection
        yield browser
        asyncio._set_running_loop(None)


@pytest.fixture(scope="session")
def serving(django_db_setup):
    serving = Serving()
    yield serving
    serving.end()


@pytest.fixture(scope="session")
def one_at_a_time():
    """Let django's own server answer one request after the other where its threads have one connection in common.

    That is SQLite in memory: there no transaction keeps two of them apart, and the autosave would read the key that the
    button's row was given.
    """
    with pytest.MonkeyPatch.context() as patch:
        if connections[DEFAULT_DB_ALIAS].vendor == "sqlite":
            patch.setattr(testcases, "WSGIHandler", lambda: Turns(WSGIHandler(), is_open=True))
        yield


@pytest.fixture(scope="session")
def live_server(one_at_a_time, live_server):
    return live_server


@pytest.fixture
def site(db, serving):
    """The address of the site, which answers from what the test has in its database, committed or not."""
    with serving.during_a_test() as address:
        yield address


@pytest.fixture
def window(chromium, site):
    """`window(DESK, user=…, …)` gives a browser window on a device (a dict), empty yet; `user` is logged in there.

    More arguments are Playwright's for a context. Whatever is opened in it, the page's policy refuses nothing
    (docs/headers.md).
    """
    contexts, refused = [], []

    def window(device, *, user=None, locale="vi-VN", **options):
        context = chromium.new_context(locale=locale, **device, **options)
        context.on("console", lambda message: note_refused(refused, message))
        contexts.append(context)
        if user:
            context.add_cookies([{"name": "sessionid", "value": session_of(user), "url": site}])
        return with_waiting(context.new_page())

    yield window
    for context in contexts:
        context.close()
    assert refused == []


def with_waiting(page):
    """`page` whose `wait_for_function` asks from outside; Playwright evaluates text inside, as no policy allows."""

    def wait_for_function(expression, *, arg=None, timeout=30_000):
        until = time.monotonic() + timeout / 1000
        while not page.evaluate(expression, arg):
            assert time.monotonic() < until, f"never true: {expression}"
            page.wait_for_timeout(50)

    page.wait_for_function = wait_for_function
    return page


def note_refused(refused, message):
    """Add what Chromium says of a broken policy in the console `message` to `refused` (a list of texts)."""
    if "Content Security Policy" in message.text or "Permissions policy" in message.text:
        refused.append(f"{message.page.url if message.page else ''}: {message.text}")


@pytest.fixture
def open_on(window, site):
    """`open_on(user)` gives a function that opens a path as `user`, on "desk" or "phone", and gives the page."""

    def open_as(user):
        pages = {name: window(device, user=user) for name, device in DEVICES.items()}

        def opened(path, device):
            pages[device].goto(site + path)
            return pages[device]

        return opened

    return open_as


def session_of(user):
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


@pytest.fixture(scope="module")
def ward_told(tell):
    """A unit with its leader and who writes for it."""

    def build():
        unit = factories.UnitFactory()
        factories.leader_of(unit)
        return unit, factories.contributor_of(unit)

    return tell(build)


@pytest.fixture
def unit(ward_told):
    return ward_told()[0]


@pytest.fixture
def writer(ward_told):
    return ward_told()[1]
