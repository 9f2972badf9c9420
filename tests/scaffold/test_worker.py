"""The worker sends the outbox's mails, survives what fails, and never works beside another of its kind."""

import threading

import pytest
from django.core import mail
from post_office.mail import send
from post_office.models import STATUS, Email

from scripts import worker

pytestmark = pytest.mark.django_db  # every round looks after its database connection


@pytest.fixture
def quick(tmp_path):
    return worker.Worker(lock=tmp_path / "worker.lock", mail_seconds=0.01, schedule_seconds=0.01)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_queued_mails_are_sent(quick):
    send("leader@example.com", "desk@example.com", subject="Tin mới", message="Có tin, bài chờ duyệt")
    quick.run_due()
    assert [message.subject for message in mail.outbox] == ["Tin mới"]
    assert Email.objects.get().status == STATUS.sent


def test_a_job_that_fails_stops_neither_the_others_nor_the_next_round(quick, caplog):
    done = []

    def failing():
        done.append("failing")
        raise ConnectionError("the mail server is away")

    quick.jobs = [[0.0, 0.0, failing], [0.0, 0.0, lambda: done.append("other")]]
    quick.run_due()
    quick.run_due()
    assert done == ["failing", "other"] * 2
    assert "the mail server is away" in caplog.text


def test_a_job_waits_for_its_time(quick):
    done = []
    quick.jobs = [[0.0, 3600.0, lambda: done.append("hourly")]]
    quick.run_due()
    quick.run_due()
    assert done == ["hourly"]


def test_one_worker_at_a_time(quick):
    done = []
    quick.jobs = [[0.0, 0.0, lambda: done.append("work")]]
    with worker.sole_right(quick.lock) as first:
        assert first
        quick.run_due()
        assert done == []
    quick.run_due()
    assert done == ["work"]


def test_it_ends_when_told_to(quick):
    stop = threading.Event()
    quick.jobs = [[0.0, 0.0, stop.set]]
    quick.run(stop)
    assert stop.is_set()
