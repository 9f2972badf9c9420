"""One mail, taken in once: a draft of its unit, or a mail that waits for the desk. docs/mail-in.md has the rules."""

import logging
import uuid

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F

from submissions.arriving.drafts import arrive
from submissions.letters import parts
from submissions.letters.cutting import bare_subject
from submissions.letters.writing import TooLong
from submissions.mail_in import replies
from submissions.mail_in.judging import Cause, Verdict, judge
from submissions.mail_in.making import make
from submissions.models import Arrival, IncomingLetter
from submissions.models.media import private_storage
from submissions.models.records import letter_path
from submissions.screens.refusals import Refusal

logger = logging.getLogger(__name__)

State = IncomingLetter.State
# A mail that ended its process so often is not read again by itself.
MOST_TRIES = 3
# So many mails wait with all that is in them: a flood of mails fills no disk. They also lie in the mailbox.
MOST_HELD = 300


def receive(raw, *, size=None):
    """Take in the mail `raw` (bytes; its head alone, when its `size` in bytes is beyond what is taken).

    Returns its IncomingLetter; of a mail that came before, the one of then, as it is now. The row stands before
    anything is made of the mail, and the draft bears a key made of it: killed anywhere between, the next run goes on.
    """
    letter = parts.head_of(raw)
    row, _is_new = IncomingLetter.objects.get_or_create(
        key=parts.key_of(letter, raw),
        defaults={"state": State.TAKING, "sender": letter.sender[:254], "size": size or len(raw)},
    )
    if row.state != State.TAKING:
        return row
    IncomingLetter.objects.filter(pk=row.pk).update(tries=F("tries") + 1)
    verdict = judge(letter, row=row)
    if verdict.cause:
        return hold(row, raw, letter, verdict)
    if row.tries >= MOST_TRIES:
        return hold(row, raw, letter, Verdict(Cause.UNREADABLE, verdict.unit, verdict.owner))
    return draft(row, raw, verdict)


def draft(row, raw, verdict):
    """Make the mail of `row` a draft of the unit that `verdict` names; hold it where nothing can be made of it."""
    head = parts.head_of(raw)
    try:
        whole = parts.read(raw)
        made = make(whole)
        if made.piece is None:
            return hold(row, raw, whole, Verdict(Cause.NOTHING, verdict.unit, verdict.owner))
        piece = written(row, whole, made, unit=verdict.unit, owner=verdict.owner)
    except Refusal as refusal:
        unreadable = Verdict(Cause.UNREADABLE, verdict.unit, verdict.owner)
        return hold(row, raw, head, unreadable, detail=str(refusal.sentence))
    except (parts.TooManyParts, TooLong):
        return hold(row, raw, head, Verdict(Cause.UNREADABLE, verdict.unit, verdict.owner))
    except Exception:
        logger.exception("A mail could not be read; it waits for the desk")
        return hold(row, raw, head, Verdict(Cause.UNREADABLE, verdict.unit, verdict.owner))
    with transaction.atomic():
        row = locked(row)
        if row.state == State.TAKING:
            row.state, row.unit, row.piece = State.DRAFT, verdict.unit, piece
            row.reply = replies.received(piece, made=made, owner=verdict.owner, answered=head)
            row.save()
    return row


def written(row, letter, made, *, unit, owner, photos=None):
    """The draft (a NewsPage) that `made` of `letter` became, with what was left out beside it; once for each row.

    `photos` as for `arrive`.
    """
    piece = arrive(
        unit=unit,
        user=owner,
        piece=made.piece,
        way=Arrival.Way.MAIL,
        source=bare_subject(letter.subject),
        key=uuid.uuid5(uuid.NAMESPACE_OID, f"{row.key}/{unit.pk}"),
        photos=photos,
    )
    arrival = piece.arrival
    # Once more after a run that was killed here.
    arrival.left_out += [said for said in made.left_out if said not in arrival.left_out]
    arrival.problems += [said for said in made.problems if said not in arrival.problems]
    arrival.save(update_fields=["left_out", "problems"])
    return piece


def locked(row):
    """`row` as it is now, kept until the transaction ends."""
    return IncomingLetter.objects.select_for_update(no_key=True).get(pk=row.pk)


def hold(row, raw, letter, verdict, *, detail=""):
    """Keep the mail of `row` for the desk, with the reason; who sent it is told where that is certain."""
    name = keep_content(row, raw)
    try:
        with transaction.atomic():
            row = locked(row)
            if row.state != State.TAKING:
                raise AlreadyHeld
            row.state, row.cause, row.detail = State.HELD, verdict.cause, detail
            row.subject, row.unit, row.raw = letter.subject[:255], verdict.unit, name
            if verdict.is_answered:
                row.reply = replies.not_taken(row, owner=verdict.owner, answered=letter)
            row.save()
    except BaseException as error:
        if name:
            private_storage().delete(name)
        if not isinstance(error, AlreadyHeld):
            raise
    return row


def keep_content(row, raw):
    """The name of the file that keeps the mail `raw` of `row`; "" of a mail without its body, or beyond MOST_HELD."""
    held = IncomingLetter.objects.filter(state=State.HELD).exclude(raw="").count()
    if row.size != len(raw) or held >= MOST_HELD:
        return ""
    return private_storage().save(letter_path(row, "thu.eml"), ContentFile(raw))


class AlreadyHeld(Exception):
    """Another process was quicker with the same mail."""
