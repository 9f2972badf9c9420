"""What stands beside the button: what a piece lacks before it may go, each at its field, and before it counts."""

from django.utils.translation import gettext as _

from submissions.editor import completeness
from submissions.quick.parts import PHOTO, parts_of
from submissions.standing.not_counted import not_counted_because

# Where a problem's field is on the page; what has none of its own stands in the field of the text.
PLACES = {
    "title": "id_title",
    "lead": "id_lead",
    "body": "quick-text",
    "category": "quick-category",
    "event_date": "id_event_date",
    "holds_until": "id_holds_until",
    "source": "id_source",
    "authors": "quick-authors",
}


def checklist(page, *, sender):
    """{"missing": [(place, sentence)], "not_counted": [sentence]} of `page` (a version as a NewsPage, saved or not).

    `place` is the id of the field on the page, or "" where there is none; `sender` is the User who would send it in.
    """
    return {"missing": missing(page, sender=sender), "not_counted": not_counted_because(page)}


def missing(page, *, sender):
    if page.pk is None:
        found = [(name, completeness.please_fill_in(page, name)) for name in ("title", "lead")]
        found += completeness.unfinished_text(page.body)
    else:
        found = completeness.problems(page, of_text=said_of_text)
    found += completeness.nobody_to_approve(page.unit, page=page, sender=sender)
    return [(PLACES.get(name, name or ""), sentence) for name, sentence in found]


def said_of_text(body):
    """What `body` lacks, of photos by their number in the form: which part of the text they are, nobody sees there."""
    if completeness.is_without_words(body):
        return completeness.unfinished_text(body)
    photos = [part for part in parts_of(body) if part.kind == PHOTO]
    places = {part.block["id"]: (number, part.source["image"]) for number, part in enumerate(photos, start=1)}
    said = []
    for part, sentence in completeness.unfinished_parts(body):
        if part.id in places:
            number, pk = places[part.id]
            said.append((f"caption-{pk}", _("Photo %(number)s: please write the caption.") % {"number": number}))
        else:
            said.append(("body", sentence))
    return said
