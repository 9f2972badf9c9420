"""A real mail server for the tests, and an address where there is none."""

import contextlib
import email
import socket

from aiosmtpd.controller import Controller
from django.conf import settings
from django.test import override_settings


class Mailbox:
    """Keeps what it is handed: `letters` are (addresses, message)."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content)))
        return "250 OK"


def unused_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def smtp(port):
    """Settings that send mails to a server at `port` of this machine."""
    return override_settings(
        POST_OFFICE=settings.POST_OFFICE | {"BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"}},
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
    )


@contextlib.contextmanager
def running_mail_server(mailbox=None):
    """Yield the Mailbox (`mailbox`, or a new one) of a server that mails are sent to while it runs."""
    mailbox = mailbox or Mailbox()
    server = Controller(mailbox, hostname="127.0.0.1", port=unused_port())
    server.start()
    try:
        with smtp(server.port):
            yield mailbox
    finally:
        server.stop()


def text_of(letter):
    """The plain text of a message."""
    part = next(part for part in letter.walk() if part.get_content_type() == "text/plain")
    return part.get_payload(decode=True).decode()
