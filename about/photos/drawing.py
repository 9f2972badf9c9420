"""What is drawn after a page of the introduction was published, and taken away when nobody shows it any more."""

import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from about.models import LeadersPage, SubjectPage, WardMapPage
from submissions.media.pictures import is_whole
from submissions.media.renditions import is_drawn, photos_drawn, specs_of, take_away_unshown
from submissions.models import StatementRecord

# What could not be drawn is tried each minute for as long; a reader then waits for one size, as for any photo.
TRIED_FOR = datetime.timedelta(hours=1)
WITH_PHOTOS = (LeadersPage, SubjectPage, WardMapPage)


def draw_due():
    """Draw what is missing of the photos of pages that were published just now; in words (str) what was done."""
    since, drawn = timezone.now() - TRIED_FOR, 0
    for kind in WITH_PHOTOS:
        for page in kind.objects.live().filter(last_published_at__gte=since):
            drawn += draw_missing(page)
    return _("Photos of the introduction drawn: %(count)d") % {"count": drawn} if drawn else ""


def draw_missing(page):
    """Draw what is missing of the photos of `page`; returns how many photos (int) are whole now that were not."""
    missing = [(photo, size) for photo, size in page.photos_shown() if not is_whole(photo, size)]
    drawn = sum(is_drawn(photo, specs_of([size])) for photo, size in missing)
    if drawn:
        photos_drawn.send(type(page), piece=page)
    return drawn


def on_published(sender, instance, **kwargs):
    """The photos of the version that was public before go, where none shows them any more."""
    if issubclass(sender, WITH_PHOTOS):
        before = records_of(instance)[1:2]
        revisions = Revision.objects.filter(pk__in=[record.revision_key for record in before])
        let_go([photo for one in revisions for photo, _size in one.as_object().photos_shown()])


def on_unpublished(sender, instance, **kwargs):
    if issubclass(sender, WITH_PHOTOS):
        let_go([photo for photo, _size in instance.photos_shown()])


def records_of(page):
    """The publications of `page`, the last one first."""
    published = StatementRecord.Kind.PUBLISHED
    return StatementRecord.objects.filter(page=page.pk, kind=published).order_by("-pk")


def let_go(photos):
    """Have the public sizes of `photos` deleted after the commit, but of those that a live page shows."""
    transaction.on_commit(partial(take_away_unshown, photos), robust=True)
