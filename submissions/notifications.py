"""Who is told what, and when: one mail to each person for each event, as a row of the outbox.

The table of transitions and recipients is in docs/notifications.md. Mails are written in the transaction of the
decision and sent by the worker, so a failing mail server never reaches the person who decided.
"""

import logging

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from post_office import mail

from submissions import chain, permissions
from submissions.models import Notice

logger = logging.getLogger(__name__)


def write(kind, page, *, recipients, event, user=None, reason=""):
    """Write one mail of `kind` about `page` to each of `recipients`, once for `event`; never to `user` themselves."""
    context = {
        "page": page,
        "unit": page.unit,
        "person": user,
        "post": permissions.post_of(user, page=page) if user is not None else "",
        "reason": reason,
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("submissions:piece", args=[page.pk]),
        "site": settings.WAGTAIL_SITE_NAME,
    }
    notices = Notice.objects.filter(page_id=page.pk, kind=kind, event=event)
    told = set(notices.values_list("recipient", flat=True))
    for recipient in sorted(set(recipients) - {user}, key=lambda person: person.pk):
        if recipient.pk not in told:
            notice = Notice(recipient=recipient, page_id=page.pk, kind=kind, event=event)
            write_once(notice, context=context)


def write_once(notice, *, context):
    """Write `notice` (an unsaved Notice) with its mail, or neither when somebody has just written the same one."""
    try:
        with transaction.atomic():
            if notice.recipient.email:
                template = f"submissions/mail/{notice.kind}.txt"
                notice.email = outbox_row(template, recipient=notice.recipient, context=context)
            notice.save()
    except IntegrityError:
        same = Notice.objects.filter(
            recipient=notice.recipient, page=notice.page_id, kind=notice.kind, event=notice.event
        )
        if not same.exists():
            raise


def outbox_row(template, *, recipient, context):
    """The post_office Email for `recipient`: first line of `template` (a name) is the subject, the rest the text.

    None when it cannot be written, for example to a malformed address: that never stops a decision. The notice
    stays without a mail, and the log says why.
    """
    text = render_to_string(template, {**context, "recipient": recipient})
    subject, body = text.strip().split("\n", 1)
    try:
        with transaction.atomic():
            return mail.send(recipient.email, subject=" ".join(subject.split()), message=body.strip())
    except ValidationError:
        logger.exception("No mail to %s: the address or the text is refused", recipient.username)
        return None


def writers(page):
    """Who wrote and sent `page`: its owner and the last person to submit, while they belong to its unit."""
    state = page.workflow_states.select_related("requested_by").order_by("-created_at", "-pk").first()
    people = {person for person in (page.owner, state.requested_by if state else None) if person}
    return {person for person in people if permissions.user_is_member_for(person, page)}


def leaders(page):
    return set(permissions.unit_leaders(page.unit))


def board():
    """The active accounts of the editorial board and of the intake desk."""
    return {*permissions.holders_of(permissions.EDITOR), *permissions.holders_of(permissions.DESK)}


def step_started(task_state, *, user):
    """A piece waits with the leader, or reached the board."""
    page = task_state.workflow_state.content_object.specific
    event = f"step:{task_state.pk}"
    if chain.step_of(task_state) == chain.LEADER_STEP:
        write("waits_for_leader", page, recipients=leaders(page), event=event, user=user)
    else:
        write("reached_board", page, recipients=board(), event=event, user=user)
        write("passed_by_leader", page, recipients=writers(page), event=event, user=user)


def sent_back(task_state, *, user):
    """The leader or the board sent the piece back, with a reason: everyone concerned hears it."""
    page = task_state.workflow_state.content_object.specific
    event = f"step:{task_state.pk}"
    if chain.step_of(task_state) == chain.LEADER_STEP:
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
    at_leader = chain.step_of(task_state) == chain.LEADER_STEP
    recipients = leaders(page) if at_leader else board() | leaders(page)
    write("withdrawn", page, recipients=recipients, event=f"step:{task_state.pk}", user=user)


def taken_down(page, *, user, reason, event):
    write("taken_down", page, recipients=writers(page) | leaders(page), event=event, user=user, reason=reason)


def set_aside(page, *, user, reason, event):
    write("set_aside", page, recipients=writers(page) | leaders(page), event=event, user=user, reason=reason)
