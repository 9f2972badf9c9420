"""Decisions taken on our own screens. Each takes the page's row first, reads what is true then, and acts once.

Every function raises Refusal with a sentence for the person, and then nothing has changed.
"""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from submissions.chain import notifications
from submissions.editor.own_unit import own_unit_sentence
from submissions.models import NewsPage
from submissions.rights import positions, rights
from submissions.rights.reasons import require_reason
from submissions.screens.refusals import Refusal


def locked_page(pk):
    """The NewsPage `pk` as it is now, its row held until the transaction ends."""
    Page.objects.select_for_update(of=("self",)).get(pk=pk)
    return NewsPage.objects.get(pk=pk)


@transaction.atomic
def decide(*, pk, user, action, position, comment=""):
    """Approve or send back ("approve", "reject") the piece `pk` at the step that `position` names.

    `position` is positions.reading_position as the person saw it; a second decision on it is refused, saying who was
    first.
    """
    page = locked_page(pk)
    positions.require_position(page, position)
    if not rights.user_can_decide_news(user, page):
        raise Refusal(own_unit_sentence(user, page) or _("This step is not yours to decide."))
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, user, action, comment=comment)


@transaction.atomic
def withdraw(*, pk, user):
    """Take the piece `pk` back to the unit, until the board has decided. The next time the leader decides again."""
    page = locked_page(pk)
    if not rights.user_can_withdraw_news(user, page):
        raise Refusal(_("This piece cannot be withdrawn by you now."))
    task_state = page.current_workflow_task_state
    page.forget_time(user=user)
    page.current_workflow_state.cancel(user=user)
    notifications.withdrawn(page, task_state=task_state, user=user)


@transaction.atomic
def take_down(*, pk, user, reason, public_reason=NewsPage.PublicReason.UNSAID):
    """Take the live piece `pk` off the public site, with a reason that the unit can read.

    Readers never see it: at the old address they are told `public_reason` (NewsPage.PublicReason), and no more.
    """
    page = locked_page(pk)
    if not rights.user_can_take_down_news(user, page):
        raise Refusal(_("This piece cannot be taken down by you now."))
    reason = require_reason(reason)
    if public_reason not in NewsPage.PublicReason:
        raise Refusal(_("Please choose what readers are told. Nothing has been decided yet."))
    UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    entry = log(
        instance=page,
        action="submissions.take_down",
        user=user,
        data={"comment": reason, "public_reason": public_reason},
    )
    NewsPage.objects.filter(pk=pk).update(public_reason=public_reason)
    notifications.taken_down(page, user=user, reason=reason, event=f"take-down:{entry.pk}")


@transaction.atomic
def reword_reason(*, pk, user, public_reason):
    """Tell readers `public_reason` (NewsPage.PublicReason) at the address of the piece `pk`, which was taken down.

    Why the board took it down, which the unit reads, stays as it was written.
    """
    page = locked_page(pk)
    if not rights.user_can_reword_reason(user, page):
        raise Refusal(_("What readers are told cannot be changed by you now."))
    if public_reason not in NewsPage.PublicReason:
        raise Refusal(_("Please choose what readers are told. Nothing has been decided yet."))
    if public_reason == page.public_reason:
        raise Refusal(_("Readers are told that already. Nothing has changed."))
    told = NewsPage.PublicReason(public_reason).label
    log(
        instance=page,
        action="submissions.reword_reason",
        user=user,
        data={"comment": str(told), "public_reason": public_reason, "before": page.public_reason},
    )
    NewsPage.objects.filter(pk=pk).update(public_reason=public_reason)


@transaction.atomic
def set_aside_draft(*, pk, user, reason):
    """Put the unit's uncleared draft on the live piece `pk` aside: what is live becomes the newest version.

    The draft stays in the history, and the unit is told.
    """
    page = locked_page(pk)
    if not rights.user_can_set_aside_draft(user, page):
        raise Refusal(own_unit_sentence(user, page) or _("There is no draft of the unit to set aside."))
    reason = require_reason(reason)
    if page.current_workflow_state is not None:
        page.current_workflow_state.cancel(user=user)
        page = NewsPage.objects.get(pk=pk)
    page.save_revision(user=user, changed=False, clean=False)
    entry = log(instance=page, action="submissions.set_aside", user=user, data={"comment": reason})
    notifications.set_aside(page, user=user, reason=reason, event=f"set-aside:{entry.pk}")


@transaction.atomic
def mark_duplicate(*, pk, user, of):
    """Mark the piece `pk` as a duplicate of the piece `of` (a NewsPage), or clear the mark with None."""
    page = locked_page(pk)
    if not rights.user_can_mark_duplicate(user, page):
        raise Refusal(_("Only the editorial board marks duplicates."))
    if of is not None and of.pk == page.pk:
        raise Refusal(_("A piece is no duplicate of itself."))
    if of is not None and of.duplicate_of_id is not None:
        raise Refusal(_("That piece is marked as a duplicate itself. Please name the one that counts."))
    NewsPage.objects.filter(pk=pk).update(duplicate_of=of)
    # The unit reads this in its history: of a piece that is not public, only whose it is.
    told = "" if of is None else of.title if of.live else str(of.unit)
    data = {"comment": told, "duplicate_of": of.pk if of else None}
    log(instance=page, action="submissions.mark_duplicate", user=user, data=data)
