"""Mails that came back to the mailbox of this site: reports of other servers (RFC 3464)."""

import email

from subscriptions.ending.failures import failure_of, note_failure
from subscriptions.proofs.returning import handle_returned

# So many recipients a report tells of that is about one mail to one mailbox.
MOST_PARTS = 20


def take_returned(raw):
    """Whether the mail `raw` (bytes) came back for a subscription; then it is dealt with, and nobody has to read it.

    Only the address that it came back to says for which one: nobody who was not sent a mail knows that. What else
    comes there, as a notice that somebody is on holiday, is nothing.
    """
    message = email.message_from_bytes(raw)
    handle = handle_returned(message)
    if handle is None:
        return False
    for status in statuses(message):
        note_failure(handle, failure_of(status))
    return True


def statuses(message):
    """The statuses (str) of the recipients that `message` reports as given up; a delay is none."""
    if message.get_content_type() != "multipart/report":
        return []
    reports = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    blocks = [block for report in reports for block in report.get_payload() if report.is_multipart()]
    return [
        str(block.get("Status", ""))
        for block in blocks[:MOST_PARTS]
        if str(block.get("Action", "")).strip().lower() == "failed"
    ]
