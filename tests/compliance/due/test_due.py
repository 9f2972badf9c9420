"""One command for everything that is due: what it does, in which order, who may run it, and what it leaves behind."""

import datetime
import shutil
import sys
from io import StringIO

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from post_office.mail import send
from post_office.models import STATUS, Email

from compliance.due import due
from compliance.due.due import Job, run_due
from compliance.due.sole_run import sole_on_database, sole_on_machine
from compliance.models import ClosedRow, DueJob, DueRun, Reminder
from submissions.models import NewsPage
from tests import factories
from tests.compliance.stories import at
from tests.mailserver import smtp, unused_port
from tests.scaffold.processes import clean_environment
from tests.scaffold.processes import run as run_process
from tests.workflow import approve_as

pytestmark = pytest.mark.django_db


def run(when):
    """What the run at `when` did: {name of the job: words}."""
    with time_machine.travel(at(when), tick=False):
        return {job.name: job.done or job.error for job in run_due().jobs.all() if job.done or job.error}


def test_a_period_from_its_middle_to_the_next_one(ward):
    """November 2026, run by run: a piece at its set time, both reminders, closing, and nothing twice."""
    page = ward.send(ward.write(title="Hẹn giờ"), when=at("2026-11-17 09:00:00"))
    with time_machine.travel(at("2026-11-17 10:00:00"), tick=False):
        page.go_live_at = at("2026-11-18 06:00:00")
        page.save_revision(user=ward.editor)
        approve_as(page, ward.editor)
    Email.objects.update(status=STATUS.sent)

    assert run("2026-11-18 05:59:00") == {}
    assert run("2026-11-18 06:00:30") == {
        "publish": "Đã đăng đúng giờ hẹn: 1",
        "mails": "Đã gửi thư: 2",
        "photos": "Tin, bài đã tạo các cỡ ảnh: 1",
    }
    assert NewsPage.objects.get(pk=page.pk).live
    assert run("2026-11-18 06:01:30") == {}
    assert run("2026-11-19 08:00:10") == {"remind": "Đã viết thư nhắc: 2 người", "mails": "Đã gửi thư: 2"}
    assert run("2026-11-19 08:01:10") == {}
    assert run("2026-11-23 08:00:10") == {"remind": "Đã viết thư nhắc: 2 người", "mails": "Đã gửi thư: 2"}
    assert run("2026-11-24 23:59:59") == {}
    assert run("2026-11-25 00:00:20") == {"close": "Đã chốt số liệu kỳ: 11/2026"}
    assert run("2026-11-25 00:01:20") == {}
    row = ClosedRow.objects.get(unit=ward.unit)
    assert (row.counted, row.shortfall, row.result) == (1, 1, "short")
    assert len(mail.outbox) == 6


def test_after_weeks_without_a_run_all_that_is_due_is_done_and_no_reminder_comes_late(ward):
    ward.published(when=at("2026-09-30 08:00:00"))
    Email.objects.all().delete()
    assert run("2026-12-26 03:00:00") == {"close": "Đã chốt số liệu kỳ: 10/2026, 11/2026, 12/2026"}
    assert not Reminder.objects.exists()
    assert run("2026-12-26 03:01:00") == {}


def test_a_job_that_fails_is_logged_and_noted_and_stops_no_other(caplog):
    def broken():
        raise ConnectionError("nobody answers")

    jobs = (Job("first", "", broken), Job("second", "", lambda: "làm xong"))
    first, second = run_due(jobs).jobs.all()
    assert (first.error, first.done) == ("ConnectionError: nobody answers", "")
    assert (second.error, second.done) == ("", "làm xong")
    assert "nobody answers" in caplog.text
    assert DueRun.objects.get().finished_at is not None


def test_the_command_says_what_it_did_and_is_silent_when_nothing_was_due():
    out = StringIO()
    send("leader@phanthiet.example", "desk@phanthiet.example", subject="Tin mới", message="Có tin, bài")
    call_command("run_due", stdout=out)
    assert out.getvalue() == "Đã gửi thư: 1\n"
    out = StringIO()
    call_command("run_due", stdout=out)
    assert out.getvalue() == ""


def test_the_command_ends_with_an_error_when_a_job_failed():
    send("leader@phanthiet.example", "desk@phanthiet.example", subject="Tin mới", message="Có tin, bài")
    with smtp(unused_port()), pytest.raises(CommandError) as refused:
        call_command("run_due", stdout=StringIO())
    assert refused.value.returncode == 1
    assert str(refused.value) == "Chưa làm được, lần sau làm lại: Gửi thư"
    assert "Máy chủ thư không nhận thư nào; còn lại: 1" in DueJob.objects.get(name="mails").error
    assert [job.name for job in DueRun.objects.get().jobs.all()] == list(due.LABELS)
    call_command("run_due", stdout=StringIO())  # the mail waits for its next try: no second error


def test_what_could_not_be_published_is_an_error(monkeypatch):
    monkeypatch.setattr(due, "publish_due", lambda: (1, 2))
    job = run_due().jobs.get(name="publish")
    assert "Chưa đăng được, lần sau thử lại: 2" in job.error


def test_a_second_run_says_so_and_does_nothing():
    out = StringIO()
    with sole_on_machine(settings.VAR_DIR / "due.lock") as mine:
        assert mine
        call_command("run_due", stdout=out)
        assert not due.send_due_mails()
    assert out.getvalue() == "Đang có một lần chạy khác; lần này không làm gì.\n"
    assert not DueRun.objects.exists()
    assert run_due() is not None


@pytest.mark.postgres
def test_a_second_machine_stands_back_until_the_first_is_done():
    assert connection.vendor == "postgresql"
    with sole_on_database() as mine:
        assert mine
        assert run_due() is None
    assert run_due() is not None


@pytest.mark.postgres
def test_the_lock_outlives_a_connection_that_a_job_closes():
    """Every job may be the one after which Django closes an old connection."""
    seen = []

    def closes_the_connection():
        with sole_on_database() as mine:
            seen.append(mine)
        return ""

    run_due((Job("first", "", closes_the_connection),))
    assert seen == [False]


class TestRecord:
    def test_what_found_nothing_is_soon_forgotten_and_the_rest_later(self):
        now = timezone.now()
        for days in (0.5, 2, 100):
            for done, error in (("", ""), ("Đã gửi thư: 1", ""), ("", "OSError: x")):
                moment = now - datetime.timedelta(days=days)
                row = DueRun.objects.create(started_at=moment, finished_at=moment)
                DueJob.objects.create(
                    run=row, name="mails", started_at=moment, finished_at=moment, done=done, error=error
                )
        DueRun.objects.create(started_at=now - datetime.timedelta(days=2))  # killed
        due.thin_out()
        told = set(DueJob.objects.exclude(done="", error="").values_list("run", flat=True))
        left = [((now - row.started_at).days, row.pk in told) for row in DueRun.objects.all()]
        assert sorted(left) == [(0, False), (0, True), (0, True), (2, True), (2, True)]

    def test_mails_between_two_runs_leave_no_record(self):
        send("leader@phanthiet.example", "desk@phanthiet.example", subject="Tin mới", message="Có tin, bài")
        assert due.send_due_mails()
        assert len(mail.outbox) == 1
        assert not DueRun.objects.exists()


def test_num_queries_of_a_run_without_work(ward, django_assert_max_num_queries):
    with time_machine.travel(at("2026-11-10 08:00:00"), tick=False):
        run_due()
        factories.UnitFactory.create_batch(10, provisioned=False)
        with django_assert_max_num_queries(68):
            run_due()


@pytest.mark.slow
@pytest.mark.sqlite
def test_nothing_is_printed_when_nothing_was_due(tmp_path, migrated_copy):
    """Cron mails whatever a command prints, each minute: also what a package logs."""
    shutil.copyfile(migrated_copy, tmp_path / "db.sqlite3")
    environment = clean_environment(VAR_DIR=tmp_path, DJANGO_SETTINGS_MODULE="site_cms.settings.dev")
    for command in ("migrate --verbosity 0", "run_due"):
        result = run_process(sys.executable, "manage.py", *command.split(), environment=environment)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
