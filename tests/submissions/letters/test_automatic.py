"""What a programme wrote is known as such."""

import email

import pytest

from submissions.letters.automatic import answers, is_automatic

OWN = {"tin@phanthiet.example", "bbt@phanthiet.example"}


def automatic(*heads, sender="hoa@phanthiet.example"):
    raw = "\r\n".join([f"From: {sender}", *heads]) + "\r\n\r\nTin."
    return is_automatic(email.message_from_bytes(raw.encode()), own=OWN)


@pytest.mark.parametrize(
    "head",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated; owner-email=x",
        "auto-submitted: Auto-Notified",
        "Precedence: bulk",
        "Precedence: LIST",
        "List-Id: <tin.phanthiet.example>",
        "X-Auto-Response-Suppress: All",
        "X-Autoreply: yes",
        "Return-Path: <>",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
    ],
)
def test_marked(head):
    assert automatic(head)


@pytest.mark.parametrize(
    "sender",
    [
        "MAILER-DAEMON@mx.example",
        "no-reply@dichvucong.example",
        "tin@phanthiet.example",
        "Tin <TIN+phu-thuy@phanthiet.example>",
        "bbt@phanthiet.example",
    ],
)
def test_by_who_sends(sender):
    assert automatic(sender=sender)


@pytest.mark.parametrize("head", ["Auto-Submitted: no", "Precedence: normal", "Return-Path: <hoa@phanthiet.example>"])
def test_a_person(head):
    assert not automatic(head)


def test_what_it_answers():
    raw = b"In-Reply-To: <a@b>\r\nReferences: <c@d>\r\n <a@b>\r\n\r\n"
    assert answers(email.message_from_bytes(raw)) == ["<a@b>", "<c@d>", "<a@b>"]
