"""The photos of a piece that went live: at once what its page cannot do without, the rest by the worker."""

import datetime
import logging
from functools import partial

from django.db import transaction
from django.utils import timezone

from submissions.media import renditions
from submissions.models import NewsPage, UndrawnPhotos

logger = logging.getLogger(__name__)

# After the first try; after each further one twice as long.
FIRST_PAUSE = datetime.timedelta(seconds=30)
MOST_TRIES = 5


def have_drawn(piece):
    """Have the photos of `piece` (a NewsPage), which is just being published, drawn when it is."""
    UndrawnPhotos.objects.create(piece=piece)
    transaction.on_commit(partial(renditions.draw_first, piece), robust=True)


def have_taken_away(piece):
    """Have the public sizes of the photos of `piece`, which is just being taken down, deleted when it is."""
    UndrawnPhotos.objects.filter(piece=piece).delete()
    transaction.on_commit(partial(renditions.take_away, piece), robust=True)


def have_all_drawn():
    """Have what is missing of the photos of all live pieces drawn."""
    with_photos = NewsPage.objects.live().filter(cover__isnull=False)
    UndrawnPhotos.objects.bulk_create(UndrawnPhotos(piece_id=key) for key in with_photos.values_list("pk", flat=True))


def draw_due():
    """Draw the photos that wait, piece by piece; returns for how many pieces all were drawn, and for how many not.

    What is killed in between is drawn later: the row goes last. For one worker at a time; two would only draw twice.
    """
    drawn = failed = 0
    for row in UndrawnPhotos.objects.filter(due_at__lte=timezone.now()).select_related("piece"):
        if row.tries >= MOST_TRIES:
            logger.error("The photos of piece %s are given up after %s tries", row.piece_id, row.tries)
            row.delete()
            continue
        # Written down before it is tried: a photo that kills the worker does so a few times only.
        due_at = timezone.now() + FIRST_PAUSE * 2**row.tries
        UndrawnPhotos.objects.filter(pk=row.pk).update(tries=row.tries + 1, due_at=due_at)
        if renditions.make_ready(row.piece):
            failed += 1
        else:
            drawn += 1
            row.delete()
    return drawn, failed
