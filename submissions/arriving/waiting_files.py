"""Files of older word processors: they wait until the worker has converted them, and become drafts like any other."""

import logging

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.arriving.drafts import arrive
from submissions.converting.program import clear_left_overs, read_any
from submissions.kept.due_work import is_store_away
from submissions.models import Arrival, WaitingFile
from submissions.models.records import WaitingFileQuerySet
from submissions.screens.refusals import Refusal
from submissions.word.words import REASONS

logger = logging.getLogger(__name__)

State = WaitingFile.State
# A file that ended its process so often is damaged, whatever it is.
MOST_TRIES = 3
# Of one person: nobody fills the disk, nor keeps everybody else's files waiting.
MOST_WAITING = 20


def wait(file, *, unit, user, key):
    """Keep `file` (an upload) of `user` for `unit` until it is converted; sent again, it is the same WaitingFile.

    Raises Refusal where many of the person's wait already.
    """
    with transaction.atomic():
        row, is_new = WaitingFile.objects.get_or_create(
            owner=user, key=key, defaults={"unit": unit, "name": file.name[:255]}
        )
        if is_new:
            if WaitingFile.objects.filter(owner=user, state=State.WAITING).count() > MOST_WAITING:
                raise Refusal(_("Many of your files are being converted already. Please send this one again later."))
            file.seek(0)
            row.file.save("", file)
    return row


def convert_due(*, most):
    """Make drafts of at most `most` files that wait, first come first served; returns (drafts, refused), as numbers.

    What fails by a fault of ours is tried again, MOST_TRIES times in all; so is the file whose process was killed.
    """
    clear_left_overs()
    forget_old()
    made = refused = 0
    waiting = WaitingFile.objects.filter(state=State.WAITING).select_related("owner", "unit__page", "unit__collection")
    for row in waiting.order_by("tries", "pk")[:most]:
        try:
            piece = convert(row)
        except Refusal as refusal:
            decide(row, State.FAILED, refused=str(refusal.sentence))
            refused += 1
        except Exception:
            logger.exception("A file could not be converted")
        else:
            decide(row, State.DONE, piece=piece)
            made += 1
    return made, refused


def convert(row):
    """The draft (a NewsPage) that the file of `row` became, once however often. Raises Refusal."""
    if row.tries >= MOST_TRIES:
        raise Refusal(REASONS["damaged"])
    WaitingFile.objects.filter(pk=row.pk).update(tries=F("tries") + 1)
    try:
        return draft_of(row)
    except Exception as error:
        if is_store_away(error):
            # No fault of the file, which waits on.
            WaitingFile.objects.filter(pk=row.pk).update(tries=row.tries)
        raise


def draft_of(row):
    with row.file.open() as file:
        piece = read_any(file, name=row.name)
    return arrive(unit=row.unit, user=row.owner, piece=piece, way=Arrival.Way.WORD, source=row.name, key=row.key)


def decide(row, state, **values):
    """Write down what became of the file of `row`, and delete it."""
    storage, name = row.file.storage, row.file.name
    WaitingFile.objects.filter(pk=row.pk).update(state=state, file="", **values)
    storage.delete(name)


def forget_old():
    WaitingFile.objects.filter(sent_at__lt=timezone.now() - WaitingFileQuerySet.TOLD).exclude(
        state=State.WAITING
    ).delete()
