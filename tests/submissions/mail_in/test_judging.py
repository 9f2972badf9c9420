"""What is kept for the desk, why, and who is answered."""

import datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import override_settings
from post_office.models import Email

from submissions.mail_in.receiving import MOST_HELD, receive
from submissions.models import IncomingLetter, NewsPage, UnitMembership
from tests import factories
from tests.submissions.mails import SERVER, mail
from vietnamese.dates import today

pytestmark = pytest.mark.django_db

TO = "tin+phu-thuy@phanthiet.example"
State, Cause = IncomingLetter.State, IncomingLetter.Cause


def held(raw):
    """The cause for which `raw` is held; it is no draft."""
    row = receive(raw)
    assert row.state == State.HELD
    assert NewsPage.objects.count() == 0
    return row.cause


def sent(sender, **how):
    return mail(sender, **{"to": TO, "text": "Tin."} | how)


def test_a_stranger(ward):
    assert held(sent("la@xa.example")) == Cause.UNKNOWN
    assert Email.objects.count() == 0


def test_who_left_the_unit_yesterday(ward, writer):
    UnitMembership.objects.filter(user=writer).update(valid_to=today())
    assert held(sent(writer.email)) == Cause.UNKNOWN


def test_who_begins_tomorrow(ward, writer):
    UnitMembership.objects.filter(user=writer).update(valid_from=today() + datetime.timedelta(days=1))
    assert held(sent(writer.email)) == Cause.UNKNOWN


def test_a_closed_account(ward, writer):
    writer.is_active = False
    writer.save()
    assert held(sent(writer.email)) == Cause.UNKNOWN


def test_somebody_of_another_unit_is_told(ward):
    other = factories.contributor_of(factories.UnitFactory())
    assert held(sent(other.email)) == Cause.OTHER_UNIT
    assert Email.objects.get().to == [other.email]


@pytest.mark.parametrize(
    "heads",
    [
        [],
        [("Authentication-Results", f"{SERVER}; dmarc=fail header.from=phuthuy.example")],
        [("Authentication-Results", "mx.xau.example; dmarc=pass header.from=phuthuy.example")],
        [
            ("Authentication-Results", f"{SERVER}; none"),
            ("Received", "from xau"),
            ("Authentication-Results", f"{SERVER}; dmarc=pass header.from=phuthuy.example"),
        ],
    ],
)
def test_a_forged_sender_is_not_answered(ward, writer, heads):
    assert held(sent(writer.email, proven=False, heads=heads)) == Cause.UNPROVEN
    assert Email.objects.count() == 0


@pytest.mark.parametrize("sender", ["", "viet@phuthuy.example, la@xa.example"])
def test_no_clear_sender(ward, writer, sender):
    raw = sent(writer.email).replace(b"From: viet@phuthuy.example\r\n", f"From: {sender}\r\n".encode())
    assert held(raw) == Cause.NO_SENDER


@pytest.mark.parametrize("to", ["tin+khong-co@phanthiet.example", f"{TO}, tin+khac@phanthiet.example"])
def test_no_single_unit(ward, writer, to):
    factories.UnitFactory(slug="khac")
    assert held(sent(writer.email, to=to)) == Cause.NO_UNIT


def test_the_mailbox_itself_for_who_works_for_two_units(ward, writer):
    factories.MembershipFactory(user=writer, unit=factories.UnitFactory())
    assert held(sent(writer.email, to="tin@phanthiet.example")) == Cause.NO_UNIT


@pytest.mark.parametrize(
    "head", [("Auto-Submitted", "auto-replied"), ("Precedence", "bulk"), ("List-Id", "<x>"), ("Return-Path", "<>")]
)
def test_programmes_are_never_answered(ward, writer, head):
    assert held(sent(writer.email, heads=[head])) == Cause.AUTOMATIC
    assert Email.objects.count() == 0


def test_our_own_address(ward, writer):
    writer.email = "tin@phanthiet.example"
    writer.save()
    assert held(sent(TO)) == Cause.AUTOMATIC


def test_an_answer_to_our_answer_ends_it(ward, writer):
    """A programme that marks nothing answers our answer: the second mail is held, and no third one is written."""
    answer = receive(sent(writer.email)).reply
    again = receive(sent(writer.email, heads=[("In-Reply-To", answer.message_id)], text="Tôi đi vắng."))
    assert (again.state, again.cause) == (State.HELD, Cause.ANSWER)
    assert (NewsPage.objects.count(), Email.objects.count()) == (1, 1)


def test_so_many_a_day_and_no_answer_beyond(ward, writer):
    with override_settings(MAIL_IN_PER_DAY=2):
        rows = [receive(sent(writer.email)) for _mail in range(4)]
        assert [row.state for row in rows] == [State.DRAFT, State.DRAFT, State.HELD, State.HELD]
        assert {row.cause for row in rows[2:]} == {Cause.TOO_MANY}
        assert Email.objects.count() == 2
        with time_machine.travel(datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(days=1)):
            assert receive(sent(writer.email)).state == State.DRAFT


def test_too_large(ward, writer):
    """Of a mail that is too large only the head is fetched; who sent it is told, and no content is kept."""
    head = sent(writer.email).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    row = receive(head, size=26 * 1024 * 1024)
    assert (row.state, row.cause, row.raw.name) == (State.HELD, Cause.TOO_LARGE, "")
    assert "25 MB" in Email.objects.get().message


def test_nothing_in_it(ward, writer):
    assert held(sent(writer.email, text="-- \nHoa")) == Cause.NOTHING
    assert Email.objects.get().to == [writer.email]


def test_too_many_parts(ward, writer):
    files = [(f"{number}.txt", b"x", ("text", "plain")) for number in range(201)]
    assert held(sent(writer.email, files=files)) == Cause.UNREADABLE


def test_what_waits_keeps_its_content_privately(ward):
    raw = sent("la@xa.example", subject="=?utf-8?Q?M=E1=BB=9Di_mua?=")
    row = receive(raw)
    assert row.raw.read() == raw
    assert (row.sender, row.subject, row.unit) == ("la@xa.example", "Mời mua", ward)
    assert Path(row.raw.path).is_relative_to(settings.STORAGES["private"]["OPTIONS"]["location"])


def test_a_flood_fills_no_disk(ward, monkeypatch):
    monkeypatch.setattr("submissions.mail_in.receiving.MOST_HELD", 1)
    rows = [receive(sent("la@xa.example")) for _mail in range(3)]
    assert [bool(row.raw) for row in rows] == [True, False, False]
    assert MOST_HELD > 1


@pytest.mark.parametrize("raw", [b"", b"\x00" * 1000, b"From: \xff\xfe\r\nSubject: =?x?y?z\r\n\r\n", b"\r\n" * 500])
def test_nonsense_is_held(raw):
    assert held(raw) == Cause.NO_SENDER
