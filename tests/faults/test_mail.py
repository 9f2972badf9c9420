"""Mail: what is sent leaves the outbox, what is refused is tried for three days and told, TLS from the first byte."""

import datetime
import re
import socket
import ssl
import subprocess
from itertools import pairwise

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core import mail
from django.core.files.base import ContentFile
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from post_office.mail import send
from post_office.models import STATUS, Email

from compliance.due import due
from submissions.accounts.password_reset import send_invitation
from submissions.accounts.refused_addresses import refused_addresses
from submissions.kept import outbox
from tests import factories
from tests.compliance.stories import at
from tests.mailserver import Mailbox, running_mail_server, smtp, text_of, unused_port
from tests.plugins.told import told
from tests.submissions.registers import log_in, person

pytestmark = pytest.mark.django_db

ADDRESS = "hong@phanthiet.example"
START = at("2026-11-02 08:00:00")


class Refusing(Mailbox):
    """Takes no mail to ADDRESS, with `answer`."""

    def __init__(self, answer):
        super().__init__()
        self.answer, self.tried = answer, 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answer and address == ADDRESS:
            self.tried += 1
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"


@told
def unit():
    return factories.UnitFactory()


def row():
    return Email.objects.get()


def test_a_link_to_choose_a_password_leaves_the_outbox_with_the_mail():
    send_invitation(factories.UserFactory(email=ADDRESS))
    path = re.search(r"/admin/dat-mat-khau/\?t=\S+", row().message).group()
    with running_mail_server() as mailbox:
        due.send_due_mails()
    assert path in text_of(mailbox.letters[0][1])
    assert row().status == STATUS.sent
    assert "dat-mat-khau" not in row().message
    assert "/admin/password_reset/" in row().message


def test_a_link_as_it_was_written_before_leaves_the_outbox_as_well():
    secret = "/admin/password_reset/confirm/MQ/c9x-0123456789abcdef/"
    text = f"Mở http://127.0.0.1:8000{secret} trước ngày 5."
    send(ADDRESS, subject="Mật khẩu", message=text, html_message=f'<a href="http://127.0.0.1:8000{secret}">Mở</a>')
    due.send_due_mails()
    assert secret in mail.outbox[0].body
    assert row().message == "Mở http://127.0.0.1:8000/admin/password_reset/ trước ngày 5."
    assert row().html_message == '<a href="http://127.0.0.1:8000/admin/password_reset/">Mở</a>'


def test_texts_and_parts_leave_after_a_day_and_the_row_stays(settings):
    send(
        ADDRESS,
        subject="Tin chờ duyệt",
        message="Có tin.",
        html_message="<p>Có tin.</p>",
        attachments={"a.txt": ContentFile(b"a")},
    )
    with time_machine.travel(START, tick=False), running_mail_server():
        due.send_due_mails()
        assert row().message == "Có tin."
    with time_machine.travel(START + datetime.timedelta(hours=25), tick=False):
        due.send_due_mails()
    sent = row()
    assert (sent.message, sent.html_message, sent.context, sent.subject) == ("", "", None, "Tin chờ duyệt")
    assert sent.attachments.count() == 0
    assert sent.status == STATUS.sent
    settings.MAIL_TEXT_DAYS = 0
    send("hai@phanthiet.example", subject="Khác", message="Có tin.")
    with running_mail_server():
        due.send_due_mails()
    assert set(Email.objects.values_list("message", flat=True)) == {""}


def test_tried_for_three_days_ever_more_rarely_and_then_given_up():
    tries = []
    with time_machine.travel(START, tick=False) as clock, running_mail_server(Refusing("451 Try later")) as server:
        send(ADDRESS, subject="Tin", message="Có tin.")
        while row().status != STATUS.failed:
            due.send_due_mails()
            tries.append(timezone.now() - START)
            clock.shift(60)
            while row().status == STATUS.requeued and row().scheduled_time > timezone.now():
                clock.move_to(row().scheduled_time)
        assert server.tried == len(tries) == 11
    pauses = [later - earlier for earlier, later in pairwise(tries)]
    assert pauses == sorted(pauses)
    assert datetime.timedelta(days=2, hours=22) < tries[-1] < datetime.timedelta(days=3, hours=2)
    assert len(outbox.PAUSES) == 10


def test_what_was_given_up_long_ago_has_no_text_and_is_not_sent_empty(client, unit):
    old = send(ADDRESS, subject="Tin", message="Có tin.")
    with time_machine.travel(timezone.now() - outbox.KEEP_GIVEN_UP - datetime.timedelta(hours=1), tick=False):
        Email.objects.filter(pk=old.pk).update(status=STATUS.failed, last_updated=timezone.now())
    due.send_due_mails()
    assert row().message == ""
    log_in(client, person("administrator", unit=unit))
    page = client.get(reverse("upkeep:mails")).content.decode()
    assert "nội dung thư không còn lưu" in page or "Chưa gửi lần nào" in page
    assert f'name="mail" value="{old.pk}"' not in page
    answer = client.post(reverse("upkeep:send_again"), {"mail": old.pk}, follow=True).content.decode()
    assert "Nội dung thư này không còn lưu" in answer
    assert row().status == STATUS.failed


@pytest.mark.parametrize(
    ("answer", "said", "advice", "is_counted"),
    [
        ("550 5.1.1 No such mailbox here", "550 5.1.1 No such mailbox here", "hỏi lại địa chỉ đúng", True),
        ("552 5.2.2 Over quota", "552 5.2.2 Over quota", "Hộp thư này đã đầy", True),
        ("452 4.2.2 Mailbox full", "452 4.2.2 Mailbox full", "tự gửi lại trong ba ngày", False),
    ],
)
def test_who_is_refused_is_shown_on_the_screen_of_mails_and_on_the_account(
    client, unit, answer, said, advice, is_counted
):
    person_of = factories.UserFactory(email=ADDRESS, first_name="Nguyễn Thị", last_name="Hồng")
    send(ADDRESS, subject="Tin", message="Có tin.")
    with running_mail_server(Refusing(answer)):
        due.send_due_mails()
    log_in(client, person("administrator", unit=unit))
    page = client.get(reverse("upkeep:mails")).content.decode()
    edit = reverse("wagtailusers_users:edit", args=[person_of.pk])
    for words in (ADDRESS, "Nguyễn Thị Hồng", said, advice, f'href="{edit}"', "Máy chủ thư không nhận địa chỉ này từ"):
        assert words in page
    account = client.get(edit).content.decode()
    assert said in account
    assert advice in account
    home = client.get("/admin/").content.decode()
    assert ("địa chỉ máy chủ thư không nhận" in home) == is_counted
    # Corrected and sent again: taken, and no longer shown.
    Email.objects.update(status=STATUS.queued, scheduled_time=None)
    with running_mail_server():
        due.send_due_mails()
    assert refused_addresses() == []
    assert said not in client.get(edit).content.decode()


def test_a_server_that_is_silent_holds_up_neither_the_person_nor_the_others(settings):
    """It accepts the connection and says nothing: after EMAIL_TIMEOUT the mail waits for its next try."""
    settings.EMAIL_TIMEOUT = 0.2
    send(ADDRESS, subject="Tin", message="Có tin.")
    with socket.create_server(("127.0.0.1", 0)) as silent, smtp(silent.getsockname()[1]):
        due.send_due_mails()
    assert (row().status, row().number_of_retries) == (STATUS.requeued, 1)
    assert row().logs.get().exception_type in ("TimeoutError", "SMTPServerDisconnected", "SMTPConnectError")
    assert row().scheduled_time > timezone.now()


def test_tls_from_the_first_byte(tmp_path):
    """As at port 465; a server that speaks nothing else."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "2"),
            *("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    mailbox = Mailbox()
    server = Controller(mailbox, hostname="127.0.0.1", port=unused_port(), ssl_context=context)
    trusting = pytest.MonkeyPatch()
    trusting.setenv("SSL_CERT_FILE", str(certificate))
    server.start()
    try:
        send(ADDRESS, subject="Tin", message="Có tin.")
        with smtp(server.port), override_settings(EMAIL_USE_SSL=True, EMAIL_USE_TLS=False):
            due.send_due_mails()
    finally:
        server.stop()
        trusting.undo()
    assert row().status == STATUS.sent, row().logs.first().message
    assert [to for to, _letter in mailbox.letters] == [[ADDRESS]]
