"""What the office says to opinions: written by one of desk and board, given out by another; taken back by one."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consultation.handling.steps import deciding, note
from consultation.models import Comment, Reply, Step
from consultation.rights import rights
from submissions.public.places import public_changed
from submissions.screens.refusals import Refusal

State, Action = Comment.State, Step.Action


def prepare(pk, *, user, position, decision, reason, text=""):
    """Say what becomes of it and why; `text` is what is shown of it, where its sender allowed that."""
    with deciding(pk, user=user, position=position, may=rights.user_can_prepare) as comment:
        words = {"decision": decision, "reason": reason, "text": text if comment.may_show else ""}
        Reply.objects.update_or_create(comment=comment, defaults={**words, "prepared_by": user})
        comment.state = State.DRAFTED
        note(comment, Action.PREPARED, user=user)


def give(pk, *, user, position):
    """Give out exactly what `position` names: the public reads it, and whoever has the code."""
    with deciding(pk, user=user, position=position, may=rights.user_can_give) as comment:
        Reply.objects.filter(comment=comment).update(given_by=user, given_at=timezone.now())
        comment.state = State.ANSWERED
        note(comment, Action.GIVEN, user=user)
        public_changed.send(Reply)


@transaction.atomic
def give_many(positions, *, user):
    """Give out all of `positions` ({key: position}), or none; what is refused says which one it is."""
    for pk, position in sorted(positions.items()):
        try:
            give(pk, user=user, position=position)
        except (Refusal, PermissionDenied) as refusal:
            why = getattr(refusal, "sentence", _("this one waits for somebody else."))
            raise Refusal(
                _("Nothing has been given out. Opinion %(number)d: %(why)s") % {"number": pk, "why": why}
            ) from refusal


def take_back(pk, *, user, position):
    """Off the public site at once; what was written stays, and waits for a second person again."""
    with deciding(pk, user=user, position=position, may=rights.user_can_take_back) as comment:
        Reply.objects.filter(comment=comment).update(given_by=None, given_at=None)
        comment.state = State.DRAFTED
        note(comment, Action.TAKEN_BACK, user=user)
        public_changed.send(Reply)


def suspect(pk, *, user, position):
    """Call it spam: it waits for another person, and nothing of it goes before that one has read it."""
    with deciding(pk, user=user, position=position, may=rights.user_can_suspect) as comment:
        comment.state = State.SUSPECT
        note(comment, Action.SUSPECT, user=user)


def reject(pk, *, user, position):
    with deciding(pk, user=user, position=position, may=rights.user_can_reject) as comment:
        comment.state, comment.rejected_at = State.SPAM, timezone.now()
        note(comment, Action.SPAM, user=user)


def reopen(pk, *, user, position):
    with deciding(pk, user=user, position=position, may=rights.user_can_reopen) as comment:
        comment.state, comment.rejected_at = State.NEW, None
        note(comment, Action.REOPENED, user=user)
