"""A subscription's whole life: by the public pages, the chain, the runner of what is due and a real mail server."""

import datetime
import re
from email.header import decode_header, make_header

import pytest
import time_machine
from django.test import Client, override_settings
from django.utils import timezone
from post_office.models import Email

from compliance.due.due import run_due, send_due_mails
from compliance.due.sole_run import sole_run
from subscriptions.ending.returned import take_returned
from subscriptions.models import Ending, Request, Subscription, SubscriptionMail
from tests import factories
from tests.consultation.stories import People as Consulted
from tests.mailserver import Mailbox, running_mail_server, text_of
from tests.soup import soup_of
from tests.subscriptions.ending.test_ending import report
from tests.subscriptions.stories import ADDRESS, FORM, Pace, filled, path_in, subscribe
from tests.workflow import edit, publish_through_chain

pytestmark = pytest.mark.django_db
MAILBOX = {"MAIL_IN_ADDRESS": "tin@phanthiet.example", "IMAP_URL": "imaps://tin:mat-khau@imap.example/INBOX"}


class Enveloped(Mailbox):
    """A server that keeps what stood on the envelopes, too."""

    def __init__(self):
        super().__init__()
        self.senders = []

    async def handle_DATA(self, server, session, envelope):
        self.senders.append(envelope.mail_from)
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def server():
    with running_mail_server(Enveloped()) as mailbox:
        yield mailbox


class Ward:
    def __init__(self):
        self.unit = factories.UnitFactory(name="UBND phường Phú Thủy", slug="phu-thuy")
        self.people = {
            "contributor": factories.contributor_of(self.unit),
            "leader": factories.leader_of(self.unit),
            "editor": factories.editor(),
        }

    def publish(self, title):
        piece = factories.news(self.unit, owner=self.people["contributor"], title=title)
        return publish_through_chain(piece, **self.people)


@pytest.fixture
def ward():
    return Ward()


def to_subscriber(server):
    """What the server has for the subscriber so far: [message]."""
    return [letter for to, letter in server.letters if to == [ADDRESS]]


def due(monkeypatch):
    """One run of everything that is due but the mailbox, which this test has none of; then a round of mails."""
    monkeypatch.setattr("compliance.due.due.is_open", lambda: False)
    run = run_due()
    assert [job.error for job in run.jobs.exclude(error="")] == []
    send_due_mails()


@override_settings(**MAILBOX)
def test_from_the_form_to_the_last_mail(server, ward, client, monkeypatch):
    # Asked for, and confirmed by a press.
    client.post(FORM, filled(client, units=[ward.unit.pk]))
    send_due_mails()
    (asked,) = to_subscriber(server)
    assert asked["Auto-Submitted"] == "auto-generated"
    assert not asked["List-Unsubscribe"]
    client.post(path_in(text_of(asked), "xac-nhan"))

    # Published by the chain, and told within the next run.
    piece = ward.publish("Phú Thủy phun thuốc diệt muỗi")
    due(monkeypatch)
    _asked, at_once = to_subscriber(server)
    assert str(make_header(decode_header(at_once["Subject"]))) == piece.title
    words = text_of(at_once)
    for part in ("UBND phường Phú Thủy", piece.lead, piece.url):
        assert part in words
    assert at_once["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (at_once["Precedence"], at_once["Auto-Submitted"]) == ("bulk", "auto-generated")
    assert re.fullmatch(r"<nhan-tin\.[\w.-]+>", at_once["List-Id"])
    assert [part.get_content_type() for part in at_once.walk()][1:] == ["text/plain", "text/html"]
    envelope = server.senders[[letter for _to, letter in server.letters].index(at_once)]
    assert envelope.startswith("tin+tra-lai-")
    assert envelope not in at_once["From"]

    # What is sent leaves no address behind, and nothing is told twice.
    due(monkeypatch)
    assert len(to_subscriber(server)) == 2
    assert not SubscriptionMail.objects.exists()
    assert not any(ADDRESS in mail.to for mail in Email.objects.all())

    # Once a day from now on.
    change = path_in(words, "cua-toi")
    client.post(change, {"units": [ward.unit.pk], "pace": Pace.DAILY})
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=1)):
        for title in ("Phú Thủy tiêm chủng mở rộng", "Phú Thủy làm sạch bãi biển"):
            ward.publish(title)
        due(monkeypatch)
    assert len(to_subscriber(server)) == 2
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        due(monkeypatch)
    *_before, daily = to_subscriber(server)
    assert len(to_subscriber(server)) == 3
    assert str(make_header(decode_header(daily["Subject"]))) == "2 tin mới: Phú Thủy tiêm chủng mở rộng"
    assert "Phú Thủy làm sạch bãi biển" in text_of(daily)

    # One click in the mail program, without a page before it.
    address = daily["List-Unsubscribe"].strip().strip("<>")
    assert address.startswith("http")
    path = path_in(address, "thoi")
    answer = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert (Subscription.objects.count(), Request.objects.count()) == (0, 0)
    assert list(Ending.objects.values_list("reason", "number")) == [("unsubscribed", 1)]
    ward.publish("Phú Thủy họp khu phố")
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
        due(monkeypatch)
    assert len(to_subscriber(server)) == 3


@override_settings(**MAILBOX)
def test_a_draft_for_opinions_from_its_list_to_one_click(server, client, monkeypatch):
    people = Consulted()
    form = soup_of(client.get("/lay-y-kien/")).main.select_one("a[href*='nhan-tin']")["href"]
    asked = filled(client, form)
    assert soup_of(client.get(form)).select_one("[name=consultations][checked]")
    client.post(FORM, {**asked, "consultations": "on"})
    send_due_mails()
    (confirm,) = to_subscriber(server)
    assert "Dự thảo mới được đưa ra lấy ý kiến" in text_of(confirm)
    client.post(path_in(text_of(confirm), "xac-nhan"))
    draft = people.public(title="Dự thảo Quy chế quản lý vỉa hè")
    due(monkeypatch)
    _confirm, told = to_subscriber(server)
    assert str(make_header(decode_header(told["Subject"]))) == "Lấy ý kiến: Dự thảo Quy chế quản lý vỉa hè"
    for part in (draft.extract, draft.full_url, "Phòng Quản lý đô thị"):
        assert part in text_of(told)
    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = path_in(told["List-Unsubscribe"], "thoi")
    assert Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()
    people.public(title="Dự thảo Đề án chợ đêm")
    due(monkeypatch)
    assert len(to_subscriber(server)) == 2


@override_settings(**MAILBOX)
def test_a_report_to_the_envelope_ends_it(server, ward, monkeypatch):
    subscribe(units=[ward.unit])
    ward.publish("Phú Thủy phun thuốc diệt muỗi")
    due(monkeypatch)
    envelope = next(sender for sender in server.senders if "+tra-lai-" in sender)
    assert take_returned(report(envelope))
    assert not Subscription.objects.exists()


def test_a_correction_is_no_news(server, ward, monkeypatch):
    subscribe(units=[ward.unit])
    piece = ward.publish("Phú Thủy phun thuốc diệt muỗi")
    due(monkeypatch)
    edit(piece, ward.people["editor"], title="Phú Thủy phun thuốc diệt muỗi lần hai")
    due(monkeypatch)
    assert len(to_subscriber(server)) == 1


def test_while_another_run_is_at_work_nothing_is_written(ward):
    subscribe(units=[ward.unit])
    ward.publish("Phú Thủy phun thuốc diệt muỗi")
    with sole_run() as mine:
        assert mine
        assert run_due() is None
    assert not SubscriptionMail.objects.exists()


def test_the_list_of_mails_names_no_subscriber(ward, monkeypatch, client):
    subscribe(units=[ward.unit])
    ward.publish("Phú Thủy phun thuốc diệt muỗi")
    run_due()
    assert SubscriptionMail.objects.exists()
    client.force_login(factories.UserFactory(groups=["Quản trị"]))
    for query in ("", "&q=ba.hai"):
        page = client.get(f"/admin/van-hanh/thu-gui-di/?xem=cho{query}")
        assert page.status_code == 200
        assert ADDRESS not in page.content.decode()
    assert "người đăng ký nhận tin" in client.get("/admin/van-hanh/thu-gui-di/?xem=cho").content.decode()
