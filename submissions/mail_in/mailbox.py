"""The mailbox, read by IMAP: each mail in it is taken in, and then filed away in a folder of the same mailbox."""

import contextlib
import imaplib
import logging
import socket
import ssl
import threading
import time

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from imap_tools import BaseMailBox, MailMessageFlags
from imap_tools.errors import ImapToolsError, MailboxLoginError

from submissions.mail_in import returned
from submissions.mail_in.account import Account
from submissions.mail_in.receiving import receive
from submissions.models import IncomingLetter, MailboxReading

logger = logging.getLogger(__name__)

# Where mails go that were taken in; the office's own people find them there.
FOLDER = "Da nhan"
# A server that says nothing for so long (seconds) is away; a run takes so many mails and leaves the others to the next.
SILENCE, MOST_MAILS = 15, 50
# Nothing to overhear between two programmes of one machine.
HERE = ("127.0.0.1", "localhost", "::1")


class MailboxTrouble(Exception):
    """The mailbox cannot be read; the sentence says why, without a word of what the server or the settings say."""


class Watched:
    """A connection of imaplib that ends after a time: who sends a letter now and then never times out."""

    def open(self, *args, **kwargs):
        super().open(*args, **kwargs)
        self.watch = threading.Timer(2 * settings.MAIL_IN_SECONDS, self.cut_off)
        self.watch.daemon = True
        self.watch.start()

    def cut_off(self):
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)

    def shutdown(self):
        self.watch.cancel()
        super().shutdown()


class WatchedPlain(Watched, imaplib.IMAP4):
    pass


class WatchedTls(Watched, imaplib.IMAP4_SSL):
    pass


class WatchedMailBox(BaseMailBox):
    """imap_tools's mailbox on a Watched connection to where an Account says."""

    def __init__(self, account):
        self.account = account
        super().__init__()

    def _get_mailbox_client(self):
        where = (self.account.host, self.account.port)
        if self.account.scheme == "imaps":
            return WatchedTls(*where, ssl_context=ssl.create_default_context(), timeout=SILENCE)
        client = WatchedPlain(*where, timeout=SILENCE)
        if self.account.host not in HERE:
            # The password crosses no network in the clear.
            client.starttls(ssl.create_default_context())
        return client


def fetch():
    """Take in what lies in the mailbox; returns how many mails were ({State: number} of IncomingLetter).

    A mailbox that cannot be read raises nothing: the log has a sentence, and after a while the desk reads it.
    """
    try:
        taken = fetch_all(Account.of(settings.IMAP_URL))
    except MailboxTrouble as trouble:
        logger.warning("%s", trouble)
        note(trouble=str(trouble))
        return {}
    note(trouble="")
    return taken


def fetch_all(account):
    """As `fetch`; raises MailboxTrouble."""
    taken, ends = {}, time.monotonic() + settings.MAIL_IN_SECONDS
    with troubles_in_words(), closing(WatchedMailBox(account)) as box:
        box.login(account.user, account.password, initial_folder=account.folder)
        if not box.folder.exists(FOLDER):
            box.folder.create(FOLDER)
        # What failed before comes last, so that a heap of it keeps nobody waiting.
        for uid in [*box.uids("UNFLAGGED", charset=None), *box.uids("FLAGGED", charset=None)][:MOST_MAILS]:
            if time.monotonic() > ends:
                break
            row = take(box, uid)
            if row is not None:
                taken[row.state] = taken.get(row.state, 0) + 1
    return taken


@contextlib.contextmanager
def troubles_in_words():
    try:
        yield
    except MailboxLoginError as error:
        raise MailboxTrouble(_("The mail server refuses the name or the password of the mailbox.")) from error
    except TimeoutError as error:
        raise MailboxTrouble(_("The mail server did not answer in time.")) from error
    except ssl.SSLError as error:
        raise MailboxTrouble(_("No safe connection to the mail server could be made.")) from error
    except (ConnectionError, OSError) as error:
        raise MailboxTrouble(_("The mail server cannot be reached.")) from error
    except (imaplib.IMAP4.error, ImapToolsError) as error:
        raise MailboxTrouble(_("The mail server broke off or refused what was asked of it.")) from error


@contextlib.contextmanager
def closing(box):
    """Leave the server without caring whether it still answers."""
    try:
        yield box
    finally:
        with contextlib.suppress(Exception):
            box.logout()


def take(box, uid):
    """Take in the mail `uid`, then file it away: what is filed away stands in a row that is committed.

    Returns its row; None of a mail that is gone, that came back to another app's address (nothing of it is kept), or
    that failed in a way that nothing foresaw: it stays, the others go on.
    """
    size, raw = fetch_mail(box, uid)
    if raw is None:
        return None
    try:
        if returned.is_taken(raw):
            box.delete(uid)
            return None
        row = receive(raw, size=size)
    except Exception:
        logger.exception("A mail could not be taken in and stays in the mailbox")
        box.flag(uid, MailMessageFlags.FLAGGED, True)
        return None
    box.move(uid, FOLDER)
    return row


def fetch_mail(box, uid):
    """(size, content) of the mail `uid`; of one that is too large its head alone. The content is None if it is gone.

    What a server says of a size may be a guess: it decides on what is fetched, and is believed where that is the head.
    """
    size = size_of(box, uid)
    if size is None:
        return None, None
    is_too_large = size > settings.MAIL_IN_MEGABYTES * 1024 * 1024
    _status, data = box.client.uid("fetch", uid, "(BODY.PEEK[HEADER])" if is_too_large else "(BODY.PEEK[])")
    raw = next((part[1] for part in data or () if isinstance(part, tuple)), None)
    return size if is_too_large or raw is None else len(raw), raw


def size_of(box, uid):
    _status, data = box.client.uid("fetch", uid, "(RFC822.SIZE)")
    said = b" ".join(part for part in data or () if isinstance(part, bytes))
    number = said.upper().partition(b"RFC822.SIZE")[2].strip(b" )").split(b" ")[0]
    return int(number) if number.isdigit() else None


def note(*, trouble):
    """Remember whether the mailbox could be read, and since when it could not."""
    reading = MailboxReading.objects.first() or MailboxReading()
    now = timezone.now()
    if trouble:
        reading.failing_since = reading.failing_since or now
    else:
        reading.read_at, reading.failing_since = now, None
    reading.trouble = trouble
    reading.save()


def taken_in_words(taken):
    """What `fetch` returned, as a sentence; "" for nothing."""
    drafts = taken.get(IncomingLetter.State.DRAFT, 0)
    if not taken:
        return ""
    return _("Mails fetched: %(count)d; drafts: %(drafts)d") % {"count": sum(taken.values()), "drafts": drafts}
