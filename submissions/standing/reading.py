"""Which version of a piece a person reads: the newest for the unit, for the board never one that no leader approved."""

from submissions.body.content import revision_digest
from submissions.models import BoardVersion, ClearanceState
from submissions.rights import rights, steps
from submissions.rights.stages import Stage

# Where the newest wording is the unit's own, as long as nothing is public.
UNITS_OWN = (Stage.DRAFT, Stage.AT_LEADER, Stage.RETURNED_BY_LEADER, Stage.RETURNED_BY_BOARD, Stage.TAKEN_DOWN)


def reads_version(user, page, revision):
    """Whether `revision` of `page` is there for `user` to read: for the board its own, and what a leader approved."""
    if rights.user_reads_everything(user, page):
        return True
    if revision.pk in (page.live_revision_id, page.cleared_revision_id):
        return True
    if BoardVersion.objects.filter(revision=revision).exists():
        return True
    approvals = ClearanceState.objects.of(page, step=steps.LEADER_STEP, status=ClearanceState.STATUS_APPROVED)
    return approvals.filter(digest=revision_digest(revision)).exists()


def text_for(user, page):
    """`page` (a NewsPage) with the text that `user` may read; None when there is none for them yet."""
    if rights.user_reads_newest(user, page):
        return page.get_latest_revision_as_object()
    if page.live:
        return page
    return cleared_text(page) or last_decided_text(page)


def cleared_text(page):
    """The version that went through the whole chain, or that the board published since."""
    return unchanged(page, pk=page.cleared_revision_id, digest=page.cleared_digest)


def last_decided_text(page):
    """The version that the last decision was taken on, unchanged since: by the board, or by the leader for it."""
    for step in (steps.BOARD_STEP, steps.LEADER_STEP):
        status = ClearanceState.STATUS_APPROVED if step == steps.LEADER_STEP else None
        state = ClearanceState.objects.of(page, step=step, status=status).exclude(digest="").first()
        text = unchanged(page, pk=state.decided_revision_id, digest=state.digest) if state else None
        if text is not None:
            return text
    return None


def unchanged(page, *, pk, digest):
    """The revision `pk` of `page` as a page, unless it is gone or was overwritten since (autosave keeps the id)."""
    revision = page.revisions.filter(pk=pk).first() if pk and digest else None
    return revision.as_object() if revision is not None and revision_digest(revision) == digest else None
