"""A mail as a piece of news: its Word file, or its own words and photos, with what is not taken named."""

import html
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import PurePosixPath

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from PIL import Image

from submissions.letters.cutting import bare_subject
from submissions.letters.parts import File
from submissions.letters.writing import paragraphs_of
from submissions.models import NewsPage
from submissions.word.pieces import Photo, PhotoHere, Text, WordPiece
from submissions.word.reading import read_word

WORD = (".docx", ".doc", ".rtf", ".odt")
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".gif", ".bmp", ".tif", ".tiff")
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
    made.piece = read_word(BytesIO(first.content), name=name)
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
    made.piece = WordPiece(title=bare_subject(letter.subject), lead=lead, blocks=(Text("".join(rest)),) if rest else ())


def as_plain(paragraph):
    return " ".join(html.unescape(strip_tags(paragraph)).split())


def take_photos(made, photos, letter):
    """All photos stand after the text, in the order of the mail; the emblems of signatures are left out."""
    kept = []
    for file in photos:
        kind, side = look_at(file)
        if file.is_inline and side is not None and side < EMBLEM:
            made.left_out.append(_("A small picture in the mail was left out: “%(file)s”.") % {"file": file.name})
        else:
            kept.append(Photo(content=file.content, kind=kind))
            made.files.append(file.name)
    if not kept:
        return
    piece = made.piece or WordPiece(title=bare_subject(letter.subject))
    first = len(piece.photos)
    places = tuple(PhotoHere(first + number) for number in range(len(kept)))
    made.piece = replace(piece, blocks=(*piece.blocks, *places), photos=(*piece.photos, *kept))


def look_at(file: File):
    """(ending that fits, shorter side in pixels) of a picture by its head; the side is None where it cannot be read."""
    ending = PurePosixPath(file.name).suffix.lower().removeprefix(".") or file.content_type.partition("/")[2]
    try:
        with Image.open(BytesIO(file.content)) as picture:
            kind = (picture.format or ending).lower()
            return {"jpeg": "jpg", "mpo": "jpg"}.get(kind, kind), min(picture.size)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ending or "jpg", None
