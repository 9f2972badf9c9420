"""The outbox empties into a mail server, and a failing one never reaches the person who decides."""

from email.header import decode_header, make_header
from types import SimpleNamespace

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.urls import reverse
from post_office import mail
from post_office.models import STATUS, Email

from compliance.due import due
from submissions.rights import positions
from tests import factories
from tests.mailserver import Mailbox, running_mail_server, smtp, text_of, unused_port
from tests.plugins.told import told
from tests.workflow import again, fresh, submit

pytestmark = pytest.mark.django_db


class Cast:
    """A unit's contributor and two leaders, and a piece that waits for them."""

    def __init__(self):
        self.unit = factories.UnitFactory()
        self.contributor = factories.contributor_of(self.unit)
        self.leader, self.deputy = factories.leader_of(self.unit), factories.leader_of(self.unit)

    def at_leader(self):
        return submit(factories.news(self.unit, owner=self.contributor), self.contributor)


@told
def cast():
    return Cast()


def test_failing_mail_server_never_reaches_the_person_who_decides(cast, client):
    page = cast.at_leader()
    Email.objects.all().delete()
    client.force_login(again(cast.leader))
    with smtp(unused_port()):
        response = client.post(
            reverse("submissions:approve", args=[page.pk]), {"position": positions.reading_position(page)}
        )
        assert response.status_code == 302
        assert fresh(page).sent_at is not None
        due.send_due_mails()
    assert set(Email.objects.values_list("status", flat=True)) == {STATUS.requeued}


def test_sent_over_a_real_server_with_its_vietnamese_subject(cast):
    page = cast.at_leader()
    with running_mail_server() as mailbox:
        due.send_due_mails()
    assert sorted(address for to, _letter in mailbox.letters for address in to) == sorted(
        [cast.leader.email, cast.deputy.email]
    )
    _to, letter = mailbox.letters[0]
    assert str(make_header(decode_header(letter["Subject"]))) == f"Chờ duyệt: {page.title}"
    assert page.unit.name in text_of(letter)


class Watched(Mailbox):
    """A server that takes no mail to an address in `refused`, and looks into the outbox at each that it is handed."""

    def __init__(self, *, refused=()):
        super().__init__()
        self.refused, self.left, self.tried = refused, [], 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.tried += 1
        if address in self.refused:
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"


def queued(number):
    return [mail.send(f"can.bo.{n}@phanthiet.example", subject=f"Thư {n}", message="Có tin.") for n in range(number)]


def test_each_is_noted_before_the_next_is_handed_over(monkeypatch):
    """How many were noted as sent each time that the server was asked: none is handed over on top of another."""
    noted = []
    dispatch = Email.dispatch

    def watched(email, *args, **kwargs):
        noted.append(email.pk)
        return dispatch(email, *args, **kwargs)

    queued(4)
    monkeypatch.setattr(Email, "dispatch", watched)
    send_queued, rounds = due.send_queued, []

    def one_round(**kwargs):
        begun = len(noted)
        numbers = send_queued(**kwargs)
        rounds.append((len(noted) - begun, Email.objects.filter(status=STATUS.sent).count()))
        return numbers

    monkeypatch.setattr(due, "send_queued", one_round)
    assert due.send_due_mails()
    assert rounds == [(1, 1), (1, 2), (1, 3), (1, 4), (0, 4)]


def test_a_server_that_is_away_is_asked_three_times_a_round():
    queued(8)
    mailbox = Watched(refused={f"can.bo.{n}@phanthiet.example" for n in range(8)})
    with running_mail_server(mailbox):
        due.send_due_mails()
        assert mailbox.tried == 3
        due.send_due_mails()
        assert mailbox.tried == 6
    assert Email.objects.filter(status=STATUS.queued).count() == 2


def test_a_round_ends_when_its_time_is_over_and_what_may_wait_goes_last(monkeypatch):
    """Thousands of mails to subscribers hold up neither the mails of the chain nor what else is due."""
    for name in ("mot", "hai"):
        mail.send(f"{name}@thu.example", subject="Tin mới", message="Có tin.", priority="low")
    queued(1)
    times = iter([0, 1, 2, due.SENDING_FOR + 1])
    monkeypatch.setattr(due, "time", SimpleNamespace(monotonic=lambda: next(times)))
    with running_mail_server() as mailbox:
        due.send_due_mails()
    assert [to for to, _letter in mailbox.letters] == [["can.bo.0@phanthiet.example"], ["mot@thu.example"]]
    assert Email.objects.get(status=STATUS.queued).to == ["hai@thu.example"]


def test_wrong_addresses_keep_nobody_waiting():
    queued(6)
    mailbox = Watched(
        refused={"can.bo.0@phanthiet.example", "can.bo.1@phanthiet.example", "can.bo.3@phanthiet.example"}
    )
    with running_mail_server(mailbox):
        due.send_due_mails()
    taken = sorted(address for to, _letter in mailbox.letters for address in to)
    assert taken == [f"can.bo.{n}@phanthiet.example" for n in (2, 4, 5)]


def test_the_package_s_own_command_goes_the_same_way(capsys):
    queued(2)
    with due.sole_run() as mine:
        assert mine
        call_command("send_queued_mail")
    assert Email.objects.filter(status=STATUS.queued).count() == 2
    assert "Đang có một lần chạy khác" in capsys.readouterr().out
    call_command("send_queued_mail")
    assert not Email.objects.filter(status=STATUS.queued).exists()


def test_another_size_of_a_batch_is_refused_at_the_start(settings):
    assert not [found for found in run_checks(tags=["security"]) if found.id == "submissions.E004"]
    settings.POST_OFFICE = settings.POST_OFFICE | {"BATCH_SIZE": 100}
    assert [found for found in run_checks(tags=["security"]) if found.id == "submissions.E004"]
