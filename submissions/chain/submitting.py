"""Sending a piece in from its own page: the same conditions as the editor's form, without opening it."""

from django.db import transaction
from django.utils.translation import gettext as _

from submissions.chain.decisions import locked_page
from submissions.editor import completeness
from submissions.rights import positions, rights
from submissions.screens.refusals import Refusal


class Incomplete(Refusal):
    """The text cannot be sent in as it is; `problems` (completeness.problems) become the sentence."""

    def __init__(self, problems):
        super().__init__(" ".join(sentence for _field, sentence in problems))


@transaction.atomic
def submit(*, pk, user, position):
    """Send the piece `pk` to the unit's leader as its newest version stands.

    Raises Incomplete with what is missing, AlreadyDone when the piece has moved on since `position`
    (positions.reading_position) was shown, Refusal when it is not the user's to send.
    """
    page = locked_page(pk)
    positions.require_position(page, position)
    if not rights.user_can_submit_news(user, page):
        raise Refusal(_("This piece cannot be submitted by you now."))
    if problems := completeness.problems(page.get_latest_revision_as_object()):
        raise Incomplete(problems)
    state = page.current_workflow_state
    if state is not None:
        state.resume(user=user)
    else:
        page.get_workflow().start(page, user)
