"""Who is told what, and when: one mail to each person for each event, as a row of the outbox.

The table of transitions and recipients is in docs/notifications.md. Mails are written in the transaction of the
decision and sent by the worker, so a failing mail server never reaches the person who decided.
"""

from urllib.parse import urljoin

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from submissions.kept.outbox import others, outbox_row
from submissions.models import Notice
from submissions.rights import roles, steps

# Where the mail's link leads, if not to the piece's page: what was sent back is opened to be changed. Once the piece
# has moved on, that address leads to its page.
LEADS_TO = {"returned_by_leader": "submissions:quick", "returned_by_board": "submissions:quick"}


def write(kind, page, *, recipients, event, user=None, reason=""):
    """Write one mail of `kind` about `page` to each of `recipients`, once for `event`; never to `user` themselves."""
    context = {
        "page": page,
        "unit": page.unit,
        "person": user,
        "post": roles.post_of(user, page=page) if user is not None else "",
        "reason": reason,
        "link": settings.WAGTAILADMIN_BASE_URL + reverse(LEADS_TO.get(kind, "submissions:piece"), args=[page.pk]),
        "site": settings.WAGTAIL_SITE_NAME,
        # Of several sites, Wagtail names the piece's own; of one, it leaves out the host.
        "public": urljoin(settings.WAGTAILADMIN_BASE_URL, page.url) if page.url else "",
    }
    notices = Notice.objects.filter(page_id=page.pk, kind=kind, event=event)
    told = set(notices.values_list("recipient", flat=True))
    for recipient in others(recipients, user=user):
        if recipient.pk not in told:
            notice = Notice(recipient=recipient, page_id=page.pk, kind=kind, event=event)
            write_once(notice, context=context)


def write_once(notice, *, context):
    """Write `notice` (an unsaved Notice) with its mail, or neither when somebody has just written the same one."""
    try:
        with transaction.atomic():
            if notice.recipient.email:
                template = f"submissions/chain/mail/{notice.kind}.txt"
                notice.email = outbox_row(template, recipient=notice.recipient, context=context)
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
    people = {person for person in (page.owner, state.requested_by if state else None) if person}
    return {person for person in people if roles.user_is_member_for(person, page)}


def leaders(page):
    return set(roles.unit_leaders(page.unit))


def board():
    """The active accounts of the editorial board and of the intake desk."""
    return {*roles.holders_of(roles.EDITOR), *roles.holders_of(roles.DESK)}


def step_started(task_state, *, user):
    """A piece waits with the leader, or reached the board."""
    page = task_state.workflow_state.content_object.specific
    event = f"step:{task_state.pk}"
    if steps.step_of(task_state) == steps.LEADER_STEP:
        write("waits_for_leader", page, recipients=leaders(page), event=event, user=user)
    else:
        write("reached_board", page, recipients=board(), event=event, user=user)
        write("passed_by_leader", page, recipients=writers(page), event=event, user=user)


def sent_back(task_state, *, user):
    """The leader or the board sent the piece back, with a reason: everyone concerned hears it."""
    page = task_state.workflow_state.content_object.specific
    event = f"step:{task_state.pk}"
    if steps.step_of(task_state) == steps.LEADER_STEP:
        recipients = writers(page)
        kind = "returned_by_leader"
    else:
        recipients = writers(page) | leaders(page)
        kind = "returned_by_board"
    write(kind, page, recipients=recipients, event=event, user=user, reason=task_state.comment)


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
