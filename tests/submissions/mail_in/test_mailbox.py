"""The mailbox, read from a real server (Dovecot), and from servers that are away, slow or unfriendly."""

import contextlib
import logging
import socket
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone
from imap_tools import BaseMailBox
from post_office.mail import send_queued
from post_office.models import Email

from compliance.due.due import run_due
from submissions.checks import check_mailbox_settings
from submissions.mail_in import mailbox
from submissions.mail_in.account import Account
from submissions.models import IncomingLetter, MailboxReading, NewsPage
from tests.mailserver import running_mail_server, unused_port
from tests.submissions.mail_in.imap import PASSWORD, count, deliver, mailbox_at, running_imap_server
from tests.submissions.mails import mail

TO = "tin+phu-thuy@phanthiet.example"
State, Cause = IncomingLetter.State, IncomingLetter.Cause

pytestmark = pytest.mark.django_db


def sent(writer, **how):
    return mail(writer.email, **{"to": TO, "text": "Tin."} | how)


@pytest.fixture(scope="module")
def server():
    with running_imap_server() as url:
        yield url


@pytest.fixture
def url(server):
    """The address of the real server, with nothing in its inbox that the test before has left."""
    with mailbox_at(server) as box:
        box.delete(box.uids())
    with override_settings(IMAP_URL=server):
        yield server


@pytest.mark.slow
class TestRealServer:
    def test_what_came_is_a_draft_and_filed_away(self, url, ward, writer):
        filed = count(url, mailbox.FOLDER)
        deliver(url, sent(writer), sent(writer, subject="Tin khác"))
        assert mailbox.fetch() == {State.DRAFT: 2}
        assert (count(url, "INBOX"), count(url, mailbox.FOLDER)) == (0, filed + 2)
        assert mailbox.fetch() == {}
        assert MailboxReading.objects.get().failing_since is None

    def test_the_same_mail_twice(self, url, ward, writer):
        raw = sent(writer)
        deliver(url, raw, raw)
        mailbox.fetch()
        assert (NewsPage.objects.count(), Email.objects.count(), count(url, "INBOX")) == (1, 1, 0)

    def test_killed_between_the_draft_and_the_filing(self, url, ward, writer, monkeypatch):
        class Killed(BaseException):
            pass

        def killed(*args):
            raise Killed

        deliver(url, sent(writer))
        with monkeypatch.context() as patch, pytest.raises(Killed):
            patch.setattr(BaseMailBox, "move", killed)
            mailbox.fetch()
        assert (NewsPage.objects.count(), count(url, "INBOX")) == (1, 1)
        mailbox.fetch()
        assert (NewsPage.objects.count(), Email.objects.count(), count(url, "INBOX")) == (1, 1, 0)

    def test_a_mail_that_fails_stops_no_other(self, url, ward, writer, monkeypatch, caplog):
        def receive(raw, *, size):
            if b"doc hai" in raw:
                raise RuntimeError("doc hai")
            return received(raw, size=size)

        received = mailbox.receive
        deliver(url, sent(writer), sent(writer, text="doc hai"), sent(writer))
        with monkeypatch.context() as patch:
            patch.setattr(mailbox, "receive", receive)
            assert mailbox.fetch() == {State.DRAFT: 2}
        assert count(url, "INBOX") == 1

    def test_of_a_mail_that_is_too_large_the_head_is_fetched(self, url, ward, writer):
        deliver(url, sent(writer, files=[("a.zip", b"x" * 1_200_000, ("application", "zip"))]))
        with override_settings(MAIL_IN_MEGABYTES=1):
            mailbox.fetch()
        row = IncomingLetter.objects.get()
        assert (row.cause, row.raw.name) == (Cause.TOO_LARGE, "")
        assert row.size > 1_200_000

    def test_our_own_answer_that_comes_back_ends_there(self, url, ward, writer):
        """Sent by a real mail server, and delivered to ourselves, as a forwarding that went wrong would."""
        deliver(url, sent(writer))
        mailbox.fetch()
        with running_mail_server() as post:
            send_queued(processes=1)
        ((addresses, answer),) = post.letters
        assert addresses == [writer.email]
        deliver(url, answer.as_bytes())
        mailbox.fetch()
        assert IncomingLetter.objects.filter(state=State.HELD).get().cause == Cause.AUTOMATIC
        assert (NewsPage.objects.count(), Email.objects.count()) == (1, 1)

    def test_a_wrong_password(self, url, caplog):
        with override_settings(IMAP_URL=url.replace(PASSWORD, "bi-mat-khac"), MAIL_IN_SECONDS=5):
            assert mailbox.fetch() == {}
        assert MailboxReading.objects.get().trouble == "Máy chủ thư không nhận tên hoặc mật khẩu của hộp thư."
        assert "bi-mat-khac" not in caplog.text

    def test_the_command(self, url, ward, writer, capsys):
        deliver(url, sent(writer))
        call_command("fetch_mail")
        assert "1" in capsys.readouterr().out


@contextlib.contextmanager
def server_that(behaves):
    """The address of a server that calls `behaves` with each connection, in a thread of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ends = threading.Event()

        def serve():
            with contextlib.suppress(OSError):
                connection, _address = listener.accept()
                with connection:
                    behaves(connection, ends)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"imap://tin:{PASSWORD}@127.0.0.1:{listener.getsockname()[1]}/INBOX"
        finally:
            ends.set()
            thread.join()


def is_silent(connection, ends):
    ends.wait()


def hangs_up(connection, ends):
    connection.sendall(b"* BYE come back later\r\n")


def talks_without_end(connection, ends):
    """Greets, and then sends a letter now and then: no wait for an answer ever times out."""
    connection.sendall(b"* OK\r\n")
    with contextlib.suppress(OSError):
        while not ends.wait(0.1):
            connection.sendall(b"x")


@pytest.mark.parametrize("behaves", [is_silent, hangs_up, talks_without_end])
def test_a_server_that_is_of_no_use(behaves, monkeypatch, caplog):
    monkeypatch.setattr(mailbox, "SILENCE", 0.5)
    with server_that(behaves) as url, override_settings(IMAP_URL=url, MAIL_IN_SECONDS=0.5):
        assert mailbox.fetch() == {}
    reading = MailboxReading.objects.get()
    assert reading.trouble and reading.failing_since is not None
    assert reading.trouble in caplog.text and PASSWORD not in caplog.text


def test_the_due_run_goes_on_when_the_server_is_away(caplog):
    caplog.set_level(logging.DEBUG)
    with override_settings(IMAP_URL=f"imap://tin:{PASSWORD}@127.0.0.1:{unused_port()}/INBOX"):
        run = run_due()
    assert [job.name for job in run.jobs.all()].count("fetch") == 1
    assert not any(job.error for job in run.jobs.all())
    assert MailboxReading.objects.get().trouble == "Không kết nối được với máy chủ thư."
    assert PASSWORD not in caplog.text


def test_since_when_it_fails_is_kept_until_it_goes_again():
    mailbox.note(trouble="Một")
    first = MailboxReading.objects.get().failing_since
    mailbox.note(trouble="Hai")
    assert MailboxReading.objects.get().failing_since == first <= timezone.now()
    mailbox.note(trouble="")
    assert MailboxReading.objects.get().failing_since is None


@override_settings(IMAP_URL="")
def test_without_a_mailbox_nothing_is_fetched():
    run = run_due()
    assert run.jobs.get(name="fetch").done == ""
    assert not MailboxReading.objects.exists()
    with pytest.raises(CommandError, match="IMAP_URL"):
        call_command("fetch_mail")


@pytest.mark.parametrize(
    "url", ["http://tin:mat-khau@x/", "imaps://tin@x/", "imaps://:mat-khau@x/", "imaps://tin:mat-khau@x:9999999/", "x"]
)
def test_an_address_that_is_none_is_refused_without_its_password(url):
    with pytest.raises(ImproperlyConfigured) as refused:
        Account.of(url)
    assert "mat-khau" not in str(refused.value)


def test_an_address():
    account = Account.of("imaps://tin%40p.example:m%3At%40@imap.example/Thu%20den")
    assert (account.user, account.password, account.host) == ("tin@p.example", "m:t@", "imap.example")
    assert (account.port, account.folder) == (993, "Thu den")
    assert "m:t@" not in repr(account)


def test_half_a_configuration_does_not_start():
    assert check_mailbox_settings(None) == []
    with override_settings(MAIL_IN_AUTHSERV_ID=""):
        assert [error.id for error in check_mailbox_settings(None)] == ["submissions.E006"]
    with override_settings(IMAP_URL="imap://x"):
        assert [error.id for error in check_mailbox_settings(None)] == ["submissions.E005"]
