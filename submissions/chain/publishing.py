"""The end of the chain: what WAGTAIL_FINISH_WORKFLOW_ACTION names, the only way to a first publication.

Wagtail also comes here when the last task is switched off, or from a workflow that is not the chain; so both
approvals are proven here, on content. No models are imported at import time: Wagtail's models import this module.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from submissions.rights.steps import BOARD_STEP, step_of
from submissions.screens.refusals import Refusal


@transaction.atomic
def publish_approved(workflow_state, user=None):
    """Publish the latest revision of the page of `workflow_state`, or set its time; raises Refusal."""
    from wagtail.models import Page

    from submissions.body.content import texts_of
    from submissions.body.piece_files import hand_files_to_board
    from submissions.editor.completeness import require_complete
    from submissions.models import NewsPage

    Page.objects.select_for_update(of=("self",)).get(pk=workflow_state.object_id)
    page = NewsPage.objects.get(pk=workflow_state.object_id)
    revision = page.get_latest_revision()
    prove_both_approvals(workflow_state, page=page, revision=revision, user=user)
    texts = texts_of(workflow_state)
    require_complete(texts.of(revision))
    revision.publish(user=user, skip_permission_checks=True)
    hand_files_to_board(texts.of(revision))
    NewsPage.objects.filter(pk=page.pk).update(cleared_digest=texts.digest(revision), cleared_revision_id=revision.pk)


def require_complete_correction(request, page):
    """Raise Incomplete when the version of the live `page` that Wagtail's editor is about to publish lacks something.

    Hook before_publish_page: the version is stored by then, and nothing of it is left when it is refused.
    """
    from submissions.editor.completeness import require_complete
    from submissions.models import NewsPage

    if isinstance(page, NewsPage):
        require_complete(page.get_latest_revision().as_object())


def prove_both_approvals(workflow_state, *, page, revision, user):
    """Raise Refusal unless a leader of the unit and then the board approved what `revision` holds.

    What the board received is what the leader approved (digests), and everything since is the board's own.
    """
    from submissions.body.content import texts_of
    from submissions.models import ClearanceState
    from submissions.rights.rights import covers

    decision = workflow_state.current_task_state
    clearance = ClearanceState.objects.leader_clearance(workflow_state)
    received = decision.specific if decision and step_of(decision) == BOARD_STEP else None
    proven = (
        clearance is not None
        and received is not None
        and received.status == received.STATUS_APPROVED
        and received.finished_by_id not in (None, clearance.finished_by_id, clearance.confirmed_by_id)
        and covers(clearance, page=page, digest=clearance.digest)
        and received.received_digest == clearance.digest
        and received.decided_revision_id == revision.pk
        and only_the_board_since(clearance, page=page, texts=texts_of(workflow_state))
    )
    if not proven:
        raise Refusal(_("This text is not the one that the unit's leader approved. It has not been published."))


def only_the_board_since(clearance, *, page, texts):
    """Whether every version of `page` after the approved one was saved by a member of the board (BoardVersion)."""
    approved = page.revisions.filter(pk=clearance.decided_revision_id).first()
    if approved is None or texts.digest(approved) != clearance.digest:
        return False
    return not page.revisions.filter(pk__gt=approved.pk, board_version__isnull=True).exists()
