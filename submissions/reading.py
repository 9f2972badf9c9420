"""Which version of a piece a person reads: the newest for the unit, for the board never one that no leader approved."""

from wagtail.models import Revision

from submissions import chain, permissions
from submissions.content import revision_digest
from submissions.models import ClearanceState
from submissions.stages import Stage, has_unit_draft, stage_of


def text_for(user, page):
    """`page` (a NewsPage) with the text that `user` may read; None when there is none for them yet.

    The unit reads its newest version. Board and desk read what a leader approved and what the board made of it:
    a version that the unit has saved since, or that waits with the leader, is the unit's own.
    """
    if user.is_superuser or permissions.user_is_member_for(user, page):
        return page.get_latest_revision_as_object()
    stage = stage_of(page)
    if stage in (Stage.AT_BOARD, Stage.SCHEDULED, Stage.CLEARED):
        return page.get_latest_revision_as_object()
    if stage in (Stage.PUBLISHED, Stage.TAKEN_DOWN) and not has_unit_draft(page):
        return page.get_latest_revision_as_object()
    if page.live:
        return page
    return cleared_text(page) or last_decided_text(page)


def cleared_text(page):
    """The version that went through the whole chain, or that the board published since."""
    return unchanged(page, pk=page.cleared_revision_id, digest=page.cleared_digest)


def unchanged(page, *, pk, digest):
    """The revision `pk` of `page` as a page, unless it is gone or was overwritten since (autosave keeps the id)."""
    revision = page.revisions.filter(pk=pk).first() if pk and digest else None
    return revision.as_object() if revision is not None and revision_digest(revision) == digest else None


# Where the newest wording is the unit's own, as long as nothing is public.
UNITS_OWN = (Stage.DRAFT, Stage.AT_LEADER, Stage.RETURNED_BY_LEADER, Stage.RETURNED_BY_BOARD, Stage.TAKEN_DOWN)


def titles_for(user, pages, *, stages):
    """{piece's key: the title that `user` may read}, for those `pages` whose newest title is the unit's own.

    For lists: a new title that no leader has approved stays with the unit, as the text does (`text_for`). At most
    two queries, however many pages.
    """
    withheld = [
        page
        for page, stage in zip(pages, stages, strict=True)
        if stage in UNITS_OWN and not page.live and not permissions.user_is_member_for(user, page)
    ]
    if not withheld or user.is_superuser:
        return {}
    states = (
        ClearanceState.objects.filter(
            workflow_state__base_content_type=withheld[0].get_base_content_type(),
            workflow_state__object_id__in=[str(page.pk) for page in withheld],
        )
        .exclude(digest="")
        .exclude(task__content_type__model=chain.LEADER_STEP, status=ClearanceState.STATUS_REJECTED)
        .order_by("finished_at", "pk")
    )
    known = {
        int(key): revision for key, revision in states.values_list("workflow_state__object_id", "decided_revision_id")
    }
    known |= {page.pk: page.cleared_revision_id for page in withheld if page.cleared_revision_id}
    revisions = Revision.objects.in_bulk(known.values())
    return {key: revisions[number].content["title"] for key, number in known.items() if number in revisions}


def last_decided_text(page):
    """The version that the last decision was taken on, unchanged since: by the board, or by the leader for it."""
    for step in (chain.BOARD_STEP, chain.LEADER_STEP):
        states = chain.states_of(page, step=step).exclude(digest="")
        if step == chain.LEADER_STEP:
            states = states.filter(status=ClearanceState.STATUS_APPROVED)
        state = states.first()
        text = unchanged(page, pk=state.decided_revision_id, digest=state.digest) if state else None
        if text is not None:
            return text
    return None
