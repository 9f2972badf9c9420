"""Who was first, said of a step that is decided. Without models, as steps.py."""

from django.utils.translation import gettext as _

from submissions.screens.refusals import AlreadyDone
from vietnamese.dates import screen_moment


def already_decided(task_state):
    """An AlreadyDone that says who decided what, and when (local time)."""
    words = {
        task_state.STATUS_APPROVED: _("%(person)s already approved this piece at %(time)s."),
        task_state.STATUS_REJECTED: _("%(person)s already sent this piece back at %(time)s."),
        task_state.STATUS_CANCELLED: _("%(person)s already withdrew this piece at %(time)s."),
    }
    sentence = words.get(task_state.status)
    if sentence is None or task_state.finished_at is None:
        return AlreadyDone(_("This piece has moved on in the meantime. Please look at its present state."))
    return AlreadyDone(
        sentence
        % {
            "person": task_state.finished_by or _("The unit"),
            "time": screen_moment(task_state.finished_at),
        }
    )
