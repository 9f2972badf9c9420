"""What a piece lacks, each said once, with the place: asked of what is stored at every step of the chain.

The form asks for the parts beforehand, so that a sentence stands at its field while somebody writes.
"""

from html import unescape

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from submissions.rights import rights, roles
from submissions.screens.refusals import Refusal
from vietnamese.dates import day_of, screen_date, today
from vietnamese.text import normalise

WHOLE = 100
NO_TEXT = gettext_lazy("The text is still empty.")


class Incomplete(Refusal):
    """The text cannot go on as it is; `problems` (see below) become the sentence."""

    def __init__(self, problems):
        super().__init__(" ".join(sentence for _field, sentence in problems))


def require_complete(page):
    """Raise Incomplete when `page` (a stored version as a NewsPage) lacks something.

    Asked when the leader's step begins (sending in), when the board's begins (the leader's approval, or sending in
    again) and before anything is published, whichever way a piece comes there: what was posted is a part of it at most.
    """
    if found := problems(page):
        raise Incomplete(found)


def require_leader(page, *, sender):
    """Raise Incomplete when nobody could approve `page`, which `sender` (a User) sends in."""
    if found := nobody_to_approve(page.unit, page=page, sender=sender):
        raise Incomplete(found)


def problems(page, *, of_text=None):
    """What `page` (a version as a NewsPage) lacks: [(field, sentence)], empty if nothing.

    A form, which has no whole piece yet, asks for the parts; one that shows the text otherwise says with `of_text`,
    in the place of unfinished_text, what that lacks.
    """
    authors = page.authors.all()
    return [
        *empty_fields(page),
        *(of_text or unfinished_text)(page.body),
        *unnamed_source(origin=page.origin, source=page.source),
        *wrong_end(page.end_of_notice, of=page),
        *unnamed_authors([author.name for author in authors]),
        *uneven_shares([author.share for author in authors]),
    ]


def empty_fields(page):
    try:
        page.full_clean(exclude=["slug", "unit", "cover", "recording"])
    except ValidationError as errors:
        names = [name for name in errors.message_dict if name != "body"]
        return [(name, please_fill_in(page, name)) for name in names]
    return []


def please_fill_in(page, name):
    return _("Please fill in “%(field)s”.") % {"field": field_name(page, name)}


def field_name(page, name):
    if name == "title":
        return _("Title")
    return capfirst(str(page._meta.get_field(name).verbose_name))


def unfinished_text(body):
    """Each part of `body` (a StreamValue) that lacks something, by its place in the text."""
    if is_without_words(body):
        return [("body", str(NO_TEXT))]
    return [("body", sentence) for _part, sentence in unfinished_parts(body)]


def is_without_words(body):
    return not any(map(says_something, body))


def unfinished_parts(body):
    """(part, sentence) of each part of `body` that lacks something: a BoundBlock, and what it lacks, with its place."""
    try:
        body.stream_block.clean(body)
        errors = {}
    except StreamBlockValidationError as error:
        errors = error.block_errors
    for number, part in enumerate(body, start=1):
        if number - 1 in errors or (part.block_type == "table" and not says_something(part)):
            yield part, _unfinished_part(number, part, errors.get(number - 1))


def says_something(part):
    """Whether a reader would see anything of `part` (a BoundBlock of the body): paragraphs and tables may be blank."""
    if part.block_type == "text":
        return bool(normalise(unescape(strip_tags(part.value.source))).strip())
    if part.block_type == "table":
        return any(cell for row in (part.value or {}).get("data") or () for cell in row)
    return True


def _unfinished_part(number, part, error):
    places = list(_places(part.block, error))
    words = {"number": number, "part": part.block.label, "fields": ", ".join(places)}
    if not places:
        return _("Part %(number)s of the text (%(part)s) is still empty.") % words
    return _("Part %(number)s of the text (%(part)s) is not complete: %(fields)s.") % words


def _places(block, error):
    """The names of the fields of `block` that `error` (a ValidationError, or None) is about, those inside last."""
    if isinstance(error, StructBlockValidationError):
        for name, inner in error.block_errors.items():
            child = block.child_blocks[name]
            yield from list(_places(child, inner)) or [str(child.label)]
    elif isinstance(error, ListBlockValidationError):
        for index, inner in error.block_errors.items():
            for place in _places(block.child_block, inner):
                yield f"{block.label} {index + 1} – {place}"
        yield from (str(message) for messages in error.non_block_errors.as_data() for message in messages)


def unnamed_source(*, origin, source):
    """A text that is not the unit's own says where it is from."""
    if origin in ("compiled", "reprinted") and not (source or "").strip():
        return [("source", _("A compiled or reprinted piece must name its source."))]
    return []


def wrong_end(end, *, of):
    """An announcement holds on the day on which it is first published: `end` (a date or None) of the piece `of`."""
    if end is None:
        return []
    words = {"end": screen_date(end)}
    if of.published_at is not None and end < day_of(of.published_at):
        words["day"] = screen_date(day_of(of.published_at))
        return [
            ("holds_until", _("“In force until” is %(end)s, before the announcement was published (%(day)s).") % words)
        ]
    if of.published_at is None and end < today():
        return [("holds_until", _("“In force until” is %(end)s, which has passed: please check the day.") % words)]
    if of.published_at is None and of.go_live_at is not None and end < day_of(of.go_live_at):
        words["day"] = screen_date(day_of(of.go_live_at))
        return [
            ("holds_until", _("“In force until” is %(end)s, before the day set for publication (%(day)s).") % words)
        ]
    return []


def unnamed_authors(names):
    """An author is somebody, so that it is known who wrote and who is paid."""
    if all(normalise(name or "").strip() for name in names):
        return []
    return [("authors", _("An author has no name: please write it, or take the row away."))]


def uneven_shares(shares):
    """The authors' `shares` of the royalty (whole per cents), if there are any, add up to the whole."""
    if shares and sum(share or 0 for share in shares) != WHOLE:
        return [("authors", _("The authors' shares must add up to 100 %."))]
    return []


def nobody_to_approve(unit, *, page, sender):
    """A piece is only sent where somebody can approve it: `page` of `unit` by `sender` (a User)."""
    leaders = list(roles.unit_leaders(unit))
    if not leaders:
        sentence = _(
            "%(unit)s has no leader registered at present, so nobody could approve the piece. "
            "Ask the administrator to register a leader (or a deputy); the text stays saved as a draft."
        )
        return [(None, sentence % {"unit": unit})]
    if all(rights.must_leave_own_piece(leader, page, unit=unit, sender=sender) for leader in leaders):
        sentence = _(
            "Nobody approves their own piece here, and %(unit)s has no other leader at present, so nobody could "
            "approve this one. Ask the administrator to register a deputy; the text stays saved as a draft."
        )
        return [(None, sentence % {"unit": unit})]
    return []
