"""A leader's approval on paper: attached to the very text, confirmed by the desk, and then the leader's like any other.

Every function raises Refusal (or ValidationError) with a sentence for the person, and then nothing has changed.
"""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from submissions.body.content import revision_digest
from submissions.chain import notifications
from submissions.chain.decisions import locked_page, require_reason
from submissions.models import ClearanceState, PaperApproval, UnitMembership
from submissions.papers.scans import digest_of
from submissions.rights import positions, rights, roles
from submissions.rights.stages import Stage, stage_of
from submissions.screens.refusals import AlreadyDone, Refusal
from vietnamese.dates import day_of, screen_date, today

# A paper that was signed longer ago hardly says what the piece says now.
OLDEST = datetime.timedelta(days=30)


def leadership_on(day, *, leader, unit):
    """The entry by which `leader` (a User) led `unit` on `day` (a date), the own one before a stand-in's; or None."""
    held = UnitMembership.objects.valid_on(day).filter(unit=unit, user=leader, role=UnitMembership.Role.LEADER)
    ranked = sorted(held.select_related("stands_in_for"), key=lambda m: (m.stands_in_for_id is not None, m.pk))
    return ranked[0] if ranked else None


@transaction.atomic
def attach(*, pk, user, position, leader, signed_on, scan):
    """Attach `scan` (a checked file) as the approval that `leader` signed on `signed_on` (a date) to the piece `pk`.

    It counts for the text as it stands at `position` (positions.reading_position) and for no other. Returns the
    PaperApproval, which takes the place of one that waits already.
    """
    page = locked_page(pk)
    positions.require_position(page, position)
    if not rights.user_can_attach_paper(user, page):
        raise Refusal(_("An approval on paper is attached by the unit, while the piece waits at the leader."))
    if not today() - OLDEST <= signed_on <= today():
        raise ValidationError({"signed_on": _("The day must lie within the last 30 days.")})
    held = leadership_on(signed_on, leader=leader, unit=page.unit)
    if held is None:
        raise ValidationError({"leader": _("This person was no leader of the unit on that day.")})
    if not rights.user_can_sign_on_paper(leader, page, unit=page.unit):
        raise ValidationError({"leader": _("This person may not approve this piece.")})
    latest = page.get_latest_revision()
    leads_no_more = leadership_on(today(), leader=leader, unit=page.unit) is None
    if leads_no_more and signed_on < day_of(latest.created_at):
        sentence = _("This person leads the unit no more, and the text is of a later day than the paper.")
        raise ValidationError({"leader": sentence})
    step = page.current_workflow_task_state
    PaperApproval.objects.filter(step=step.pk, state=PaperApproval.State.WAITING).update(
        state=PaperApproval.State.REPLACED
    )
    paper = PaperApproval.objects.create(
        page=page,
        step=ClearanceState.objects.get(pk=step.pk),
        unit=page.unit,
        revision_key=latest.pk,
        digest=revision_digest(latest),
        leader=leader,
        leader_name=str(leader),
        leader_post=held.acting_post,
        signed_on=signed_on,
        scan=scan,
        scan_digest=digest_of(scan),
        attached_by=user,
    )
    note(paper, "attached", user=user, comment=f"{paper.signed_by}, {screen_date(signed_on)}")
    told = {"recipients": roles.holders_of(roles.DESK), "event": f"paper:{paper.pk}", "user": user, "paper": paper}
    address = settings.WAGTAILADMIN_BASE_URL + reverse("papers:paper", args=[paper.pk])
    notifications.write("paper_attached", page, link=address, **told)
    return paper


def text_of(paper):
    """The text that `paper` was attached to, as a NewsPage; None when the piece has moved on or reads otherwise."""
    page = paper.page
    step = page.current_workflow_task_state
    if stage_of(page) != Stage.AT_LEADER or step is None or step.pk != paper.step_id:
        return None
    latest = page.get_latest_revision()
    return latest.as_object() if revision_digest(latest) == paper.digest else None


def waiting_paper(pk, *, user):
    """The PaperApproval `pk` for `user` to decide on, its page's row held; raises Refusal."""
    locked_page(PaperApproval.objects.values_list("page", flat=True).get(pk=pk))
    paper = PaperApproval.objects.select_related("page", "unit", "leader", "decided_by").get(pk=pk)
    if not rights.user_can_confirm_paper(user, paper):
        raise Refusal(_("This paper is not yours to confirm."))
    if paper.state != PaperApproval.State.WAITING:
        raise AlreadyDone(
            _("This paper has been dealt with already: %(state)s.") % {"state": paper.get_state_display()}
        )
    return paper


@transaction.atomic
def confirm(*, pk, user):
    """Record the paper `pk` as its leader's approval, once `user` of the desk has compared it with the piece."""
    paper = waiting_paper(pk, user=user)
    if text_of(paper) is None:
        raise AlreadyDone(
            _("The piece was changed, withdrawn or decided on after the paper was attached: it no longer holds.")
        )
    may_sign = rights.user_can_sign_on_paper(paper.leader, paper.page, unit=paper.unit)
    if not may_sign or not leadership_on(paper.signed_on, leader=paper.leader, unit=paper.unit):
        raise Refusal(_("This person was no leader of the unit on that day, or may not approve this piece."))
    with paper.scan.open("rb") as scan:
        if digest_of(scan) != paper.scan_digest:
            raise Refusal(_("The scan is not the one that was attached."))
    decide(paper, state=PaperApproval.State.CONFIRMED, user=user)
    state = ClearanceState.objects.select_related("workflow_state__workflow", "task").get(pk=paper.step_id)
    state.task.specific.approve_on_paper(state, paper=paper, user=user)
    note(paper, "confirmed", user=user, comment=f"{paper.signed_by}, {screen_date(paper.signed_on)}")
    told = {"recipients": [paper.leader], "event": f"paper:{paper.pk}", "user": user, "paper": paper}
    notifications.write("paper_confirmed", paper.page, **told)


@transaction.atomic
def refuse(*, pk, user, reason):
    """Give the paper `pk` back to the unit, with a reason; the piece still waits at the leader."""
    paper = waiting_paper(pk, user=user)
    paper.reason = require_reason(reason)
    decide(paper, state=PaperApproval.State.REFUSED, user=user)
    note(paper, "refused", user=user, comment=paper.reason)
    unit = notifications.writers(paper.page) | notifications.members({paper.attached_by}, page=paper.page)
    told = {"recipients": unit, "event": f"paper:{paper.pk}", "user": user, "reason": paper.reason, "paper": paper}
    notifications.write("paper_refused", paper.page, **told)


def decide(paper, *, state, user):
    paper.state, paper.decided_by, paper.decided_at = state, user, timezone.now()
    paper.save(update_fields=["state", "decided_by", "decided_at", "reason"])


def note(paper, action, *, user, comment):
    data = {"comment": comment, "paper": paper.pk}
    log(instance=paper.page, action=f"submissions.paper_{action}", user=user, data=data)
