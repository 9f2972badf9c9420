"""Who had a hand in a table or list before it was decided, kept in Wagtail's log: none of them approves it.

A paper names who drew it up and who handed it in or checked it last. It forgets who did so before it was taken back,
and who decided its lines in between; the log does not.
"""

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

PREPARED = "royalties.prepared"
NAMED = ("created_by_id", "submitted_by_id", "checked_by_id")


def prepared_it(paper, user):
    """Whether `user` had a hand in `paper` (a table or list), so that somebody else approves it."""
    if user.pk in {getattr(paper, name, None) for name in NAMED}:
        return True
    return _entries(paper).filter(user=user).exists()


def keep_hand(paper, user):
    """Keep that `user` had a hand in `paper`, once for each person."""
    if not _entries(paper).filter(user=user).exists():
        log(instance=paper, action=PREPARED, user=user, data={"person": str(user)})


def hand_on(paper, other):
    """Whoever had a hand in `other` has had one in `paper`, into which it goes."""
    people = type(other)._meta.get_field("created_by").related_model.objects
    named = {getattr(other, name, None) for name in NAMED} - {None}
    for user in people.filter(pk__in={*named, *_entries(other).values_list("user", flat=True)}).order_by("pk"):
        keep_hand(paper, user)


def _entries(paper):
    return ModelLogEntry.objects.for_instance(paper).filter(action=PREPARED)


class PreparingMixin:
    """Before a view that decides something on its `prepared_paper`, which waits for nobody yet: who did it is kept."""

    def decide(self):
        with transaction.atomic():
            super().decide()
            keep_hand(self.prepared_paper, self.request.user)
