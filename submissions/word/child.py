"""Reads one Word file in a process of its own: the file on its input, the piece on its output, nothing else.

    python -m submissions.word.child < tin.docx
    python -m submissions.word.child pasted < pasted.json

Before the first byte is looked at, the process gives away what it does not need (vietnamese/files/limited.py): memory
beyond MEMORY, seconds beyond SECONDS, files and connections. On its output stands a line of JSON, behind it the bytes
of the photos.
"""

import json
import sys
from dataclasses import asdict

from submissions.word.inner import read, read_pasted
from submissions.word.package import Unfit
from submissions.word.pieces import PhotoHere, Table, Text
from vietnamese.files import limited

MEMORY = 300 * 1024 * 1024
SECONDS = 10

KINDS = {Text: "text", Table: "table", PhotoHere: "photo"}


def give_away():
    """Keep what reading takes, until the process ends."""
    limited.give_away(memory=MEMORY, seconds=SECONDS)


def answer(content, *, pasted=False):
    """(what is said as JSON, the photos) of the bytes `content`: a file, or if `pasted` JSON of html, title, lead."""
    try:
        piece = read_pasted(**json.loads(content)) if pasted else read(content)
    except Unfit as unfit:
        return {"refused": unfit.code}, []
    except MemoryError:
        return {"refused": "too_large"}, []
    except Exception as error:
        print(repr(error), file=sys.stderr)
        return {"refused": "damaged"}, []
    said = asdict(piece)
    said["blocks"] = [{"kind": KINDS[type(block)], **asdict(block)} for block in piece.blocks]
    for photo in said["photos"]:
        photo["content"] = len(photo["content"])
    return said, [photo.content for photo in piece.photos]


def main():
    give_away()
    said, photos = answer(sys.stdin.buffer.read(), pasted=sys.argv[1:] == ["pasted"])
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n")
    for content in photos:
        sys.stdout.buffer.write(content)


if __name__ == "__main__":
    main()
