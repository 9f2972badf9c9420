"""A mail as a piece of news: its Word file, or its own words and photos, with what is not taken named."""

import html
import re
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import PurePosixPath

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from PIL import Image

from submissions.converting.program import read_any
from submissions.letters.cutting import bare_subject
from submissions.letters.parts import File
from submissions.letters.writing import paragraphs_of
from submissions.markup.captions import caption_in, is_caption
from submissions.markup.parts import parts_of
from submissions.media.photos import FORMATS
from submissions.models import NewsPage
from submissions.word.pieces import Note, Photo, PhotoHere, Table, Text, WordPiece
from submissions.word.words import sentence

WORD = (".docx", ".docm", ".dotm", ".doc", ".rtf", ".odt")
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".gif", ".bmp", ".tif", ".tiff")
CONTENT_ID = re.compile(r'src="(?:cid:([^"]*)|[^"]*)"')
# The emblem in a signature is smaller, in pixels of the shorter side; a photo of a phone is twenty times that.
EMBLEM = 200


@dataclass
class Made:
    """The `piece` (a WordPiece) of a mail, `files` (the names of what was taken), `left_out` and `problems` in words.

    `piece` is None where the mail holds nothing that could be one.
    """

    piece: WordPiece | None
    files: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Named:
    """The place in the text where a picture of the mail is shown, which the text names by its id, and what it says."""

    content_id: str
    caption: str = ""
    credit: str = ""

    @property
    def words(self):
        return " ".join(filter(None, [self.caption, self.credit]))


def make(letter):
    """The Made of `letter` (a Letter, read whole). Raises Refusal where its Word file cannot be read."""
    made = Made(None, problems=[not_taken(name) for name in letter.closed])
    files, too_many = letter.files[: settings.MAIL_IN_FILES], letter.files[settings.MAIL_IN_FILES :]
    made.problems += [not_taken(file.name) for file in too_many]
    words = [file for file in files if is_word(file)]
    photos = [file for file in files if is_picture(file)]
    made.problems += [not_taken(file.name) for file in files if file not in words and file not in photos]
    paragraphs, cut_off = paragraphs_of(letter.words)
    if words:
        take_word(made, words, letter)
        if paragraphs:
            made.left_out.append(_("The words of the mail itself were left out: the Word file is the piece."))
    elif paragraphs:
        take_words(made, paragraphs, letter)
        made.left_out += cut_off
    take_photos(made, photos, letter)
    return made


def not_taken(name):
    return _("Not taken over: “%(file)s”.") % {"file": name}


def is_word(file):
    return file.name.lower().endswith(WORD) or file.content_type == WORD_TYPE


def is_picture(file):
    return file.content_type.startswith("image/") or file.name.lower().endswith(PICTURES)


def take_word(made, words, letter):
    """The first Word file is the piece; a mail is one piece, so that nobody has to guess which title goes where."""
    first, *others = words
    name = first.name if first.name.lower().endswith(WORD) else f"{first.name}.docx"
    made.piece = read_any(BytesIO(first.content), name=name)
    made.files.append(first.name)
    if not made.piece.title:
        made.piece = replace(made.piece, title=bare_subject(letter.subject))
    made.problems += [
        _("Not taken over: “%(file)s”. One mail is one piece: please send it in a mail of its own.")
        % {"file": file.name}
        for file in others
    ]


def take_words(made, paragraphs, letter):
    """The subject is the title, the first paragraph the lead where it is one, all else the text."""
    lead, rest = "", paragraphs
    first = as_plain(paragraphs[0])
    if paragraphs[0].startswith("<p>") and len(first) <= NewsPage._meta.get_field("lead").max_length:
        lead, rest = first, paragraphs[1:]
    made.piece = WordPiece(title=bare_subject(letter.subject), lead=lead, blocks=tuple(blocks_of(rest)))


def blocks_of(paragraphs):
    """Yield the Texts, Tables and Named of `paragraphs` (HTML), in their order; a caption belongs to its photo."""
    run, shown = [], None
    for paragraph in paragraphs:
        parts = [] if paragraph.startswith("<img") else parts_of(paragraph)
        if shown and parts and is_caption(parts[0], ("p", "")):
            said = caption_in(parts.pop(0).text)
            shown = replace(shown, caption=said.text, credit=said.credit)
        if shown:
            yield shown
            shown = None
        tables = [part for part in parts if part.tag == "table"]
        if run and (tables or not parts):
            yield Text("".join(run))
            run = []
        if paragraph.startswith("<img") and (named := CONTENT_ID.search(paragraph)):
            shown = Named(named[1])
        for part in parts:
            if part.tag == "table":
                yield table_of(part)
            else:
                run.append(as_stored(part))
    if run:
        yield Text("".join(run))
    if shown:
        yield shown


def as_stored(part):
    """`part` (a Part that is no table) with the tags that the body of a piece knows."""
    if part.tag in ("ul", "ol"):
        return part.html
    tag = {"h1": "h2", "h2": "h2", "p": "p"}.get(part.tag, "h3")
    return f"<{tag}>{part.html}</{tag}>"


def table_of(part):
    """The Table of `part`, its cells as plain text."""
    return Table(rows=tuple(tuple(" ".join(inner.text for inner in cell) for cell in row) for row in part.rows))


def as_plain(paragraph):
    return " ".join(html.unescape(strip_tags(paragraph)).split())


def take_photos(made, photos, letter):
    """Photos stand where the text has them, the others after it in the order of the mail; emblems are left out.

    What the text names no more was in a signature or a quoted mail.
    """
    piece = made.piece or WordPiece(title=bare_subject(letter.subject))
    named = {block.content_id: block for block in piece.blocks if isinstance(block, Named)}
    kept, places = [], {}
    for file in photos:
        kind, side = look_at(file)
        if file.content_id and is_shown(letter, file) and file.content_id not in named:
            said = _("A picture of the signature or of a quoted mail was left out: “%(file)s”.")
            made.left_out.append(said % {"file": file.name})
            continue
        if file.is_inline and side is not None and side < EMBLEM:
            made.left_out.append(_("A small picture in the mail was left out: “%(file)s”.") % {"file": file.name})
            continue
        if file.content_id in named:
            places[file.content_id] = len(piece.photos) + len(kept)
        said = named.get(file.content_id, Named(file.content_id))
        kept.append(Photo(content=file.content, kind=kind, caption=said.caption, credit=said.credit))
        made.files.append(file.name)
    blocks = [PhotoHere(places[block.content_id]) if is_in(block, places) else block for block in piece.blocks]
    # Pictures that lie elsewhere are not fetched: whose they are is not known, and the fetching would be seen there.
    made.problems += [sentence(Note("picture_linked", block.words)) for block in blocks if isinstance(block, Named)]
    blocks = [block for block in blocks if not isinstance(block, Named)]
    numbers = range(len(piece.photos), len(piece.photos) + len(kept))
    blocks += [PhotoHere(number) for number in numbers if number not in places.values()]
    piece = replace(piece, blocks=tuple(blocks), photos=(*piece.photos, *kept))
    made.piece = piece if piece.lead or piece.blocks else None


def is_in(block, places):
    return isinstance(block, Named) and block.content_id in places


def is_shown(letter, file):
    """Whether the words of `letter` show `file` anywhere, in what was cut off too; a Word file leaves them all out."""
    return any(f"cid:{file.content_id}" in words.text for words in letter.words if words.is_html)


def look_at(file: File):
    """(ending that fits, shorter side in pixels) of a picture by its head; no side (None) where no upload takes it."""
    ending = PurePosixPath(file.name).suffix.lower().removeprefix(".") or file.content_type.partition("/")[2]
    try:
        with Image.open(BytesIO(file.content), formats=FORMATS) as picture:
            kind = (picture.format or ending).lower()
            return {"jpeg": "jpg", "mpo": "jpg"}.get(kind, kind), min(picture.size)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ending or "jpg", None
