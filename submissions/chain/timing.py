"""When a piece goes live, set by the board on the piece's own page: at once, at a time, or no longer then."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.chain import decisions
from submissions.editor.completeness import require_complete
from submissions.editor.own_unit import own_unit_sentence
from submissions.rights import positions, rights
from submissions.rights.stages import Stage, stage_of
from submissions.screens.refusals import AlreadyDone, Refusal


def require_future(moment):
    """Refuse a `moment` (an aware datetime) that has passed: it would publish at once, which is another button."""
    if moment is not None and moment <= timezone.now():
        raise Refusal(_("The time has to lie in the future. Nothing has been decided yet."))


@transaction.atomic
def publish(*, pk, user, position, at=None):
    """Publish the piece `pk` at once, or at the aware datetime `at`.

    At the board's step this is the board's approval, decided once like any other (decisions.decide); on a piece
    that went through the chain before, a publication of the newest version. Raises Refusal.
    """
    page = decisions.locked_page(pk)
    require_future(at)
    if stage_of(page) == Stage.AT_BOARD:
        positions.require_position(page, position)
        if rights.user_can_decide_news(user, page):
            set_time(page, user=user, at=at)
        now = decisions.locked_page(pk)
        decisions.decide(pk=pk, user=user, action="approve", position=positions.reading_position(now))
        return
    positions.require_position(page, position)
    if not rights.user_can_publish_news(user, page):
        raise Refusal(own_unit_sentence(user, page) or _("This piece cannot be published by you now."))
    if stage_of(page) == Stage.PUBLISHED and not page.has_unpublished_changes:
        raise AlreadyDone(_("This piece is published already."))
    revision = set_time(page, user=user, at=at)
    require_complete(revision.as_object())
    revision.publish(user=user, skip_permission_checks=True)


def set_time(page, *, user, at):
    """The newest version of `page` with the time `at` (None: no time), as a new version of the board if it differs."""
    text = page.get_latest_revision_as_object()
    if text.go_live_at == at:
        return page.get_latest_revision()
    text.go_live_at = at
    return text.save_revision(user=user, clean=False)


@transaction.atomic
def unschedule(*, pk, user):
    """Stop the set time of the piece `pk`; it stays cleared, and the board may publish it or set another."""
    page = decisions.locked_page(pk)
    if not rights.user_can_unschedule_news(user, page):
        raise Refusal(_("There is no set time that you could stop."))
    revision = page.scheduled_revision
    revision.approved_go_live_at = None
    revision.save(user=user, update_fields=["approved_go_live_at"])
