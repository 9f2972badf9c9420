"""Where a piece stands, read from Wagtail's own records: there is no status field beside them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState

from submissions.body.content import revision_digest
from submissions.rights import steps


class Stage(models.TextChoices):
    DRAFT = "draft", _("Draft")
    AT_LEADER = "at_leader", _("With the unit's leader")
    RETURNED_BY_LEADER = "returned_by_leader", _("Sent back by the leader")
    AT_BOARD = "at_board", _("Passed to the editorial board")
    RETURNED_BY_BOARD = "returned_by_board", _("Sent back by the editorial board")
    SCHEDULED = "scheduled", _("Scheduled")
    CLEARED = "cleared", _("Ready to publish")
    PUBLISHED = "published", _("Published")
    TAKEN_DOWN = "taken_down", _("Taken down")


RETURNED = (Stage.RETURNED_BY_LEADER, Stage.RETURNED_BY_BOARD)


def stage_of(page):
    """The Stage of `page` (a NewsPage).

    Costs up to two queries; none when the queryset came by `queues.placed`, or as pages by `specific()` with
    `prefetch_workflow_states()` and `annotate_approved_schedule()`.
    """
    state = page.current_workflow_state
    if state is not None and state.current_task_state is not None:
        at_board = steps.step_of(state.current_task_state) == steps.BOARD_STEP
        if state.status == WorkflowState.STATUS_IN_PROGRESS:
            return Stage.AT_BOARD if at_board else Stage.AT_LEADER
        return Stage.RETURNED_BY_BOARD if at_board else Stage.RETURNED_BY_LEADER
    if page.live:
        return Stage.PUBLISHED
    if page.approved_schedule:
        return Stage.SCHEDULED
    if page.first_published_at is not None:
        return Stage.TAKEN_DOWN
    return Stage.CLEARED if page.cleared_digest else Stage.DRAFT


def has_unit_draft(page):
    """Whether a draft of the unit that no leader has cleared lies on a cleared or published `page`.

    Every way of publishing takes the latest revision, so while this is true the board publishes nothing.
    Decided on content first; then on whether every version since the cleared one was saved by the board, which
    was noted when it was saved (BoardVersion): who has joined or left the board since changes nothing. A draft that
    was set aside lies before a version with the cleared wording, and counts no more.
    """
    if not page.cleared_digest or not page.has_unpublished_changes:
        return False
    latest = page.get_latest_revision()
    if latest is None or revision_digest(latest) == page.cleared_digest:
        return False
    newer = page.revisions.filter(pk__gt=page.cleared_revision_id or 0)
    suspects = newer if newer.exists() else page.revisions.filter(pk=latest.pk)
    of_unit = suspects.filter(board_version__isnull=True).order_by("pk").last()
    if of_unit is None:
        return False
    since = page.revisions.filter(pk__gt=of_unit.pk).order_by("pk")
    return not any(revision_digest(revision) == page.cleared_digest for revision in since)
