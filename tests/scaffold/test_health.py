"""The addresses that say whether this process lives, and which of its parts answer."""

import pytest
from django.db import InterfaceError, OperationalError, connection

from scripts import docker_health

from .redis_server import away


@pytest.fixture(autouse=True)
def secure(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^healthz(/alive)?$"]


@pytest.fixture
def database_away(monkeypatch, request):
    def broken():
        raise request.param("the server is away")

    monkeypatch.setattr(connection, "cursor", broken)


def answer(client, address):
    response = client.get(address)
    assert "no-cache" in response.headers["Cache-Control"]
    return response.status_code, response.content.decode()


@pytest.mark.django_db
def test_healthy_while_all_parts_answer(client):
    assert answer(client, "/healthz") == (200, "database: ok\ncache: ok\n")


@pytest.mark.django_db
def test_without_its_cache_the_site_serves_and_says_so(client, settings):
    settings.CACHES = away()
    assert answer(client, "/healthz") == (200, "database: ok\ncache: away\n")


@pytest.mark.parametrize("database_away", [OperationalError, InterfaceError], indirect=True)
def test_unhealthy_without_its_database_and_still_alive(client, database_away):
    assert answer(client, "/healthz") == (503, "database: away\ncache: ok\n")
    assert answer(client, "/healthz/alive") == (200, "alive\n")


def test_the_container_asks_whether_it_lives():
    """Docker restarts what is not healthy: a database that is away is no reason."""
    assert docker_health.ADDRESS == "/healthz/alive"


def test_only_reads_are_answered(client):
    assert client.post("/healthz").status_code == 405
