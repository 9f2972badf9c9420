"""Who is told what, and when: one mail to each person for each event, as a row of the outbox.

The table of transitions and recipients is in docs/notifications.md. Mails are written in the transaction of the
decision and sent by the worker, so a failing mail server never reaches the person who decided.
"""

from urllib.parse import urljoin

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from submissions.chain.leader_letter import LeaderLetter
from submissions.kept.outbox import others, outbox_row
from submissions.models import ClearanceState, Locality, Notice, User
from submissions.rights import rights, roles, steps

# Where the mail's link leads, if not to the piece's page: what was sent back is opened to be changed. Once the piece
# has moved on, that address leads to its page.
LEADS_TO = {"returned_by_leader": "submissions:quick", "returned_by_board": "submissions:quick"}


def write(kind, page, *, recipients, event, user=None, reason="", mark="", post=None, letter=outbox_row, **words):
    """Write one mail of `kind` about `page` to each of `recipients`, once for `event`; never to `user` themselves.

    `words` is what the mail of this kind says beside that. `letter` writes it: as outbox_row does, or with something
    of the recipient's own in it.
    """
    context = {
        "page": page,
        "unit": page.unit,
        "person": user,
        "post": roles.post_of(user, page=page) if post is None and user is not None else post,
        "reason": reason,
        "mark": mark,
        "link": settings.WAGTAILADMIN_BASE_URL + reverse(LEADS_TO.get(kind, "submissions:piece"), args=[page.pk]),
        "site": Locality.load().site_title,
        # Of several sites, Wagtail names the piece's own; of one, it leaves out the host.
        "public": urljoin(settings.WAGTAILADMIN_BASE_URL, page.url) if page.url else "",
        **words,
    }
    notices = Notice.objects.filter(page_id=page.pk, kind=kind, event=event)
    told = set(notices.values_list("recipient", flat=True))
    for recipient in others(recipients, user=user):
        if recipient.pk not in told:
            notice = Notice(recipient=recipient, page_id=page.pk, kind=kind, event=event)
            write_once(notice, context=context, letter=letter)


def write_once(notice, *, context, letter):
    """Write `notice` (an unsaved Notice) with its mail, or neither when somebody has just written the same one."""
    try:
        with transaction.atomic():
            if notice.recipient.email:
                template = f"submissions/chain/mail/{notice.kind}.txt"
                notice.email = letter(template, recipient=notice.recipient, context=context)
            notice.save()
    except IntegrityError:
        same = Notice.objects.filter(
            recipient=notice.recipient, page=notice.page_id, kind=notice.kind, event=notice.event
        )
        if not same.exists():
            raise


def writers(page):
    """Who wrote and sent `page`: its owner and the last person to submit, while they belong to its unit."""
    state = page.workflow_states.select_related("requested_by").order_by("-created_at", "-pk").first()
    step = ClearanceState.objects.of(page, step=steps.LEADER_STEP).select_related("submitted_by").first()
    sent_by = (step.submitted_by if step else None) or (state.requested_by if state else None)
    return members({page.owner, sent_by} - {None}, page=page)


def members(people, *, page):
    """Those of `people` (Users) who belong to the unit of `page` today."""
    return {person for person in people if roles.user_is_member_for(person, page)}


def leaders(page):
    return set(roles.unit_leaders(page.unit))


def deciders(page, *, sender):
    """The leaders who may decide on `page` that `sender` (a User or None) has sent in: not its writers, if so ruled."""
    return {
        leader
        for leader in leaders(page)
        if not rights.must_leave_own_piece(leader, page, unit=page.unit, sender=sender)
    }


def approvers(page):
    """Who approved `page` before as a leader of its unit, while they belong to it."""
    approved = ClearanceState.objects.of(page, step=steps.LEADER_STEP, status=ClearanceState.STATUS_APPROVED)
    return members(User.objects.filter(is_active=True, pk__in=approved.values("finished_by")), page=page)


def board():
    """The active accounts of the editorial board and of the intake desk."""
    return {*roles.holders_of(roles.EDITOR), *roles.holders_of(roles.DESK)}


def step_started(task_state, *, user):
    """A piece waits with the leader, or reached the board."""
    page = task_state.workflow_state.content_object.specific
    event = f"step:{task_state.pk}"
    if steps.step_of(task_state) == steps.LEADER_STEP:
        letter = LeaderLetter(task_state)
        recipients = deciders(page, sender=user)
        write("waits_for_leader", page, recipients=recipients, event=event, user=user, letter=letter)
    else:
        approval = ClearanceState.objects.leader_clearance(task_state.workflow_state)
        # Who sends in again what was approved before acts in the own post.
        post = approval.decider_post if user is not None and approval.finished_by_id == user.pk else None
        for kind, recipients in (("reached_board", board()), ("passed_by_leader", writers(page))):
            write(kind, page, recipients=recipients, event=event, user=user, mark=approval.mark, post=post)


def sent_back(task_state, *, user):
    """The leader or the board sent the piece back, with a reason: told to writers, leaders and who approved before."""
    page = task_state.workflow_state.content_object.specific
    recipients = writers(page) | leaders(page) | approvers(page)
    at_leader = steps.step_of(task_state) == steps.LEADER_STEP
    kind = "returned_by_leader" if at_leader else "returned_by_board"
    said = {"reason": task_state.comment, "post": task_state.decider_post}
    write(kind, page, recipients=recipients, event=f"step:{task_state.pk}", user=user, **said)


def published(page):
    """The piece is on the public site for the first time."""
    write("published", page, recipients=writers(page) | leaders(page), event="first-publication")


def withdrawn(page, *, task_state, user):
    """The unit took the piece back: whoever it waited with hears it."""
    at_leader = steps.step_of(task_state) == steps.LEADER_STEP
    recipients = leaders(page) if at_leader else board() | leaders(page)
    write("withdrawn", page, recipients=recipients, event=f"step:{task_state.pk}", user=user)


def taken_down(page, *, user, reason, event):
    write("taken_down", page, recipients=writers(page) | leaders(page), event=event, user=user, reason=reason)


def set_aside(page, *, user, reason, event):
    write("set_aside", page, recipients=writers(page) | leaders(page), event=event, user=user, reason=reason)
