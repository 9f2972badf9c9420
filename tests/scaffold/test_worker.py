"""The worker does what is due, survives what fails, and never works beside another of its kind."""

import os
import signal
import threading

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from post_office.mail import send
from post_office.models import STATUS, Email

from compliance.due import due
from compliance.due.sole_run import sole_on_machine
from compliance.models import DueRun
from scripts import worker
from submissions.media import pictures, renditions
from submissions.models import UndrawnPhotos
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def quick():
    return worker.Worker(mail_seconds=0.01, due_seconds=0.01)


def test_queued_mails_are_sent(quick):
    send("leader@example.com", "desk@example.com", subject="Tin mới", message="Có tin, bài chờ duyệt")
    quick.work()
    assert [message.subject for message in mail.outbox] == ["Tin mới"]
    assert Email.objects.get().status == STATUS.sent


def test_who_is_told_to_end_finishes_the_mail_in_hand_and_begins_nothing_else(quick, monkeypatch):
    for number in range(3):
        send("leader@example.com", "desk@example.com", subject=f"Tin {number}", message="Có tin, bài chờ duyệt")
    stopping = threading.Event()
    monkeypatch.setattr(due, "STOPPING", stopping)
    told, deliver = [], due.send_next

    def deliver_and_be_told():
        told.append(deliver())
        stopping.set()
        return told[-1]

    monkeypatch.setattr(due, "send_next", deliver_and_be_told)
    quick.run(stopping)
    quick.work()
    assert len(mail.outbox) == len(told) == 1
    assert [job.name for job in DueRun.objects.order_by("pk").first().jobs.all()][-1] == "mails"
    stopping.clear()
    quick.rounds[1][0] = 0
    monkeypatch.setattr(due, "send_next", deliver)
    quick.work()
    assert len(mail.outbox) == 3


def test_a_run_by_hand_or_timer_is_told_the_same_way(monkeypatch):
    for number in range(3):
        send("leader@example.com", "desk@example.com", subject=f"Tin {number}", message="Có tin, bài chờ duyệt")
    deliver, before = due.send_next, signal.getsignal(signal.SIGTERM)

    def deliver_and_be_told():
        sent = deliver()
        os.kill(os.getpid(), signal.SIGTERM)
        return sent

    monkeypatch.setattr(due, "send_next", deliver_and_be_told)
    try:
        call_command("run_due")
    finally:
        due.STOPPING.clear()
    assert len(mail.outbox) == 1
    assert DueRun.objects.get().finished_at is not None
    assert signal.getsignal(signal.SIGTERM) is before


def test_everything_that_is_due_is_done_in_its_own_round_and_mails_in_between(quick):
    del quick.rounds[1:]
    quick.work()
    assert [job.name for job in DueRun.objects.get().jobs.all()] == [
        "publish",
        "close",
        "endings",
        "remind",
        "fetch",
        "leaders",
        "files",
        "mails",
        "photos",
        "uploads",
        "questions",
    ]
    between = worker.Worker(mail_seconds=0.01, due_seconds=0.01)
    del between.rounds[0]
    send("leader@example.com", "desk@example.com", subject="Tin mới", message="Có tin, bài chờ duyệt")
    between.work()
    assert len(mail.outbox) == 1
    assert DueRun.objects.count() == 1


def test_photos_are_drawn_within_seconds(quick):
    unit = factories.UnitFactory()
    piece = factories.published(unit, owner=factories.contributor_of(unit), image=factories.photo(unit))
    UndrawnPhotos.objects.create(piece=piece)
    del quick.rounds[0]
    quick.work()
    assert piece.cover.renditions.count() == len(renditions.specs_of(pictures.SIZES))
    assert not UndrawnPhotos.objects.exists()


def test_a_round_that_fails_stops_neither_the_others_nor_the_next_one(quick, caplog):
    done = []

    def failing():
        done.append("failing")
        raise ConnectionError("the mail server is away")

    quick.rounds = [[0.0, 0.0, failing], [0.0, 0.0, lambda: done.append("other")]]
    quick.work()
    quick.work()
    assert done == ["failing", "other"] * 2
    assert "the mail server is away" in caplog.text


def test_a_round_waits_for_its_time(quick):
    done = []
    quick.rounds = [[0.0, 3600.0, lambda: done.append("hourly") or True]]
    quick.work()
    quick.work()
    assert done == ["hourly"]


def test_one_worker_at_a_time(quick):
    with sole_on_machine(settings.VAR_DIR / "due.lock") as first:
        assert first
        quick.work()
        assert not DueRun.objects.exists()
    quick.work()
    assert DueRun.objects.exists()


def test_it_ends_when_told_to(quick):
    stop = threading.Event()
    quick.rounds = [[0.0, 0.0, stop.set]]
    quick.run(stop)
    assert stop.is_set()
