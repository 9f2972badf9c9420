"""What who sent a mail is answered: what was received, what is missing before it can be sent in, and where to go on.

By a row of the outbox, written in the transaction that says what became of the mail; marked as written by a programme
(RFC 3834), so that no other programme answers it.
"""

from django.conf import settings
from django.urls import reverse

from submissions.kept.outbox import outbox_row
from submissions.mail_in.addresses import address_of
from submissions.models import Locality
from submissions.quick.checklist import checklist

TEMPLATES = "submissions/mail_in/mail"


def received(piece, *, made, owner, answered):
    """The mail (an Email, or None) to `owner` that tells of the draft `piece` made of the Letter `answered`."""
    return outbox_row(
        f"{TEMPLATES}/received.txt",
        recipient=owner,
        context={**about(piece), "files": made.files, "photos": len(made.piece.photos)},
        headers=heads(answered),
    )


def taken_by_desk(piece, *, owner, sender):
    """The mail to `owner` that tells of the draft `piece`, which the desk made of a mail from `sender`."""
    context = {**about(piece), "sender": sender}
    return outbox_row(f"{TEMPLATES}/taken_by_desk.txt", recipient=owner, context=context, headers=heads())


def not_taken(row, *, owner, answered):
    """The mail to `owner` that says why the mail of `row` (an IncomingLetter) is no draft, and that the desk has it."""
    context = {
        "cause": row.get_cause_display(),
        "detail": row.detail,
        "subject": row.subject,
        "megabytes": settings.MAIL_IN_MEGABYTES,
        "address": address_of(row.unit) if row.unit else "",
        "site": Locality.load().site_title,
    }
    return outbox_row(f"{TEMPLATES}/not_taken.txt", recipient=owner, context=context, headers=heads(answered))


def about(piece):
    """What every mail about the draft `piece` says of it."""
    said = checklist(piece.get_latest_revision_as_object(), sender=piece.owner)
    return {
        "page": piece,
        "unit": piece.unit,
        "missing": [sentence for _place, sentence in said["missing"]],
        "not_counted": said["not_counted"],
        "left_out": piece.arrival.left_out,
        "problems": piece.arrival.problems,
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("submissions:quick", args=[piece.pk]),
        "site": Locality.load().site_title,
    }


def heads(answered=None):
    """The head of an answer to the Letter `answered`, or of a mail that answers none."""
    marks = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if answered is None:
        return marks
    marks["Auto-Submitted"] = "auto-replied"
    if answered.message_id:
        marks |= {"In-Reply-To": answered.message_id, "References": answered.message_id}
    return marks
