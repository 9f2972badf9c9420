"""Sending a piece in from its own page: the same conditions as the editor's form, without opening it."""

from django.db import transaction
from django.utils.translation import gettext as _

from submissions.chain.decisions import locked_page
from submissions.rights import positions, rights
from submissions.screens.refusals import Refusal


@transaction.atomic
def submit(*, pk, user, position):
    """Send the piece `pk` to the unit's leader as its newest version stands.

    Raises Incomplete (completeness.py) with what is missing, AlreadyDone when the piece has moved on since `position`
    (positions.reading_position) was shown, Refusal when it is not the user's to send.
    """
    page = locked_page(pk)
    positions.require_position(page, position)
    if not rights.user_can_submit_news(user, page):
        raise Refusal(_("This piece cannot be submitted by you now."))
    state = page.current_workflow_state
    if state is not None:
        state.resume(user=user)
    else:
        page.get_workflow().start(page, user)
