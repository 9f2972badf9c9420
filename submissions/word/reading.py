"""A Word file, or what was pasted of one, as a piece of news: read in a limited process (child.py)."""

import json

from submissions.screens.refusals import Refusal
from submissions.word.pieces import Note, Photo, PhotoHere, Table, Text, WordPiece
from submissions.word.words import REASONS
from vietnamese.files import limited

LARGEST_FILE = 40 * 1024 * 1024
# By the clock; the process itself may compute no longer either.
SECONDS = 10
WITH_PROGRAMS = (".docm", ".dotm")
KINDS = {"text": Text, "table": Table, "photo": PhotoHere}


class UnreadableFile(Refusal):
    """The file is not read; the sentence says why and what to do. `code` is a key of REASONS."""

    def __init__(self, code):
        super().__init__(str(REASONS[code]))
        self.code = code


def read_word(file, *, name=""):
    """The WordPiece in `file`, open for reading bytes; what it is shows in it, and not in its `name`.

    Raises UnreadableFile, with a sentence for the person who sent it, for what is no such file, is damaged, encrypted,
    too large or made to do harm. Nothing of it is left behind: it is read in memory alone.
    """
    if name.lower().endswith(WITH_PROGRAMS):
        raise UnreadableFile("macros")
    file.seek(0)
    content = file.read(LARGEST_FILE + 1)
    if not content:
        raise UnreadableFile("empty")
    if len(content) > LARGEST_FILE:
        raise UnreadableFile("too_large")
    return piece_from(output_of(content))


def read_pasted(html, *, title="", lead=""):
    """The WordPiece of `html` (from the clipboard), under the `title` and `lead` that were typed already, if any.

    Read by the same rules and in the same process: anybody can post anything. Raises UnreadableFile.
    """
    said = {"html": html, "title": title, "lead": lead}
    return piece_from(output_of(json.dumps(said).encode(), "pasted"))


def output_of(content, *kind):
    """What the limited process says about the file with the bytes `content`; `kind` is "pasted" for what is none."""
    try:
        return limited.output_of("submissions.word.child", *kind, content=content, seconds=SECONDS)
    except limited.OutOfTime as late:
        raise UnreadableFile("too_long") from late
    except limited.Died as error:
        raise UnreadableFile("too_large") from error


def piece_from(output):
    """The WordPiece in the `output` of the process. Raises UnreadableFile where it says why there is none."""
    line, _end, rest = output.partition(b"\n")
    said = json.loads(line)
    if "refused" in said:
        raise UnreadableFile(said["refused"])
    photos, start = [], 0
    for photo in said["photos"]:
        end = start + photo["content"]
        photos.append(Photo(**photo | {"content": rest[start:end]}))
        start = end
    return WordPiece(
        title=said["title"],
        lead=said["lead"],
        author=said["author"],
        blocks=tuple(map(_block, said["blocks"])),
        photos=tuple(photos),
        left_out=tuple(Note(**note) for note in said["left_out"]),
        problems=tuple(Note(**note) for note in said["problems"]),
    )


def _block(said):
    values = {name: value for name, value in said.items() if name != "kind"}
    if said["kind"] == "table":
        values["rows"] = tuple(map(tuple, values["rows"]))
    return KINDS[said["kind"]](**values)
