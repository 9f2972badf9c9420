"""The door before Django: it answers what the middleware would, and hands everything else on."""

from http.cookies import SimpleCookie
from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections

from home.page_cache import door as door_room
from home.page_cache.door import KeptFirst
from home.page_cache.version import renew

pytestmark = pytest.mark.usefixtures("keeping", "a_test_keeps_its_connection")

HANDED_ON = [b"handed on"]


@pytest.fixture
def a_test_keeps_its_connection(monkeypatch):
    """Django closes a connection whose transaction is open between two requests: here it is the test's own.

    Django's own client has that left out as well. In memory SQLite does not close at all.
    """
    monkeypatch.setattr(connections[DEFAULT_DB_ALIAS], "close_if_unusable_or_obsolete", lambda: None)


@pytest.fixture
def address(client, newsroom, ward):
    """Of a page that is kept, once under each scheme."""
    piece = newsroom.publish(ward, title="Ra quân dọn bãi biển", photo=True)
    for secure in (True, False):
        assert client.get(piece.url, secure=secure).status_code == 200
    return piece.url


def asked(address, method="GET", **values):
    """What a web server tells of a request."""
    path, _mark, question = address.partition("?")
    environ = {"REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": question}
    environ |= {"SERVER_NAME": "testserver", "SERVER_PORT": "80", "HTTP_HOST": "testserver"}
    return environ | {"wsgi.url_scheme": "https", "wsgi.input": BytesIO(), "SERVER_PROTOCOL": "HTTP/1.1"} | values


def answer(environ, site=lambda environ, start_response: HANDED_ON):
    """(status line, headers, body) of the door before `site`."""
    said = []
    body = KeptFirst(site)(environ, lambda status, headers, *error: said.append((status, dict(headers))))
    return (*(said[0] if said else (None, None)), body)


def is_answered(environ):
    return answer(environ)[2] is not HANDED_ON


class TestWhatIsKept:
    def test_is_answered_as_by_django(self, client, address, time_machine, django_assert_num_queries):
        time_machine.move_to("2026-11-27T02:00:00Z", tick=False)
        client.get(address, secure=True)
        by_django = client.get(address, secure=True)
        with django_assert_num_queries(1):
            status, headers, body = answer(asked(address))
        assert (status, b"".join(body)) == ("200 OK", by_django.content)
        assert headers == dict(by_django.items())
        assert headers["Content-Length"] == str(len(by_django.content))

    def test_also_with_what_others_add_and_cookies_of_others(self, address):
        assert is_answered(asked(f"{address}?fbclid=x1", HTTP_COOKIE="_zlcmid=1"))

    def test_connections_are_looked_at_before_and_afterwards(self, address, monkeypatch):
        """As Django does round a request: it is not asked here, and a database that was away is asked anew."""
        told = []
        monkeypatch.setattr(door_room, "close_old_connections", lambda: told.append("closed"))
        monkeypatch.setattr(door_room, "found_for", lambda request: told.append("found"))
        assert not is_answered(asked(address))
        assert told == ["closed", "found", "closed"]

    def test_until_something_changes(self, address):
        assert is_answered(asked(address))
        renew()
        assert not is_answered(asked(address))

    def test_what_is_made_is_kept_for_the_door(self, address, django_assert_num_queries):
        """Django makes it, asked by the door, and is not asked again."""
        renew()
        made = answer(asked(address), WSGIHandler())
        with django_assert_num_queries(1):
            kept = answer(asked(address))
        assert (kept[0], kept[1]["ETag"], kept[2]) == ("200 OK", made[1]["ETag"], [b"".join(made[2])])


class TestIsHandedOn:
    @pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS", "PUT"])
    def test_what_does_not_just_read(self, address, method):
        assert not is_answered(asked(address, method))

    @pytest.mark.parametrize("name", door_room.CONDITIONS)
    def test_what_is_asked_under_a_condition(self, address, name):
        """Django compares."""
        assert not is_answered(asked(address, **{name: '"x"'}))

    def test_whoever_may_be_logged_in(self, address, settings):
        cookie = SimpleCookie({"other": "1", settings.SESSION_COOKIE_NAME: "anything"})
        assert not is_answered(asked(address, HTTP_COOKIE=cookie.output(header="", sep=";")))

    @pytest.mark.parametrize("question", ["a=1", "page=2", "fbclid=x&a=1"])
    def test_a_question(self, address, question):
        assert not is_answered(asked(f"{address}?{question}"))

    def test_another_host(self, address, settings):
        assert not is_answered(asked(address, HTTP_HOST="khac.example"))
        settings.ALLOWED_HOSTS = ["phanthiet.example"]
        status, _headers, _body = answer(asked(address), WSGIHandler())
        assert status == "400 Bad Request"

    def test_plain_http_where_the_proxy_says_so(self, client, address, settings):
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        settings.SECURE_SSL_REDIRECT = True
        renew()
        client.get(address, headers={"host": "testserver", "x-forwarded-proto": "https"})
        assert is_answered(asked(address, HTTP_X_FORWARDED_PROTO="https"))
        status, headers, _body = answer(asked(address, HTTP_X_FORWARDED_PROTO="http"), WSGIHandler())
        assert (status, headers["Location"]) == ("301 Moved Permanently", f"https://testserver{address}")

    @pytest.mark.parametrize("path", ["/admin/login/", "/healthz/alive", "/khong-co-trang-nay/", "/\xff\xfe/"])
    def test_what_is_no_kept_page(self, address, path):
        assert not is_answered(asked(path))

    def test_when_nothing_is_kept(self, address, settings):
        settings.PAGE_CACHE_SECONDS = 0
        assert not is_answered(asked(address))

    @pytest.mark.parametrize("error", [DatabaseError, InterfaceError])
    def test_when_the_database_does_not_answer(self, address, monkeypatch, error):
        """Django says so in words; here it would be a bare answer of the web server."""

        def away(request):
            raise error

        monkeypatch.setattr(door_room, "found_for", away)
        assert not is_answered(asked(address))
