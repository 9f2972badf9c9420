"""One step at a time: whoever decides on an opinion has read it as it is, and may."""

from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consultation.models import Comment, Step
from submissions.screens.refusals import AlreadyDone


@contextmanager
def deciding(pk, *, user, position, may):
    """The opinion `pk`, held and as `user` has read it (`position`); `may` is the predicate that lets them.

    What is done to it is saved at the end. AlreadyDone, and nothing changed, when it is no longer as it was read;
    PermissionDenied for whom it is not.
    """
    with transaction.atomic():
        comment = Comment.objects.select_for_update().get(pk=pk)
        if comment.position != position:
            raise AlreadyDone(
                _("This opinion was dealt with after you opened it. Nothing has been done: please look at it again.")
            )
        if not may(user, comment):
            raise PermissionDenied
        yield comment
        comment.save()


def note(comment, action, *, user=None):
    """Add to the history of `comment` what was done, by `user` (None: the system, or the sender)."""
    Step.objects.create(comment=comment, action=action, by=user, at=timezone.now())
