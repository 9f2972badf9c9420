"""PDFs that run a script or start a program when they are opened (ISO 32000-1, 12.6.4)."""

import io
import re
import sys
import time
import zlib
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from vietnamese.dangers.codes import SCRIPT, UNREADABLE
from vietnamese.dangers.looking import BYTES, SECONDS
from vietnamese.files import limited
from vietnamese.files.pdf_lock import import_all_parts

STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
OBJECTS = re.compile(rb"/ObjStm\b")
# As names are written, each letter perhaps by its number (7.3.5).
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
NAMES = re.compile(rb"/(JavaScript|Launch|ImportData|RichMedia)\b")
ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/RichMediaExecute"}
LARGEST = 100 * 2**20
ENOUGH = SECONDS / 2
DEEPEST = 50


def danger_in(content: bytes) -> str:
    """SCRIPT, UNREADABLE where that cannot be known, or "", which it is of one that is damaged."""
    if any(names_action(part) for part in written_parts(content)):
        return SCRIPT
    # In an encrypted one only whoever decrypts it reads what is packed.
    return by_its_objects(content, needed=b"/Encrypt" in content)


def names_action(part: bytes) -> bool:
    return NAMES.search(ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), part)) is not None


def written_parts(content: bytes) -> Iterator[bytes]:
    """What stands outside of streams, and what lies packed in streams of objects, however damaged the file is."""
    yield STREAM.sub(b"", content)
    left = LARGEST
    for match in STREAM.finditer(content):
        if not OBJECTS.search(content, max(0, match.start() - 500), match.start()):
            continue
        try:
            unpacked = zlib.decompressobj().decompress(match[1], max(left, 1))
        except zlib.error:
            continue
        left -= len(unpacked)
        yield unpacked


def by_its_objects(content: bytes, *, needed: bool) -> str:
    """The same, by what pypdf reads; UNREADABLE only where it is `needed` and does not come to an end."""
    until = time.process_time() + ENOUGH
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            reader.decrypt("")
        numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
        for number in sorted(numbers):
            if time.process_time() > until:
                return UNREADABLE if needed else ""
            if is_action(object_of(reader, number)):
                return SCRIPT
    # pypdf raises whatever its reading comes across.
    except Exception:
        return ""
    return ""


def object_of(reader: PdfReader, number: int) -> object:
    try:
        return reader.get_object(IndirectObject(number, 0, reader))
    # One that is damaged says nothing to a reader's program either.
    except Exception:
        return None


def is_action(thing: object, depth: int = 0) -> bool:
    """Whether `thing` is, or holds without a reference, an action that runs something."""
    if depth > DEEPEST:
        return True
    if isinstance(thing, DictionaryObject):
        if thing.get("/S") in ACTIONS or "/JS" in thing or "/JavaScript" in thing:
            return True
        return any(is_action(dict.__getitem__(thing, key), depth + 1) for key in thing)
    return isinstance(thing, ArrayObject) and any(is_action(one, depth + 1) for one in list.__iter__(thing))


def main() -> None:
    import_all_parts()
    limited.give_away(memory=BYTES, seconds=SECONDS)
    sys.stdout.write(danger_in(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
