"""The address that says whether this process can do its work."""

import pytest
from django.db import DatabaseError, connection


@pytest.mark.django_db
def test_healthy_while_the_database_answers(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-cache" in response.headers["Cache-Control"]


def test_unhealthy_when_it_does_not(client, monkeypatch):
    def broken():
        raise DatabaseError("the server is away")

    monkeypatch.setattr(connection, "cursor", broken)
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"database")
