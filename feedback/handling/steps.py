"""One step at a time: whoever decides on a question has read it as it is, and may."""

from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.models import Question, Step
from submissions.kept.calendars import office_calendar
from submissions.screens.refusals import AlreadyDone
from vietnamese.dates import day_of


@contextmanager
def deciding(pk, *, user, position, may):
    """The question `pk`, held and as `user` has read it (`position`); `may` is the predicate that lets them.

    What is done to it is saved at the end. AlreadyDone, and nothing changed, when it is no longer as it was read;
    PermissionDenied for whom it is not.
    """
    with transaction.atomic():
        question = Question.objects.select_for_update().get(pk=pk)
        if question.position != position:
            raise AlreadyDone(
                _("This question was dealt with after you opened it. Nothing has been done: please look at it again.")
            )
        if not may(user, question):
            raise PermissionDenied
        yield question
        question.save()


def note(question, action, *, user=None, unit=None):
    """Add to the history of `question` what was done, by `user` (None: the system, or the sender)."""
    Step.objects.create(question=question, action=action, by=user, unit=unit, at=timezone.now())


def due_day(received_at, *, rules, calendar=None):
    """The last day (date) of the term for what was received at `received_at`, in working days of the office."""
    return (calendar or office_calendar()).days_after(day_of(received_at), rules.term)
