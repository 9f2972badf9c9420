"""Bounces and refusals end a subscription; nobody else's word does."""

import datetime

import pytest
import time_machine
from django.test import override_settings
from django.utils import timezone
from post_office.models import Email

from compliance.due.due import send_due_mails
from submissions.mail_in import mailbox
from submissions.models import IncomingLetter
from subscriptions.asking.requests import ask
from subscriptions.ending.failures import Failure, failure_of
from subscriptions.ending.keeping import look_after
from subscriptions.ending.returned import take_returned
from subscriptions.models import Ending, Request, Subscription, SubscriptionMail
from subscriptions.proofs.returning import return_address
from subscriptions.telling.batches import tell
from tests import factories
from tests.mailserver import Mailbox, running_mail_server
from tests.plugins.told import told
from tests.submissions.mail_in.conftest import OPEN
from tests.submissions.mail_in.imap import count, deliver, running_imap_server
from tests.subscriptions.stories import ADDRESS, Pace, now, publish, subscribe

pytestmark = pytest.mark.django_db
REPORT = """From: MAILER-DAEMON@mx.thu.example
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Mail could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.thu.example

Final-Recipient: rfc822; ba.hai@thu.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} no

--b
Content-Type: message/rfc822-headers

Subject: Tin
--b--
"""


def report(to, *, status="5.1.1", action="failed"):
    return REPORT.format(to=to, status=status, action=action).replace("\n", "\r\n").encode()


@told
def ward():
    return factories.UnitFactory(name="UBND phường Phú Thủy", slug="phu-thuy")


@pytest.fixture
def subscription(ward):
    with override_settings(**OPEN):
        yield subscribe(units=[ward])


def back(subscription):
    return return_address(subscription.handle)


@pytest.mark.parametrize(
    ("said", "code", "meant"),
    [
        ("5.1.1", "", Failure.GONE),
        ("5.0.0", "", Failure.GONE),
        ("5.2.1", "", Failure.GONE),
        ("5.2.2", "", Failure.NOT_NOW),
        ("4.2.2", "", Failure.NOT_NOW),
        ("4.4.7", "", Failure.NOT_NOW),
        ("5.7.1", "", Failure.OURS),
        ("4.7.0", "", Failure.OURS),
        ("No such user", "550", Failure.GONE),
        ("5.7.1 blocked", "550", Failure.OURS),
        ("try later", "450", Failure.NOT_NOW),
        ("", "", Failure.NOT_NOW),
    ],
)
def test_what_a_server_means(said, code, meant):
    assert failure_of(said, code=code) is meant


def test_a_permanent_report_ends_it(subscription):
    assert take_returned(report(back(subscription)))
    assert Subscription.objects.count() == 0
    assert list(Ending.objects.values_list("reason", "number")) == [("refused", 1)]
    assert take_returned(report(back(subscription)))


@pytest.mark.parametrize("said", [{"action": "delayed", "status": "4.4.1"}, {"status": "5.7.1"}, {"action": ""}])
def test_what_is_no_word_about_the_mailbox_ends_nothing(subscription, said):
    assert take_returned(report(back(subscription), **said))
    assert now(subscription).failures == 0


def test_holiday_notices_that_come_back_end_nothing(subscription):
    raw = f"From: a@thu.example\r\nTo: {back(subscription)}\r\nSubject: Vắng mặt\r\n\r\nTôi nghỉ phép. 5.1.1"
    assert take_returned(raw.encode())
    assert now(subscription).failures == 0


def test_the_address_may_come_back_in_any_letters(subscription):
    assert take_returned(report(back(subscription).upper()))
    assert Subscription.objects.count() == 0


@pytest.mark.parametrize("is_ours", [True, False])
def test_parts_within_parts_without_an_end_stop_no_reading(subscription, is_ours):
    """What is nobody's goes on to those who read mails of units, and have an answer to it."""
    heads = f"To: {back(subscription) if is_ours else ADDRESS}\n"
    nested = "".join(f'Content-Type: multipart/report; boundary="b{n}"\n\n--b{n}\n' for n in range(3000))
    assert take_returned((heads + nested).encode()) is is_ours
    assert Subscription.objects.count() == 1


def test_forged_reports_are_nobodys(subscription):
    local, _at, domain = back(subscription).partition("@")
    forged = [
        f"{local[:-1]}{'0' if local[-1] != '0' else '1'}@{domain}",
        f"tin+tra-lai-{subscription.handle}@{domain}",
        f"tin+tra-lai-{subscription.handle}{'0' * 24}@{domain}",
        f"{local}@noi-khac.example",
        ADDRESS,
        f"tin@{domain}",
    ]
    for to in forged:
        assert not take_returned(report(to)), to
    assert Subscription.objects.count() == 1


def test_five_days_of_trouble_end_it(subscription):
    start = timezone.now()
    for day in range(5):
        assert Subscription.objects.count() == 1
        with time_machine.travel(start + datetime.timedelta(days=2 * day)):
            for _time in range(3):
                take_returned(report(back(subscription), status="4.2.2"))
    assert list(Ending.objects.values_list("reason", "number")) == [("unreachable", 1)]


def test_trouble_long_ago_is_no_row(subscription):
    start = timezone.now()
    for day in (0, 1, 2, 3, 30):
        with time_machine.travel(start + datetime.timedelta(days=day)):
            take_returned(report(back(subscription), status="4.2.2"))
    assert now(subscription).failures == 1


class Refusing(Mailbox):
    """A server that answers `reply` to the address of each recipient."""

    def __init__(self, reply):
        super().__init__()
        self.reply = reply

    async def handle_RCPT(self, server, session, envelope, address, options):
        return self.reply


@pytest.mark.parametrize(
    ("reply", "left"),
    [
        ("550 5.1.1 No such user", 0),
        ("550 No such user", 0),
        ("550 5.7.1 Blocked", 1),
        ("552 5.2.2 Full", 1),
        ("450 Later", 1),
    ],
)
def test_what_our_own_server_says_counts_as_well(subscription, ward, reply, left, caplog):
    publish(ward)
    tell()
    with running_mail_server(Refusing(reply)):
        send_due_mails()
    look_after()
    look_after()
    assert Subscription.objects.count() == left
    assert Email.objects.count() == left
    assert "Failed to send email" in caplog.text
    assert ADDRESS not in caplog.text
    assert all(one.failures == (0 if "5.7.1" in reply else 1) for one in Subscription.objects.all())


def test_the_same_refusal_is_counted_once_however_often_it_is_read(subscription, ward):
    publish(ward)
    tell()
    with running_mail_server(Refusing("450 Later")):
        send_due_mails()
    for day in range(3):
        with time_machine.travel(timezone.now() + datetime.timedelta(hours=23 * day)):
            look_after()
    assert now(subscription).failures == 1


def test_a_confirming_mail_that_is_refused_for_good_is_deleted(ward):
    given = {"email": ADDRESS, "pace": Pace.DAILY, "all_announcements": True}
    ask(given | {"consultations": False, "units": [], "categories": []}, form_key="mot")
    with running_mail_server(Refusing("550 5.1.1 No such user")):
        send_due_mails()
    look_after()
    assert (Email.objects.count(), Request.objects.count()) == (0, 1)


def test_without_a_mailbox_nothing_is_told_to_come_back(ward):
    subscription = subscribe(units=[ward])
    assert return_address(subscription.handle) is None
    publish(ward)
    tell()
    mail = Email.objects.get()
    assert "From" not in mail.headers
    assert "@" in mail.from_email


def test_mails_that_are_sent_or_too_old_are_deleted(subscription, ward):
    publish(ward)
    tell()
    look_after()
    assert Email.objects.count() == 1
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3, minutes=1)):
        look_after()
    assert (Email.objects.count(), SubscriptionMail.objects.count(), Subscription.objects.count()) == (0, 0, 1)


@pytest.mark.slow
def test_read_from_a_real_mailbox(ward):
    """Dovecot: the report ends it and is deleted; a forged one waits for the desk as any mail of a programme."""
    with running_imap_server() as url, override_settings(**OPEN | {"IMAP_URL": url}):
        subscription = subscribe(units=[ward])
        forged = report(f"tin+tra-lai-{'0' * 40}@phanthiet.example")
        deliver(url, report(back(subscription)), forged)
        mailbox.fetch()
        assert Subscription.objects.count() == 0
        assert IncomingLetter.objects.get().cause == IncomingLetter.Cause.AUTOMATIC
        assert (count(url, "INBOX"), count(url, mailbox.FOLDER)) == (0, 1)
