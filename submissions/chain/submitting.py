"""Sending a piece in from its own page: the same conditions as the editor's form, without opening it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import StreamBlockValidationError

from submissions.chain.decisions import locked_page
from submissions.editor.completeness import shares_do_not_add_up, source_is_missing
from submissions.rights import positions, rights, roles
from submissions.screens.refusals import Refusal


class Incomplete(Refusal):
    """The text cannot be sent in as it is; `problems` names what is missing, each as a sentence."""

    def __init__(self, problems):
        super().__init__(" ".join(problems))
        self.problems = problems


def problems_of(page):
    """What keeps `page` (the newest version as a NewsPage) from being sent in, as sentences; empty if nothing."""
    problems = missing_fields(page)
    if source_is_missing(origin=page.origin, source=page.source):
        problems.append(_("A compiled or reprinted piece must name its source."))
    if shares_do_not_add_up([author.share for author in page.authors.all()]):
        problems.append(_("The authors' shares must add up to 100 %."))
    if not roles.unit_leaders(page.unit).exists():
        problems.append(roles.no_leader_sentence(page.unit))
    return problems


def missing_fields(page):
    problems = []
    try:
        page.full_clean(exclude=["slug", "unit", "cover"])
    except ValidationError as errors:
        names = [field_name(page, field) for field in errors.message_dict if field != "body"]
        problems += [_("Please fill in “%(field)s”.") % {"field": name} for name in names]
    if not page.body:
        problems.append(_("The text is still empty."))
    else:
        try:
            page.body.stream_block.clean(page.body)
        except (StreamBlockValidationError, ValidationError):
            problems.append(_("Something is missing in the text, for example the caption of a photo."))
    return problems


def field_name(page, name):
    if name == "title":
        return _("Title")
    return capfirst(str(page._meta.get_field(name).verbose_name))


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
    if problems := problems_of(page.get_latest_revision_as_object()):
        raise Incomplete(problems)
    state = page.current_workflow_state
    if state is not None:
        state.resume(user=user)
    else:
        page.get_workflow().start(page, user)
