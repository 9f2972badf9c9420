"""Who on the editorial board published a piece for the first time: the one who decided the board's step."""

from submissions.models import ClearanceState
from submissions.rights import steps


def publishers_of(pages):
    """{piece's key: the User who approved it at the board's step first} of `pages`; one query.

    A piece without such a record (brought in from before the chain) is left out.
    """
    if not pages:
        return {}
    states = (
        ClearanceState.objects.of(pages, step=steps.BOARD_STEP, status=ClearanceState.STATUS_APPROVED)
        .filter(finished_by__isnull=False)
        .order_by("-finished_at", "-pk")
        .select_related("finished_by", "workflow_state")
    )
    return {int(state.workflow_state.object_id): state.finished_by for state in states}
