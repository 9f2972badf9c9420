"""What was copied in a word processor and pasted, with its structure: read by the same rules as a Word file."""

import re
from html import escape

from submissions.markup.parts import Part, parts_of
from submissions.word.arranged import arranged
from submissions.word.frame import without_frame
from submissions.word.pieces import Note
from submissions.word.reading import UnreadableFile

LONGEST_HTML = 2_000_000
PICTURE = re.compile(r"<(img|v:imagedata)\b", re.IGNORECASE)


def pasted_piece(html, *, title="", lead=""):
    """The WordPiece of `html` (from the clipboard), under the `title` and `lead` that were typed already, if any.

    Raises UnreadableFile for what is longer than any piece, or nested without end. Photos do not come along on the
    clipboard: the browser gives the addresses of files on the person's own machine.
    """
    if len(html) > LONGEST_HTML:
        raise UnreadableFile("too_long")
    try:
        parts, left_out = without_frame(parts_of(html))
    except (RecursionError, ValueError) as error:
        raise UnreadableFile("harmful") from error
    typed = [_typed(title, "w-title-"), _typed(lead, "w-p-")]
    problems = [Note("picture_pasted")] if PICTURE.search(html) else []
    return arranged([*filter(None, typed), *parts], [], left_out=left_out, problems=problems)


def _typed(text, name):
    text = " ".join(text.split())
    return Part(tag="p", html=escape(text, quote=False), text=text, classes=frozenset({name})) if text else None
