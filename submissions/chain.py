"""The chain itself: which workflow it is, and what in a workflow's record proves that a leader cleared a text."""

from django.utils.translation import gettext as _

from vietnamese.dates import screen_moment

# The two steps, by the class of their task. Names may be edited; these may not.
LEADER_STEP = "unitleaderapprovaltask"
BOARD_STEP = "editorialreviewtask"


class ChainRefusal(Exception):
    """A decision that must not happen; `sentence` tells the person why, in Vietnamese.

    Not a PermissionDenied: Wagtail's edit view swallows that one and commits what came before it.
    """

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence


class AlreadyDecided(ChainRefusal):
    """Somebody else was quicker, or the same click came twice."""


def chain_workflow():
    """The active workflow made of the two steps, or None when somebody has switched it off."""
    from wagtail.models import Workflow

    return (
        Workflow.objects.active()
        .filter(workflow_tasks__task__content_type__model=BOARD_STEP)
        .filter(workflow_tasks__task__content_type__model=LEADER_STEP)
        .order_by("pk")
        .first()
    )


def step_of(task_state):
    """LEADER_STEP or BOARD_STEP for `task_state`, by its task's class; anything else is no part of the chain."""
    return task_state.task.cached_content_type.model


def states_of(page, *, step):
    """The ClearanceStates of `page` at `step`, newest first."""
    from submissions.models import ClearanceState

    return ClearanceState.objects.filter(
        workflow_state__base_content_type=page.get_base_content_type(),
        workflow_state__object_id=str(page.pk),
        task__content_type__model=step,
    ).order_by("-started_at", "-pk")


def leader_clearance(workflow_state):
    """The newest approval by a leader in `workflow_state` (a ClearanceState with its digest), or None."""
    from submissions.models import ClearanceState

    return (
        ClearanceState.objects.filter(
            workflow_state=workflow_state,
            task__content_type__model=LEADER_STEP,
            status=ClearanceState.STATUS_APPROVED,
        )
        .exclude(digest="")
        .select_related("finished_by")
        .order_by("-finished_at", "-pk")
        .first()
    )


def covers(clearance, *, page, digest):
    """Whether `clearance` (a ClearanceState or None) approves just this text, by a leader of the page's unit."""
    from submissions.permissions import was_leader_of

    if clearance is None or clearance.digest != digest:
        return False
    return was_leader_of(clearance.finished_by, page=page, moment=clearance.finished_at)


def already_decided(task_state):
    """An AlreadyDecided that says who decided what, and when (local time)."""
    from submissions.models import ClearanceState

    words = {
        ClearanceState.STATUS_APPROVED: _("%(person)s already approved this piece at %(time)s."),
        ClearanceState.STATUS_REJECTED: _("%(person)s already sent this piece back at %(time)s."),
        ClearanceState.STATUS_CANCELLED: _("%(person)s already withdrew this piece at %(time)s."),
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
