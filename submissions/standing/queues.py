"""Which pieces stand where, as querysets: what the lists, the board's queue and the home panels show.

They follow `stages.stage_of`, written for many pieces at once; tests/submissions/desk/test_board_queue.py holds the two
together. Keys are cast, because Wagtail keeps an object's key as text.
"""

import datetime

from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    Count,
    Exists,
    Func,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
)
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, WorkflowState

from submissions.models import BoardVersion, NewsPage, Unit
from submissions.rights import roles, steps
from submissions.rights.stages import Stage
from vietnamese.dates import today

# How long a published piece stays in the board's list of what was just published.
RECENT = datetime.timedelta(days=30)


def listed(pieces):
    """`pieces` with what a row of a list shows, read in a constant number of queries; the text itself is left out."""
    return placed(pieces).select_related("unit__page", "owner").defer("body", "lead")


def placed(pieces):
    """`pieces` with where they stand and who wrote them, so that `stages.stage_of` and `rights.wrote` ask nothing more.

    Wagtail's `prefetch_workflow_states()` looks under the type Page unless the queryset came by `specific()`, and so
    finds none for a queryset of NewsPage; the relation it would take for specific pages is the right one.
    """
    active = WorkflowState.objects.active().select_related(
        "current_task_state__task", "current_task_state__clearancestate"
    )
    states = Prefetch("_specific_workflow_states", active, to_attr="_current_workflow_states")
    named = KeyTransform("authors", "latest_revision__content")
    return pieces.prefetch_related(states).annotate_approved_schedule().annotate(newest_authors=named)


class UnderWay(Func):
    """Whether a workflow's status is one of Wagtail's active ones, as the condition of its partial index says it.

    A database that is handed the two as parameters (SQLite) does not see that the index holds all that is asked for,
    and reads the ways of the whole archive.
    """

    template = "%(expressions)s IN ('in_progress', 'needs_changes')"
    output_field = BooleanField()


def active_states(**filters):
    """Workflow states of pages that are under way or sent back."""
    return WorkflowState.objects.filter(
        UnderWay("status"), base_content_type__app_label="wagtailcore", base_content_type__model="page", **filters
    )


def piece_keys(states):
    """The keys of the pieces that workflow `states` belong to."""
    return states.annotate(piece=Cast("object_id", BigIntegerField())).values("piece")


def in_step(pieces, *, step, status):
    """`pieces` whose workflow has `status` at `step`, with `step_started` and `step_finished` (aware datetimes)."""
    states = active_states(status=status, current_task_state__task__content_type__model=step)
    own = states.filter(object_id=Cast(OuterRef("pk"), CharField()))
    return pieces.filter(pk__in=piece_keys(states)).annotate(
        step_started=Subquery(own.values("current_task_state__started_at")[:1]),
        step_finished=Subquery(own.values("current_task_state__finished_at")[:1]),
    )


def outside_the_chain(pieces):
    return pieces.exclude(pk__in=piece_keys(active_states()))


def scheduled_keys():
    planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return planned.annotate(piece=Cast("object_id", BigIntegerField())).values("piece")


def _not_live(pieces):
    return outside_the_chain(pieces).filter(live=False)


IN_CHAIN = {
    Stage.AT_LEADER: (steps.LEADER_STEP, WorkflowState.STATUS_IN_PROGRESS),
    Stage.RETURNED_BY_LEADER: (steps.LEADER_STEP, WorkflowState.STATUS_NEEDS_CHANGES),
    Stage.AT_BOARD: (steps.BOARD_STEP, WorkflowState.STATUS_IN_PROGRESS),
    Stage.RETURNED_BY_BOARD: (steps.BOARD_STEP, WorkflowState.STATUS_NEEDS_CHANGES),
}


def at_stage(pieces, stage):
    """Those of `pieces` (a queryset of NewsPage) that stand at `stage` (a Stage)."""
    if stage in IN_CHAIN:
        step, status = IN_CHAIN[stage]
        return in_step(pieces, step=step, status=status)
    if stage == Stage.PUBLISHED:
        return outside_the_chain(pieces).filter(live=True)
    if stage == Stage.SCHEDULED:
        return _not_live(pieces).filter(pk__in=scheduled_keys())
    unplanned = _not_live(pieces).exclude(pk__in=scheduled_keys())
    if stage == Stage.TAKEN_DOWN:
        return unplanned.filter(first_published_at__isnull=False)
    never_live = unplanned.filter(first_published_at__isnull=True)
    # By our own column besides, which is in an index (`news_counting`): what was published need not be looked at.
    never_live = never_live.filter(published_at__isnull=True)
    if stage == Stage.CLEARED:
        return never_live.exclude(cleared_digest="")
    return never_live.filter(cleared_digest="")


def of_units_of(user):
    """The pieces of the units that `user` belongs to today."""
    return NewsPage.objects.filter(unit__in=roles.units_of(user))


def returned(pieces):
    """What of `pieces` was sent back, newest first: the unit has to act on it."""
    return pieces.filter(pk__in=sent_back()).order_by("-latest_revision_created_at", "-pk")


def not_returned(pieces):
    return pieces.exclude(pk__in=sent_back())


def sent_back():
    return piece_keys(active_states(status=WorkflowState.STATUS_NEEDS_CHANGES))


def seen_by_board():
    """What board and desk may know of: everything from the leader's approval on."""
    return NewsPage.objects.filter(sent_at__isnull=False)


def waiting_for_leader(user):
    """What waits for the decision of `user` as a leader, oldest first."""
    led = roles.units_led_by(user)
    return at_stage(NewsPage.objects.filter(unit__in=led), Stage.AT_LEADER).order_by("step_started", "pk")


def with_unit_draft():
    """Live pieces on which the newest version is the unit's and not at the board; the piece's page compares texts."""
    newest_by_board = BoardVersion.objects.filter(revision=OuterRef("latest_revision"))
    at_board = at_stage(NewsPage.objects.all(), Stage.AT_BOARD).values("pk")
    return (
        seen_by_board()
        .filter(~Exists(newest_by_board), live=True, has_unpublished_changes=True)
        .exclude(pk__in=at_board)
        .order_by("-latest_revision_created_at", "-pk")
    )


def recently_published():
    return seen_by_board().filter(live=True, published_at__gte=timezone.now() - RECENT).order_by("-published_at", "-pk")


def scheduled():
    """What has a set time, soonest first."""
    planned = Revision.page_revisions.filter(
        approved_go_live_at__isnull=False, object_id=Cast(OuterRef("pk"), CharField())
    )
    return (
        at_stage(seen_by_board(), Stage.SCHEDULED)
        .annotate(planned_for=Subquery(planned.values("approved_go_live_at")[:1]))
        .order_by("planned_for", "pk")
    )


def at_board():
    """What waits at the board, oldest first: the order of work."""
    return at_stage(seen_by_board(), Stage.AT_BOARD).order_by("step_started", "pk")


def returned_by_board():
    return at_stage(seen_by_board(), Stage.RETURNED_BY_BOARD).order_by("-step_finished", "-pk")


def cleared():
    return at_stage(seen_by_board(), Stage.CLEARED).order_by("sent_at", "pk")


def closed_units():
    """Units that supply no news any more."""
    return Unit.objects.filter(valid_to__lte=today())


# What somebody still has to do something about.
UNDER_WAY = (Stage.AT_BOARD, Stage.RETURNED_BY_BOARD, Stage.AT_LEADER, Stage.RETURNED_BY_LEADER, Stage.CLEARED)


def left_by_closed_units():
    """What the board has received of units that are closed and that is not finished, oldest first."""
    pieces = seen_by_board().filter(unit__in=closed_units())
    unfinished = Q()
    for stage in UNDER_WAY:
        unfinished |= Q(pk__in=at_stage(pieces, stage).values("pk"))
    return pieces.filter(unfinished).order_by("sent_at", "pk")


def waiting_with_closed_units():
    """The closed units whose leader still has pieces that the board knows nothing of yet, with their number `left`."""
    pieces = at_stage(NewsPage.objects.filter(sent_at__isnull=True, unit__in=closed_units()), Stage.AT_LEADER)
    return closed_units().filter(news__in=pieces.values("pk")).annotate(left=Count("news", distinct=True))


# The heaps of the board's queue, by the word in their address; named as the stage of their pieces where there is one.
HEAPS = {
    "cho-bien-tap": (Stage.AT_BOARD.label, at_board),
    "san-sang": (Stage.CLEARED.label, cleared),
    "hen-gio": (Stage.SCHEDULED.label, scheduled),
    "da-tra-lai": (Stage.RETURNED_BY_BOARD.label, returned_by_board),
    "ban-sua": (_("Newer version of the unit"), with_unit_draft),
    "don-vi-da-dong": (_("Left by units that are closed"), left_by_closed_units),
    "vua-dang": (_("Just published"), recently_published),
}
ALWAYS_SHOWN = HEAPS.keys() - {"don-vi-da-dong"}
