"""What the settings say of the doors is looked at before the site starts."""

import os
import subprocess
import sys

import pytest

from doors.checks import check_days, check_oidc, check_words
from doors.factors.who import WORDS
from tests.scaffold.processes import ROOT

FULL = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "phanthiet.example",
    "BASE_URL": "https://phanthiet.example",
    "DATABASE_URL": "sqlite:////tmp/none.sqlite3",
    "EMAIL_HOST": "mail.example",
    "DEFAULT_FROM_EMAIL": "bbt@phanthiet.example",
    "PERSONAL_DATA_KEY": "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk=",
    "DJANGO_SETTINGS_MODULE": "site_cms.settings.production",
    "PATH": os.environ["PATH"],
}
PRINT = "from django.conf import settings as s; print(sorted(s.SECOND_FACTOR_FOR), s.SESSION_IDLE_MINUTES)"


def production(**environment):
    return subprocess.run(
        [sys.executable, "-c", PRINT], env=FULL | environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_production_asks_all_who_can_do_much():
    said = production().stdout
    assert said.startswith(str(sorted(set(WORDS) - {"others", "nobody"})))
    assert "'administrator': 60" in said


def test_it_may_be_set_otherwise():
    assert production(SECOND_FACTOR_FOR="superuser, desk", SESSION_IDLE_MINUTES="desk=5").stdout == (
        "['desk', 'superuser'] {'desk': 5}\n"
    )


def test_minutes_that_are_none_stop_the_start():
    assert "SESSION_IDLE_MINUTES" in production(SESSION_IDLE_MINUTES="desk=lâu").stderr


@pytest.mark.parametrize("name", ["SECOND_FACTOR_FOR", "SESSION_IDLE_MINUTES"])
def test_a_word_that_is_misspelt_stops_the_start(settings, name):
    assert check_words(None) == []
    setattr(settings, name, {"board": 1, "adminstrator": 1})
    [error] = check_words(None)
    assert "'adminstrator'" in error.msg


@pytest.mark.parametrize("days", [-1, 367, 10**7])
def test_days_that_would_ask_nothing_or_never_end_stop_the_start(settings, days):
    assert check_days(None) == []
    settings.ADMINISTRATOR_DAYS = days
    assert [error.id for error in check_days(None)] == ["doors.E003"]


def test_an_office_s_log_in_is_named_whole(settings):
    assert check_oidc(None) == []
    settings.OIDC_SERVER, settings.OIDC_CREATE = "http://sso.example", True
    assert len(check_oidc(None)) == 3
    settings.OIDC_SERVER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = "https://sso.example", "a", "b"
    settings.OIDC_MATCH_EMAIL = True
    assert check_oidc(None) == []
