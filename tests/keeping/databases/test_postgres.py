"""What PostgreSQL alone can refuse: the right to make a database; and what a killed rehearsal left there."""

import uuid

import pytest
from django.db import connection

from keeping.archive.checksums import ArchiveError
from keeping.databases import postgres

pytestmark = pytest.mark.postgres


def databases():
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor.fetchall()}


def test_an_account_that_may_not_make_a_database_is_told_what_lets_it(site, monkeypatch):
    role, password = f"site_{uuid.uuid4().hex[:8]}", uuid.uuid4().hex
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{password}'")
    try:
        with monkeypatch.context() as patch:
            patch.setitem(connection.settings_dict, "USER", role)
            patch.setitem(connection.settings_dict, "PASSWORD", password)
            with pytest.raises(ArchiveError, match=f"ALTER ROLE {role} CREATEDB"), postgres.empty_place():
                raise AssertionError("a database was made")
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP ROLE {role}")


def test_what_a_killed_rehearsal_left_goes_with_the_next(site):
    left = f"{connection.settings_dict['NAME']}{postgres.CHECKED}_1"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {left}")
    with postgres.empty_place() as name:
        assert left not in databases()
        assert name in databases()
    assert name not in databases()
