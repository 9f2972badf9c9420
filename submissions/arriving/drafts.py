"""A piece that arrived becomes one draft of its unit, however often it arrives."""

from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text import RichText

from submissions.arriving.photos import checked
from submissions.editor.authors import WHOLE
from submissions.editor.forms import USUAL_CATEGORY
from submissions.models import Arrival, Category, NewsPage
from submissions.models.news import one_empty_text
from submissions.rights import rights, roles
from submissions.screens.refusals import Refusal
from submissions.word.pieces import Note, PhotoHere, Table, Text
from submissions.word.words import sentence
from vietnamese.text import normalise

LONGEST_SOURCE = 255
LONGEST_NAME = 120
LONGEST_CAPTION = 300
LONGEST_CREDIT = 120
LONGEST_ALT = 250


def arrive(*, unit, user, piece, way, source="", key=None):
    """The draft (a NewsPage) of `unit` (a Unit) that `piece` (a WordPiece) became, written for `user`.

    `way` is an Arrival.Way, `source` the name of the file or the subject of the mail. With a `key` (a UUID) that
    the user has a piece of already, it is that piece, and nothing is written: the same file or mail came again.
    What was left out and what could not be taken over stand as sentences in its `arrival`, refused photos too.
    Raises Refusal where `user` may not write for `unit` today.
    """
    if unit.page_id is None or not roles.user_can_write_for(user, unit):
        raise Refusal(_("You cannot write for this unit today. Nothing has been saved."))
    first = standing(key, user=user)
    if first is not None:
        return first
    forms, refusals = checked(piece.photos, unit=unit, user=user)
    stored = []
    try:
        with transaction.atomic():
            # One after the other, as the forms of new pieces below one page (guard/written_once.py).
            parent = Page.objects.select_for_update(of=("self",)).get(pk=unit.page_id)
            first = standing(key, user=user)
            if first is not None:
                return first
            for form in filter(None, forms):
                stored.append(form.save().file)
            page, notes = _written(parent, user=user, piece=piece, forms=forms, source=source, key=key)
            Arrival.objects.create(
                piece=page,
                way=way,
                source=source[:LONGEST_SOURCE],
                left_out=[sentence(note) for note in piece.left_out],
                problems=[sentence(note) for note in (*piece.problems, *notes, *refusals)],
            )
            return page
    except BaseException:
        # The rows are gone with the transaction; their files would lie there for ever.
        for file in stored:
            file.storage.delete(file.name)
        raise


def standing(key, *, user):
    """The piece that `user` has made under `key` and sees; None where there is none."""
    first = NewsPage.objects.filter(translation_key=key, owner=user).first() if key else None
    return first if first is not None and rights.user_can_see_news(user, first) else None


def _written(parent, *, user, piece, forms, source, key):
    """(the draft, [Note] of what had no room in it)."""
    title, lead, blocks, notes = fitted(piece)
    images = [form and form.instance for form in forms]
    page = NewsPage(
        title=title or normalise(source)[:LONGEST_SOURCE] or _("Piece without a title"),
        lead=lead,
        body=_stream(blocks, piece.photos, images, notes) or one_empty_text(),
        category=Category.objects.filter(code=USUAL_CATEGORY).first(),
        owner=user,
        live=False,
    )
    # A key that somebody else's piece has is nothing to write under.
    if key is not None and not Page.objects.filter(translation_key=key).exists():
        page.translation_key = key
    if piece.author:
        page.authors.create(name=piece.author[:LONGEST_NAME], share=WHOLE)
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)
    return page, notes


def fitted(piece):
    """(title, lead, blocks, [Note]) of `piece` as a NewsPage has room for them."""
    notes = []
    title = " ".join(normalise(piece.title).split())
    lead, blocks = normalise(piece.lead).strip(), list(piece.blocks)
    longest = NewsPage._meta.get_field("title").max_length
    if len(title) > longest:
        notes.append(Note("long_title", title))
        title = f"{title[: longest - 1].rsplit(' ', 1)[0]}…"
    if len(lead) > NewsPage._meta.get_field("lead").max_length:
        notes.append(Note("long_lead", near=lead[:60]))
        blocks.insert(0, Text(format_html("<p>{}</p>", lead)))
        lead = ""
    return title, lead, blocks, notes


def _stream(blocks, photos, images, notes):
    """`blocks` of a WordPiece as the body takes them; photos that were refused (None in `images`) are left out."""
    stream = []
    for block in blocks:
        if isinstance(block, Text):
            stream.append(("text", RichText(block.html)))
        elif isinstance(block, Table):
            stream.append(("table", _table(block)))
        elif isinstance(block, PhotoHere) and images[block.number] is not None:
            stream.append(("photo", _photo(photos[block.number], images[block.number], notes)))
    return stream


def _photo(photo, image, notes):
    caption = normalise(photo.caption).strip()
    if len(caption) > LONGEST_CAPTION:
        notes.append(Note("long_caption", caption))
        caption = f"{caption[: LONGEST_CAPTION - 1]}…"
    credit, alt = normalise(photo.credit).strip()[:LONGEST_CREDIT], normalise(photo.alt).strip()[:LONGEST_ALT]
    return {"image": image, "caption": caption, "credit": credit, "alt": alt}


def _table(table):
    """In the form of Wagtail's TableBlock."""
    return {
        "data": [list(row) for row in table.rows],
        "cell": [],
        "mergeCells": [],
        "table_caption": "",
        "table_header_choice": "row" if table.has_heading else "neither",
        "first_row_is_table_header": table.has_heading,
        "first_col_is_header": False,
    }
