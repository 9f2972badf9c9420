"""Pieces that a unit leaves unfinished when it ends: each goes on at the successor or back to its writer, none is lost.

A piece keeps its text and its history; what its old leader had approved is approved anew by the new one, because an
approval is its unit's (rights.covers).
"""

import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.log_actions import log
from wagtail.models import Page

from submissions.body.piece_files import files_in
from submissions.chain import notifications
from submissions.chain.decisions import locked_page
from submissions.models import ClearanceState, NewsPage, PaperApproval, Unit, UnitEnding
from submissions.rights.stages import RETURNED, Stage, stage_of
from submissions.standing import queues
from vietnamese.dates import screen_date, today
from vietnamese.slugs import unique_slug

logger = logging.getLogger(__name__)

# With the unit, and not with the board: what ends with it.
WITH_UNIT = (Stage.DRAFT, Stage.AT_LEADER, *RETURNED)
# With the board, on the old leader's approval: they stay the old unit's.
WITH_BOARD = (Stage.AT_BOARD, Stage.CLEARED, Stage.SCHEDULED)
HANDED_OVER = "submissions.handed_over"


def left_by(units):
    """{Stage: number} of the pieces of `units` that were never public and are not finished."""
    pieces = NewsPage.objects.filter(unit__in=units, first_published_at=None)
    return {stage: queues.at_stage(pieces, stage).count() for stage in (*WITH_UNIT, *WITH_BOARD)}


def corrections_of(units):
    """How many published pieces of `units` have a correction that waits at the leader."""
    return corrections(units).count()


def corrections(units):
    public = NewsPage.objects.filter(unit__in=units, first_published_at__isnull=False)
    return queues.at_stage(public, Stage.AT_LEADER)


def hand_over_due():
    """Hand over what is left by units that have ended; returns how many pieces (int).

    Again and again: what the board sends back later is handed over then. A piece that fails is logged and tried
    again, and stops none of the others.
    """
    unfinished = Q(first_published_at=None) | Q(pk__in=queues.piece_keys(queues.active_states()))
    units = NewsPage.objects.filter(unfinished, unit__ending__isnull=False, unit__valid_to__lte=today()).values("unit")
    endings = UnitEnding.objects.filter(unit__in=units).exclude(pieces=UnitEnding.Pieces.LEAVE)
    done = 0
    for ending in endings.select_related("unit", "pieces_to"):
        for pk in keys_left(ending):
            try:
                done += hand_over(pk, ending=ending)
            except Exception:
                logger.exception("Piece %s of a unit that ended could not be handed over", pk)
    return done


def goes_on_for(unit):
    """The Unit in force today that goes on for `unit` (a Unit or None): itself, or who took over; None for nobody.

    Who took over may have ended too: what its own end said comes first, then whatever stands as its successor.
    """
    seen, waiting = set(), [unit]
    while waiting:
        one = waiting.pop(0)
        if one is None or one.pk in seen:
            continue
        if one.is_valid_today:
            return one
        seen.add(one.pk)
        ending = UnitEnding.objects.filter(unit=one).select_related("pieces_to").first()
        waiting += [ending.pieces_to] if ending and ending.pieces_to else []
        waiting += one.successors.all()
    return None


def keys_left(ending):
    """The keys of the pieces that `ending` has to do something about, oldest first."""
    units = [ending.unit_id]
    pieces = NewsPage.objects.filter(unit__in=units, first_published_at=None)
    stages = WITH_UNIT if goes_on_for(ending.pieces_to) else (Stage.AT_LEADER,)
    keys = {pk for stage in stages for pk in queues.at_stage(pieces, stage).values_list("pk", flat=True)}
    return sorted(keys | set(corrections(units).values_list("pk", flat=True)))


def hand_over_all(endings, *, user):
    """Hand over what `endings` (UnitEndings) leave, in the caller's transaction.

    All of it is held first, in the order in which everybody holds several pieces: who decides on one of them, or takes
    out a draft, waits for this, and never this for them with a piece in hand that they wait for.
    """
    left = {pk: ending for ending in endings for pk in keys_left(ending)}
    list(Page.objects.select_for_update(of=("self",)).filter(pk__in=left).order_by("pk").values_list("pk"))
    for pk in sorted(left):
        hand_over(pk, ending=left[pk], user=user)


@transaction.atomic
def hand_over(pk, *, ending, user=None):
    """Do with the piece `pk` what `ending` (a UnitEnding) says; returns whether there was anything to do.

    Asked under the page's lock: what somebody has decided meanwhile stays decided.
    """
    page = locked_page(pk)
    stage, is_public = stage_of(page), page.first_published_at is not None
    if page.unit_id != ending.unit_id or stage not in WITH_UNIT or (is_public and stage != Stage.AT_LEADER):
        return False
    target = goes_on_for(ending.pieces_to)
    goes_back = is_public or ending.pieces == UnitEnding.Pieces.WRITER or target is None
    if stage == Stage.AT_LEADER:
        give_up_papers(page, ending=ending, user=user)
        if goes_back:
            page.current_workflow_state.cancel(user=user)
    if not is_public and target is not None:
        move_to(target, page, user=user)
    page = NewsPage.objects.get(pk=pk)
    entry = log(instance=page, action=HANDED_OVER, user=user, data={"comment": in_words(ending, page=page)})
    tell(page, still_waits=stage == Stage.AT_LEADER and not goes_back, ending=ending, event=f"handed:{entry.pk}")
    return True


def move_to(unit, page, *, user):
    """Put `page` below the page of `unit`, with the photos and documents that it shows."""
    files = list(files_in(page.get_latest_revision_as_object().body))
    # As forms of new pieces do, which would take the same place in the tree.
    target, old = Page.objects.select_for_update(of=("self",)).get(pk=unit.page_id), page.unit
    taken = set(target.get_children().values_list("slug", flat=True)) | set(
        page.get_siblings(inclusive=False).values_list("slug", flat=True)
    )
    slug = unique_slug(page.slug, taken=taken.__contains__, max_length=120)
    Page.objects.filter(pk=page.pk).update(slug=slug)
    page.slug = slug
    # Nobody moves pages by hand: the right to do it is that to end the unit.
    MovePageAction(page, target, pos="last-child", user=user).execute(skip_permission_checks=True)
    # The unit's column follows the tree, the slug the title.
    NewsPage.objects.get(pk=page.pk).save()
    for shown in files:
        shown.filter(collection=old.collection_id).update(collection=unit.collection_id)


def give_up_papers(page, *, ending, user):
    """An approval on paper that the desk has not confirmed was signed for a unit that is no more."""
    reason = _("%(unit)s ended on %(day)s.") % {"unit": ending.unit.name, "day": screen_date(ending.last_day)}
    PaperApproval.objects.filter(page=page, state=PaperApproval.State.WAITING).update(
        state=PaperApproval.State.REFUSED, decided_by=user, decided_at=timezone.now(), reason=reason
    )


def in_words(ending, *, page):
    old, new = ending.unit.name, page.unit.name
    if page.unit_id == ending.unit_id:
        return _("%(unit)s has ended: back to the writer") % {"unit": old}
    return _("from %(old)s to %(new)s") % {"old": old, "new": new}


def tell(page, *, still_waits, ending, event):
    """The leaders of the new unit hear what waits for them, the writer where the piece is now."""
    if still_waits:
        step = ClearanceState.objects.get(pk=page.current_workflow_task_state.pk)
        notifications.step_started(step, user=step.submitted_by)
    recipients = notifications.writers(page) or notifications.leaders(page)
    old = Unit.objects.get(pk=ending.unit_id)
    notifications.write("handed_over", page, recipients=recipients, event=event, old=old, still_waits=still_waits)
