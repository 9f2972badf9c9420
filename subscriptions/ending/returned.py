"""Mails that came back to the mailbox of this site: reports of other servers (RFC 3464)."""

import email
from email.parser import BytesHeaderParser

from subscriptions.ending.failures import failure_of, note_failure
from subscriptions.proofs.returning import handle_returned

# So many recipients a report tells of that is about one mail to one mailbox.
MOST_PARTS = 20


def take_returned(raw):
    """Whether the mail `raw` (bytes) came back for a subscription; then it is dealt with, and nobody has to read it.

    Only the address that it came back to says for which one: nobody who was not sent a mail knows that. What else
    comes there, as a notice that somebody is on holiday, is nothing.
    """
    handle = handle_returned(BytesHeaderParser().parsebytes(raw))
    if handle is None:
        return False
    for status in statuses(raw):
        note_failure(handle, failure_of(status))
    return True


def statuses(raw):
    """The statuses (str) of the recipients that the mail `raw` (bytes) reports as given up; a delay is none."""
    try:
        message = email.message_from_bytes(raw)
    except RecursionError:
        # Parts within parts without an end: no server writes that.
        return []
    if message.get_content_type() != "multipart/report":
        return []
    reports = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    blocks = [block for report in reports for block in report.get_payload() if report.is_multipart()]
    return [
        str(block.get("Status", ""))
        for block in blocks[:MOST_PARTS]
        if str(block.get("Action", "")).strip().lower() == "failed"
    ]
