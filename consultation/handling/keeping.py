"""What is done by itself: personal data whose time is over are deleted, one way."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from consultation.handling.steps import note
from consultation.models import Comment, CommentWords, Reply, Step
from feedback.handling.keeping import A_MONTH, KEEP_SPAM
from feedback.models import FeedbackRules
from vietnamese.dates import day_of

# In one round.
MOST = 200


def look_after():
    """Delete the personal data of opinions whose time is over; in words (str) of how many."""
    emptied = empty_old()
    return _("Personal data deleted; opinions: %(count)d") % {"count": emptied} if emptied else ""


def empty_old():
    """So many months (a setting) after the last day of their consultation, and spam after a month."""
    now = timezone.now()
    ended = day_of(now - A_MONTH * FeedbackRules.load().keep_months)
    over = Q(consultation__closes_on__lt=ended) | Q(state=Comment.State.SPAM, rejected_at__lt=now - KEEP_SPAM)
    found = Comment.objects.filter(over, emptied_at=None)
    pks = list(found.order_by("pk").values_list("pk", flat=True)[:MOST])
    for pk in pks:
        empty(pk)
    return len(pks)


@transaction.atomic
def empty(pk):
    """Delete what was written, by whom, and a reply that nobody gave out; what the public reads, and figures, stay."""
    comment = Comment.objects.select_for_update().get(pk=pk)
    CommentWords.objects.filter(comment=comment).delete()
    Reply.objects.filter(comment=comment, given_at=None).delete()
    comment.emptied_at = timezone.now()
    comment.save(update_fields=["emptied_at"])
    note(comment, Step.Action.EMPTIED)
