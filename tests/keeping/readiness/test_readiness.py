"""The addresses that say whether this process lives, and which of the parts of the site do their work."""

import shutil
from types import SimpleNamespace

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from compliance.models import DueRun
from keeping.readiness import parts
from scripts import docker_health
from tests.scaffold.redis_server import away

ALL = {"database": "ok", "migrations": "ok", "worker": "ok", "cache": "ok", "disk": "ok"}


@pytest.fixture(autouse=True)
def secure(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
    parts.migrated.until = 0.0
    yield
    parts.migrated.until = 0.0


@pytest.fixture
def at_work(db):
    DueRun.objects.create(started_at=timezone.now(), finished_at=timezone.now())


@pytest.fixture
def database_away(monkeypatch, request):
    def broken():
        raise request.param("the server is away")

    monkeypatch.setattr(connection, "cursor", broken)


def answer(client, address):
    response = client.get(address)
    assert "no-cache" in response.headers["Cache-Control"]
    return response.status_code, response.content.decode()


def lines(**other):
    return "".join(f"{name}: {told}\n" for name, told in (ALL | other).items())


@pytest.mark.usefixtures("at_work")
def test_ready_while_all_parts_do_their_work(client):
    assert answer(client, "/readyz") == (200, lines())


@pytest.mark.usefixtures("at_work")
def test_without_its_cache_the_site_serves_and_says_so(client, settings):
    settings.CACHES = away()
    assert answer(client, "/readyz") == (200, lines(cache="not ok"))


@pytest.mark.django_db
def test_without_its_worker_or_room_the_site_serves_and_says_so(client, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=1000, total=10**12))
    assert answer(client, "/readyz") == (200, lines(worker="not ok", disk="not ok"))


@pytest.mark.usefixtures("at_work")
def test_not_ready_before_its_migrations(client):
    MigrationRecorder.Migration.objects.filter(app="keeping").delete()
    assert answer(client, "/readyz") == (503, lines(migrations="not ok"))
    assert answer(client, "/healthz") == (200, "alive\n")


@pytest.mark.parametrize("database_away", [OperationalError, InterfaceError], indirect=True)
def test_not_ready_without_its_database_and_still_alive(client, database_away):
    away = lines(database="not ok", migrations="not ok", worker="not ok")
    assert answer(client, "/readyz") == (503, away)
    assert answer(client, "/healthz") == (200, "alive\n")


def test_the_container_asks_whether_it_lives():
    """Docker restarts what is not healthy: a database that is away is no reason."""
    assert docker_health.ADDRESS == "/healthz"


def test_only_reads_are_answered(client):
    assert client.post("/healthz").status_code == client.post("/readyz").status_code == 405
