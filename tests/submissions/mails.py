"""Mails as bytes, as servers hand them over: made here part by part, well formed or not."""

import itertools
from email.message import EmailMessage
from email.utils import format_datetime

from django.utils import timezone

SERVER = "mx.phanthiet.example"
MAILBOX = "tin@phanthiet.example"
NUMBERS = itertools.count(1)
WORD_TYPE = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


def vouched(sender, *, server=SERVER):
    """The head by which `server` says that a mail is from `sender`."""
    domain = sender.rpartition("@")[2]
    return f"{server}; dkim=pass header.d={domain}; spf=pass smtp.mailfrom={sender}; dmarc=pass header.from={domain}"


def mail(
    sender,
    *,
    to=MAILBOX,
    subject="Ra quân dọn vệ sinh bãi biển",
    text=None,
    html=None,
    files=(),
    proven=True,
    message_id=None,
    heads=(),
):
    """The bytes of a mail; `files` are (name, content, type), `heads` are (name, value) put above all others."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    if subject is not None:
        message["Subject"] = subject
    message["Date"] = format_datetime(timezone.now())
    if message_id != "":
        message["Message-ID"] = message_id or f"<{next(NUMBERS)}@mail.example>"
    if text is not None:
        message.set_content(text)
    if html is not None:
        (message.add_alternative if text is not None else message.set_content)(html, subtype="html")
    for name, content, kind in files:
        message.add_attachment(content, maintype=kind[0], subtype=kind[1], filename=name)
    above = list(heads)
    if proven:
        above.insert(0, ("Authentication-Results", vouched(sender.rpartition("<")[2].strip("> ").lower())))
    return b"".join(f"{name}: {value}\r\n".encode() for name, value in above) + message.as_bytes().replace(
        b"\r\n", b"\n"
    ).replace(b"\n", b"\r\n")
