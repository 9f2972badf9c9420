"""A clock that jumped: nothing is closed, published or deleted by it; mails go out; somebody is told what to do."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from post_office.mail import send

from compliance.due.due import run_due
from compliance.models import ClosedPeriod, DueRun
from submissions.models import NewsPage
from tests import factories
from tests.compliance.stories import at
from tests.plugins.told import told
from tests.submissions.registers import log_in, person

pytestmark = pytest.mark.django_db

NOW = "2026-11-10 09:00:00"


def run(when, **options):
    """What the run at `when` failed at: {name of the job: words}."""
    with time_machine.travel(at(when), tick=False):
        return {job.name: job.error for job in run_due(**options).jobs.all() if job.error}


@told
def unit():
    return factories.UnitFactory()


@pytest.fixture
def piece(unit):
    """Live in the period of November 2026; the run of that day believed its clock."""
    page = factories.news(unit)
    moment = at("2026-11-09 08:00:00")
    NewsPage.objects.filter(pk=page.pk).update(published_at=moment, sent_at=moment, is_live=True)
    with time_machine.travel(at(NOW), tick=False):
        run_due()
    return page


def closed():
    return sorted(one.key for one in ClosedPeriod.objects.all())


def test_a_clock_that_jumped_a_year_ahead_closes_nothing_and_is_set_right_without_a_trace(piece):
    before = closed()
    send("can.bo@phanthiet.example", subject="Có tin", message="Có tin.")
    held = run("2027-11-20 09:00:00")
    assert set(held) == {"publish", "close", "endings", "remind", "fetch", "leaders", "uploads", "questions"}
    assert "Đồng hồ chỉ 09:00 20/11/2027" in held["close"]
    assert (closed(), len(mail.outbox)) == (before, 1)
    # A second run by the same clock believes it no more than the first.
    assert "close" in run("2027-11-20 09:01:00")
    assert run("2026-11-10 09:02:00") == {}
    assert not DueRun.objects.filter(started_at__gt=at(NOW) + datetime.timedelta(days=1)).exists()
    assert closed() == before


def test_a_clock_that_stands_in_1970_or_jumped_back(piece):
    for when in ("1970-01-01 08:00:00", "2026-11-01 09:00:00"):
        assert "trước lần chạy gần nhất (09:00 10/11/2026)" in run(when)["publish"]
    assert run("2026-11-10 08:55:00") == {}


def test_a_clock_that_stands_still_does_no_harm(piece):
    assert run(NOW) == run(NOW) == {}


def test_a_site_that_slept_for_months_goes_on_when_somebody_has_looked(piece, capsys):
    with time_machine.travel(at("2027-03-01 09:00:00"), tick=False):
        with pytest.raises(CommandError, match="Chưa làm được, lần sau làm lại: Đăng tin"):
            call_command("run_due")
        assert "run_due --clock-is-right" in capsys.readouterr().out
        call_command("run_due", clock_is_right=True)
    assert "2027-02" in closed()
    assert run("2027-03-01 09:01:00") == {}


def test_the_administrator_reads_what_is_wrong(piece, unit):
    run("2027-11-20 09:00:00")
    client = log_in(Client(), person("administrator", unit=unit))
    page = client.get("/admin/").content.decode()
    assert "đồng hồ của máy chủ có thể sai" in page
    assert "Đồng hồ chỉ 09:00 20/11/2027" in page


@pytest.mark.postgres
def test_a_clock_that_is_not_the_database_s(settings):
    settings.COMPARE_CLOCKS = True
    assert (
        "đồng hồ của cơ sở dữ liệu chỉ"
        in run(f"{timezone.now() + datetime.timedelta(days=1):%Y-%m-%d %H:%M:%S}")["close"]
    )
    assert {job.error for job in run_due().jobs.all()} == {""}
    assert connection.vendor == "postgresql"


def test_links_and_sessions_end_by_the_clock_and_are_not_opened_by_it(client):
    """Ahead, people log in again; back, nothing holds longer than a clock that goes back by as much."""
    user = factories.editor()
    with time_machine.travel(at(NOW), tick=False):
        client.force_login(user)
        assert client.get("/admin/").status_code == 200
    with time_machine.travel(at("2027-11-20 09:00:00"), tick=False):
        assert client.get("/admin/").status_code == 302
    with time_machine.travel(at("2026-11-10 09:10:00"), tick=False):
        client.force_login(user)
        assert client.get("/admin/").status_code == 200
