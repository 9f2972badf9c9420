"""What the desk does with a mail that waits: takes it as a draft for a unit, or drops it; old ones are emptied."""

import datetime
import logging

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.letters import parts
from submissions.mail_in import receiving, replies
from submissions.mail_in.judging import owner_among
from submissions.mail_in.making import make
from submissions.models import IncomingLetter
from submissions.models.media import private_storage
from submissions.quick.photos import delete_unsaved
from submissions.screens.refusals import AlreadyDone, Refusal

logger = logging.getLogger(__name__)

State = IncomingLetter.State


def waiting():
    """The mails (IncomingLetters) that wait for the desk, newest first."""
    return IncomingLetter.objects.filter(state=State.HELD).select_related("unit")


def take_for(letter, *, unit, user):
    """Make the mail of `letter` (an IncomingLetter) a draft of `unit`, decided by `user` of the desk.

    Its owner is who sent it, where that is one of the unit, else the unit's contributor. Raises Refusal where nothing
    can be made of it, where the unit has nobody, and where somebody else was quicker.
    """
    require_held(letter)
    made, whole = read_again(letter)
    photos = []
    try:
        with transaction.atomic():
            row = held_row(letter)
            owner = owner_for(unit, sender=row.sender)
            row.piece = receiving.written(row, whole, made, unit=unit, owner=owner, photos=photos)
            row.reply = replies.taken_by_desk(row.piece, owner=owner, sender=row.sender)
            row.unit = unit
            name = decide(row, State.TAKEN, user=user)
    except BaseException:
        delete_unsaved(photos)
        raise
    forget(name)
    return row.piece


def drop(letter, *, user):
    """The mail of `letter` becomes nothing, decided by `user` of the desk; what was in it is deleted."""
    with transaction.atomic():
        name = decide(held_row(letter), State.DROPPED, user=user)
    forget(name)


def read_again(letter):
    """(Made, Letter) of the mail of `letter` as it was kept. Raises Refusal where nothing can be made of it."""
    if not letter.raw:
        raise Refusal(_("The content of this mail was not kept; it lies in the mailbox."))
    try:
        with letter.raw.open() as file:
            whole = parts.read(file.read())
        made = make(whole)
    except Refusal:
        raise
    except Exception as error:
        # What could not be read when it came waits here: it is no easier to read now.
        logger.warning("Mail %s cannot be read", letter.pk, exc_info=True)
        raise Refusal(_("This mail cannot be read as a piece of news.")) from error
    if made.piece is None:
        raise Refusal(_("There is nothing in this mail that could become a draft."))
    return made, whole


def held_row(letter):
    """The row of `letter` as it is now, kept until the transaction ends, while nobody has decided on it."""
    row = receiving.locked(letter)
    require_held(row)
    return row


def require_held(letter):
    """Raise AlreadyDone when somebody has decided on `letter`; asked of the row as it is now."""
    if not IncomingLetter.objects.filter(pk=letter.pk, state=State.HELD).exists():
        raise AlreadyDone(_("Somebody else has decided on this mail already."))


def owner_for(unit, *, sender):
    """Who of `unit` a draft made of a mail from `sender` belongs to; Refusal where the unit has nobody."""
    held = list(unit.memberships.in_office().select_related("user").order_by("pk"))
    owner = owner_among([member for member in held if member.user.email.lower() == sender]) or owner_among(held)
    if owner is None:
        raise Refusal(_("%(unit)s has nobody registered who could go on with the draft.") % {"unit": unit})
    return owner


def decide(row, state, *, user):
    """Write down who decided what on `row`; returns the name of its file, to be deleted after the commit."""
    name = row.raw.name
    row.state, row.decided_by, row.decided_at = state, user, timezone.now()
    row.raw, row.detail = "", ""
    if state == State.TAKEN:
        # A draft is the unit's own; its title may be the mail's subject.
        row.subject = ""
    row.save()
    return name


def forget(name):
    """Delete the file `name` of a mail, which no row names any more; "" is none."""
    if name:
        private_storage().delete(name)


def empty_old():
    """Empty what is older than MAIL_IN_KEEP_DAYS: mails that waited lose their content, all of them who sent what.

    Returns how many still waited. What stays is the key, by which the same mail is known again.
    """
    before = timezone.now() - datetime.timedelta(days=settings.MAIL_IN_KEEP_DAYS)
    old = IncomingLetter.objects.filter(received_at__lt=before).exclude(state=State.TAKING)
    emptied = 0
    for row in old.filter(state=State.HELD):
        changes = {"state": State.EMPTIED, "raw": "", "detail": ""}
        if IncomingLetter.objects.filter(pk=row.pk, state=State.HELD).update(**changes):
            emptied += 1
            forget(row.raw.name)
    old.exclude(state=State.HELD).exclude(sender="", subject="").update(sender="", subject="")
    return emptied
