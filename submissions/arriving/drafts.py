"""A piece that arrived becomes one draft of its unit, however often it arrives."""

from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from submissions.editor.authors import WHOLE
from submissions.guard.written_once import first_with_key
from submissions.models import Arrival, Category
from submissions.models.news import one_empty_text
from submissions.quick.pasting import fitted, table_value
from submissions.quick.photos import stored_photos
from submissions.quick.saving import empty_piece, free, hold_place, save_new
from submissions.rights import roles
from submissions.screens.refusals import Refusal
from submissions.word.pieces import Note, PhotoHere, Table, Text
from submissions.word.words import sentence
from vietnamese.dates import today
from vietnamese.event_days import event_day
from vietnamese.text import normalise

LONGEST_SOURCE = 255
LONGEST_NAME = 120
LONGEST_CAPTION = 300
LONGEST_CREDIT = 120
LONGEST_ALT = 250


def arrive(*, unit, user, piece, way, source="", key=None, photos=None):
    """The draft (a NewsPage) of `unit` (a Unit) that `piece` (a WordPiece) became, written for `user`.

    `way` is an Arrival.Way, `source` the name of the file or the subject of the mail. With a `key` (a UUID) that
    the user has a piece of already, it is that piece, and nothing is written: the same file or mail came again.
    Where the caller's transaction may fail after this, `photos` is a list that takes the NewsImages as they are stored
    (delete_unsaved). What was left out and what could not be taken over stand as sentences in its `arrival`, refused
    photos too. Raises Refusal where `user` may not write for `unit` today.
    """
    if unit.page_id is None or not roles.user_can_write_for(user, unit):
        raise Refusal(_("You cannot write for this unit today. Nothing has been saved."))
    if first := first_with_key(key, user=user):
        return first
    # Decoded and stored before anybody has to wait; sent again, a photo is the one that it has become.
    images, refusals = _stored(piece.photos, unit=unit, user=user, taken=[] if photos is None else photos)
    with transaction.atomic():
        hold_place(unit)
        if first := first_with_key(key, user=user):
            return first
        page, notes = _filled(piece, unit=unit, user=user, images=images, source=source, key=free(key))
        save_new(page, unit=unit, user=user)
        Arrival.objects.create(
            piece=page,
            way=way,
            source=source[:LONGEST_SOURCE],
            left_out=[sentence(note) for note in piece.left_out],
            problems=[sentence(note) for note in (*piece.problems, *notes, *refusals)],
        )
        return page


def _stored(photos, *, unit, user, taken):
    """([a NewsImage, or None where the photo is refused], [a Note for each refusal]) of `photos`, in order.

    Each NewsImage stands in the list `taken` as soon as it is stored.
    """
    images, refusals = [], []
    for number, photo in enumerate(photos, start=1):
        name = f"{photo.caption[:60].replace('/', '-') or f'{unit.short_name} {number}'}.{photo.kind}"
        stored, sentences = stored_photos([SimpleUploadedFile(name, photo.content)], unit=unit, user=user)
        images += stored or [None]
        taken += stored
        refusals += [Note("picture_refused", text) for text in sentences]
    return images, refusals


def _filled(piece, *, unit, user, images, source, key):
    """(a new NewsPage, not saved, [Note] of what had no room in it)."""
    title, lead, blocks, notes = fitted(piece)
    page = empty_piece(unit, user=user, key=key)
    page.title = title or normalise(source)[:LONGEST_SOURCE] or _("Piece without a title")
    page.lead = lead
    page.body = _stream(blocks, piece.photos, images, notes) or one_empty_text()
    page.category = Category.objects.usual()
    # Proposed: the form shows it, and asks for it where there is none.
    page.event_date = event_day(" ".join([title, lead, *words_of(blocks)]), today=today())
    if piece.author:
        page.authors.create(name=piece.author[:LONGEST_NAME], share=WHOLE)
    return page, notes


def words_of(blocks):
    """The running text in `blocks` of a WordPiece, as plain words in NFC."""
    return [
        normalise(unescape(strip_tags(block.html.replace("<", " <")))) for block in blocks if isinstance(block, Text)
    ]


def _stream(blocks, photos, images, notes):
    """`blocks` of a WordPiece as the body takes them; photos that were refused (None in `images`) are left out."""
    stream = []
    for block in blocks:
        if isinstance(block, Text):
            stream.append(("text", RichText(block.html)))
        elif isinstance(block, Table):
            stream.append(("table", table_value(block)))
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
