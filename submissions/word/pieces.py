"""A piece of news as it comes from outside, before it is anywhere: what `read_word` gives and what a mail is made into.

Read in a process without Django, so nothing here knows it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Photo:
    """A picture as it came: the bytes of its file, the ending that fits them ("jpg"), and the words beside it."""

    content: bytes
    kind: str
    caption: str = ""
    credit: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Text:
    """Paragraphs, headings (h2, h3) and lists as clean HTML in the form in which the body stores it."""

    html: str


@dataclass(frozen=True)
class Table:
    """Rows of cells as plain text, all of one length; whether the first row holds headings."""

    rows: tuple
    has_heading: bool = False


@dataclass(frozen=True)
class PhotoHere:
    """The place of a photo in the text, by its number (from 0) in the piece's `photos`."""

    number: int


@dataclass(frozen=True)
class Note:
    """What was left out on purpose, or could not be taken over: its `kind` (a key of words.py), its words, its place.

    `near` is the beginning of the paragraph where it stood; "" where that has no words.
    """

    kind: str
    text: str = ""
    near: str = ""


@dataclass(frozen=True, kw_only=True)
class WordPiece:
    """What a file holds: title, lead and author ("" where none was found), blocks in reading order, notes.

    `blocks` are Text, Table and PhotoHere. `left_out` is what belongs to an official paper and to no piece of news,
    `problems` what could not be taken over as it stood.
    """

    title: str = ""
    lead: str = ""
    author: str = ""
    blocks: tuple = ()
    photos: tuple = ()
    left_out: tuple = ()
    problems: tuple = ()
