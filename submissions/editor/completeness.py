"""What keeps a piece from being sent in, each said once: asked by the leader's step, and by the form beforehand."""

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import StreamBlockValidationError

from submissions.rights import roles
from submissions.screens.refusals import Refusal

WHOLE = 100
NO_TEXT = gettext_lazy("The text is still empty.")


class Incomplete(Refusal):
    """The text cannot be sent in as it is; `problems` (see below) become the sentence."""

    def __init__(self, problems):
        super().__init__(" ".join(sentence for _field, sentence in problems))


def require_complete(page):
    """Raise Incomplete when something keeps `page` (a stored version as a NewsPage) from being sent in.

    The step of the unit's leader asks, whichever way a piece comes there.
    """
    if found := problems(page):
        raise Incomplete(found)


def problems(page):
    """What keeps `page` (a version as a NewsPage) from being sent in: [(field, sentence)], empty if nothing.

    The field is None for what concerns the piece as a whole. A form, which has no whole piece yet, asks for the parts
    beforehand, so that each sentence stands at its field.
    """
    return [
        *empty_fields(page),
        *unfinished_text(page.body),
        *unnamed_source(origin=page.origin, source=page.source),
        *uneven_shares([author.share for author in page.authors.all()]),
        *nobody_to_approve(page.unit),
    ]


def empty_fields(page):
    try:
        page.full_clean(exclude=["slug", "unit", "cover"])
    except ValidationError as errors:
        names = [name for name in errors.message_dict if name != "body"]
        return [(name, _("Please fill in “%(field)s”.") % {"field": field_name(page, name)}) for name in names]
    return []


def field_name(page, name):
    if name == "title":
        return _("Title")
    return capfirst(str(page._meta.get_field(name).verbose_name))


def unfinished_text(body):
    if not body:
        return [("body", str(NO_TEXT))]
    try:
        body.stream_block.clean(body)
    except (StreamBlockValidationError, ValidationError):
        return [("body", _("Something is missing in the text, for example the caption of a photo."))]
    return []


def unnamed_source(*, origin, source):
    """A text that is not the unit's own says where it is from."""
    if origin in ("compiled", "reprinted") and not (source or "").strip():
        return [("source", _("A compiled or reprinted piece must name its source."))]
    return []


def uneven_shares(shares):
    """The authors' `shares` of the royalty (whole per cents), if there are any, add up to the whole."""
    if shares and sum(shares) != WHOLE:
        return [("authors", _("The authors' shares must add up to 100 %."))]
    return []


def nobody_to_approve(unit):
    """A piece is only sent where somebody can approve it."""
    if roles.unit_leaders(unit).exists():
        return []
    sentence = _(
        "%(unit)s has no leader registered at present, so nobody could approve the piece. "
        "Ask the administrator to register a leader (or a deputy); the text stays saved as a draft."
    )
    return [(None, sentence % {"unit": unit})]
