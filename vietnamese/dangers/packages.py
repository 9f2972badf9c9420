"""Packages (OOXML, OpenDocument, ZIP) that would run or fetch something, or fill the disk, when they are opened."""

import html
import io
import posixpath
import re
import zipfile
import zlib
from typing import Final

from vietnamese.dangers.codes import BOMB, MACROS, NESTED, OUTSIDE, PROGRAM
from vietnamese.files.locked import OLE

# Read through, with what packages inside it hold; and how often more than it takes on the disk, where it is much.
LARGEST: Final = 400 * 2**20
MUCH: Final = 50 * 2**20
RATIO: Final = 200
MOST_PARTS: Final = 10_000
# A package in a ZIP in a ZIP is looked through; nobody sends what lies deeper.
DEEPEST: Final = 2
PIECE: Final = 2**20
# What is read whole to be looked through; a larger part is counted only, and XML of that size no office writes.
LARGEST_READ: Final = 64 * 2**20

MACRO_PARTS = re.compile(r"(vbaproject\.bin|vbadata\.xml)$|(^|/)(macrosheets|activex)/|^(basic|scripts)/.", re.I)
PROGRAMS = re.compile(
    r"\.(exe|com|scr|pif|cpl|dll|msi|msp|bat|cmd|ps1|vbs|vbe|js|jse|wsf|wsh|hta|lnk|jar|reg|iso|img|vhdx?|chm|scf|url"
    r"|docm|dotm|xlsm|xltm|xlam|xlsb|xll|pptm|potm|ppam|ppsm)$",
    re.I,
)
ARCHIVES = re.compile(r"\.(rar|7z|gz|bz2|xz|tar|tgz|cab|arj|ace|z|zst)$", re.I)
ZIP_BEGINS = (b"PK\x03\x04", b"PK\x05\x06")
# What wraps a file of any kind, to be opened by a double click (OLE's "Package").
WRAPPED = "Ole10Native".encode("utf-16-le")
# Relations of a document that are fetched without being asked for; a link is only followed by a click.
FETCHED = ("/attachedTemplate", "/oleObject", "/frame", "/subDocument", "/package", "/control")
RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
# By its relation a project of macros is known under whatever name.
PROJECT = "/vbaProject"
# On another machine: Word writes the path of a template on its own disk into every document that has one.
ELSEWHERE = re.compile(r"""Target\s*=\s*["']\s*(?:https?:|ftp:|mhtml:|\\\\|file:(?://(?!/)|\\|/{4,}))""", re.I)
INSTRUCTIONS = re.compile(r"<w:instrText\b[^>]*>([^<]*)</w:instrText>|\bw:instr\s*=\s*[\"']([^\"']*)")
DDE = re.compile(r"\bDDE(AUTO)?\b", re.I)
SHEET_DDE = re.compile(r"<(?:\w+:)?ddeLink\b")
OPEN_DOCUMENT = re.compile(r"vnd\.sun\.star\.(script|expand)|<(?:office|table|text):dde-|<draw:plugin\b")
MACRO_TYPE = "macroEnabled"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# What zipfile raises for a package that is damaged or packed otherwise; of the last NotImplementedError is a kind.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, LookupError, ValueError, RuntimeError)


class Looked:
    """How many bytes have been read of a file with all that lies inside it."""

    def __init__(self, size: int) -> None:
        self.size, self.read = max(size, 1), 0

    def count(self, number: int) -> bool:
        """Add `number`; whether it has become more than any office writes."""
        self.read += number
        return self.read > LARGEST or (self.read > MUCH and self.read > RATIO * self.size)


def danger_in(content: bytes, *, looked: Looked | None = None, depth: int = 0) -> str:
    """What is dangerous in the package `content` (a code), or ""; of one that is damaged that is not what is wrong."""
    looked = looked or Looked(len(content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            entries = parts.infolist()
            if len(entries) > MOST_PARTS:
                return BOMB
            for entry in entries:
                if found := danger_in_part(parts, entry, looked=looked, depth=depth):
                    return found
    except DAMAGED:
        return ""
    return ""


def danger_in_part(parts: zipfile.ZipFile, entry: zipfile.ZipInfo, *, looked: Looked, depth: int) -> str:
    name = posixpath.normpath(entry.filename.replace("\\", "/"))
    if MACRO_PARTS.search(name):
        return MACROS
    if PROGRAMS.search(name):
        return PROGRAM
    if ARCHIVES.search(name):
        return NESTED
    kept: list[bytes] = []
    size = 0
    with parts.open(entry) as part:
        while piece := part.read(PIECE):
            size += len(piece)
            if looked.count(len(piece)):
                return BOMB
            if size <= LARGEST_READ:
                kept.append(piece)
    content = b"".join(kept)
    if content.startswith(ZIP_BEGINS):
        return NESTED if depth == DEEPEST else danger_in(content, looked=looked, depth=depth + 1)
    return danger_in_words(name.lower(), content)


def danger_in_words(name: str, content: bytes) -> str:
    """What one part, `name` in small letters, says that is dangerous."""
    if content.startswith(OLE):
        return PROGRAM if WRAPPED in content else ""
    if name.endswith(".rels"):
        relations = [html.unescape(relation) for relation in RELATION.findall(text_of(content))]
        if any(PROJECT in relation for relation in relations):
            return MACROS
        return OUTSIDE if any(map(is_fetched, relations)) else ""
    return danger_in_xml(text_of(content)) if name.endswith(".xml") else ""


def danger_in_xml(text: str) -> str:
    told = "".join(instruction or attribute for instruction, attribute in INSTRUCTIONS.findall(text))
    if DDE.search(html.unescape(told)) or SHEET_DDE.search(text):
        return OUTSIDE
    return MACROS if MACRO_TYPE in text or OPEN_DOCUMENT.search(text) else ""


def text_of(content: bytes) -> str:
    return content.decode("utf-16" if content[:2] in UTF_16 else "utf-8", errors="replace")


def is_fetched(relation: str) -> bool:
    return any(kind in relation for kind in FETCHED) and ELSEWHERE.search(relation) is not None
