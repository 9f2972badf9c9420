"""What the chain refuses, each with a sentence for the person. Without models, as steps.py."""

from django.utils.translation import gettext as _

from vietnamese.dates import screen_moment


class ChainRefusal(Exception):
    """A decision that must not happen; `sentence` tells the person why, in Vietnamese.

    Not a PermissionDenied: Wagtail's edit view swallows that one and commits what came before it.
    """

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence


class AlreadyDecided(ChainRefusal):
    """Somebody else was quicker, or the same click came twice."""


def already_decided(task_state):
    """An AlreadyDecided that says who decided what, and when (local time)."""
    words = {
        task_state.STATUS_APPROVED: _("%(person)s already approved this piece at %(time)s."),
        task_state.STATUS_REJECTED: _("%(person)s already sent this piece back at %(time)s."),
        task_state.STATUS_CANCELLED: _("%(person)s already withdrew this piece at %(time)s."),
    }
    sentence = words.get(task_state.status)
    if sentence is None or task_state.finished_at is None:
        return AlreadyDecided(_("This piece has moved on in the meantime. Please look at its present state."))
    return AlreadyDecided(
        sentence
        % {
            "person": task_state.finished_by or _("The unit"),
            "time": screen_moment(task_state.finished_at),
        }
    )
