"""Whether a mail was sent by a programme: such mails get no answer, so that two programmes never write to each other.

RFC 3834 (Auto-Submitted, and whom not to answer), RFC 2919 (List-Id), and what programmes write that know neither.
"""

from submissions.letters import headers

# Their mere presence says so.
MARKS = ("List-Id", "List-Post", "List-Unsubscribe", "X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress")
PRECEDENCES = {"bulk", "list", "junk", "auto_reply"}
# Before the "@" of who reads no answers.
PROGRAMMES = {"mailer-daemon", "postmaster", "no-reply", "noreply", "donotreply", "do-not-reply", "bounce", "bounces"}


def is_automatic(message, *, own):
    """Whether `message` came from a programme, or from one of `own` (addresses in small letters): from ourselves."""
    sender = headers.sender(message)
    local, _, domain = sender.partition("@")
    return (
        headers.value(message, "Auto-Submitted").partition(";")[0].strip().lower() not in ("", "no")
        or headers.value(message, "Precedence").lower() in PRECEDENCES
        or any(headers.values(message, mark) for mark in MARKS)
        or headers.value(message, "Return-Path") == "<>"
        or message.get_content_type() == "multipart/report"
        or local in PROGRAMMES
        or f"{local.partition('+')[0]}@{domain}" in own
    )


def answers(message):
    """The ids of the mails that `message` answers or carries on."""
    said = [*headers.values(message, "In-Reply-To"), *headers.values(message, "References")]
    return [found for raw in said for found in headers.message_ids(raw)]
