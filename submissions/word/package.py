"""The parts of a Word file, each read by its exact name and no further than its size allows; nothing is unpacked.

A .docx is a zip of XML parts (ECMA-376, Open Packaging Conventions). What asks for more than any piece of news has, or
carries what runs by itself, is refused before it is read.
"""

import posixpath
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

MOST_PARTS = 2000
LARGEST_XML = 12 * 1024 * 1024
LARGEST_PICTURE = 20 * 1024 * 1024
# All pictures together, since each of them waits in memory.
LARGEST_PICTURES = 80 * 1024 * 1024

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# The strict form of the standard (ISO/IEC 29500) has names of its own for the same things.
STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


# Names in the XML (ECMA-376, part 1).
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"


class Unfit(Exception):
    """The file is not read; `code` is a key of REASONS in words.py."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def has_password(content):
    """Whether a file in the old container is encrypted: the new format in it, or the old with its flag.

    [MS-OFFCRYPTO] 2.3.4.4; [MS-DOC] 2.5.2, whose first block the text begins with in all that Word writes.
    """
    return ENCRYPTED in content or (
        content[512:514] == b"\xec\xa5" and content[523:524] != b"" and content[523] & 1 == 1
    )


def kind_of(content):
    """What the bytes of a file say that it is: "docx", "doc", "encrypted", "rtf", "odt" or "" for anything else."""
    if content.startswith(OLE):
        return "encrypted" if has_password(content) else "doc"
    if content.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if not content.startswith(b"PK"):
        return ""
    return "odt" if OPEN_DOCUMENT in content[:200] else "docx"


class Package:
    """A .docx whose parts can be read. Raises Unfit for what is none, or is made to do harm."""

    def __init__(self, content):
        kind = kind_of(content)
        if kind != "docx":
            raise Unfit(kind or "no_word")
        try:
            self.zip = ZipFile(BytesIO(content))
            names = self.zip.namelist()
        except (BadZipFile, ValueError, NotImplementedError, OverflowError, LookupError) as error:
            raise Unfit("damaged") from error
        if len(names) > MOST_PARTS:
            raise Unfit("too_large")
        self.names = {name.lower(): name for name in names}
        if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in self.names):
            raise Unfit("macros")
        self.pictures_read = 0
        self.main = self.find_main()

    def find_main(self):
        """The name of the part that holds the text."""
        if self.part_name("[Content_Types].xml") is None:
            raise Unfit("no_word")
        for relation in self.relations_of("").values():
            if relation["type"].endswith("/officeDocument"):
                name = relation["target"]
                break
        else:
            name = "word/document.xml"
        if self.part_name(name) is None:
            raise Unfit("no_word")
        return name

    def part_name(self, name):
        """How the zip writes the `name` of a part: names know no capitals; None where there is none."""
        return self.names.get(name.lstrip("/").lower())

    def read(self, name, *, limit):
        """The bytes of the part, None where there is none. The zip's own word on its size is not believed."""
        found = self.part_name(name)
        if found is None:
            return None
        try:
            with self.zip.open(found) as part:
                content = part.read(limit + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise Unfit("damaged") from error
        except RuntimeError as error:
            # What zipfile raises for a part with a password.
            raise Unfit("encrypted") from error
        if len(content) > limit:
            raise Unfit("too_large")
        return content

    def xml(self, name):
        """The root of the XML part, None where there is none. Entities are refused, not resolved."""
        content = self.read(name, limit=LARGEST_XML)
        if content is None:
            return None
        root = parsed(content)
        if "purl.oclc.org/ooxml" in (root.tag if isinstance(root.tag, str) else ""):
            content = etree.tostring(root, encoding="utf-8")
            for strict, usual in STRICT:
                content = content.replace(strict, usual)
            root = parsed(content)
        return root

    def relations_of(self, name):
        """{id: {"type", "target", "external"}} of the part ("" is the package itself), targets as parts."""
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        relations = {}
        for element in [] if root is None else root.iter(RELATIONS):
            target, external = element.get("Target", ""), element.get("TargetMode") == "External"
            if not external:
                target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            relations[element.get("Id", "")] = {
                "type": element.get("Type", ""),
                "target": target,
                "external": external,
            }
        return relations

    def part_of(self, relations, kind):
        """The root of the part of `kind` ("styles", "footnotes") that `relations` name, None where there is none."""
        for relation in relations.values():
            if relation["type"].endswith(f"/{kind}") and not relation["external"]:
                return self.xml(relation["target"])
        return None

    def picture(self, name):
        """The bytes of the picture, None where the file lacks it."""
        content = self.read(name, limit=LARGEST_PICTURE)
        self.pictures_read += len(content or b"")
        if self.pictures_read > LARGEST_PICTURES:
            raise Unfit("too_large")
        return content


def parsed(content):
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unfit("harmful" if b"<!ENTITY" in content[:100_000] else "damaged") from error
    if root.getroottree().docinfo.doctype:
        raise Unfit("harmful")
    return root


# Where a picture stood: its number between two characters that no writing uses.
OPEN, CLOSE = "\ue000", "\ue001"
NEAR = 50


def text_in(element):
    """The words in `element`, its paragraphs divided by blanks, without the marks of pictures."""
    parts = []
    for node in element.iter(f"{W}t", f"{W}delText", f"{M}t", f"{W}p", f"{W}tab", f"{W}br"):
        parts.append(" " if node.tag in (f"{W}p", f"{W}tab", f"{W}br") else node.text or "")
    return " ".join(without_marks("".join(parts)).split())


def without_marks(text):
    """`text` without the marks of pictures."""
    while OPEN in text:
        before, _open, rest = text.partition(OPEN)
        text = before + rest.partition(CLOSE)[2]
    return text


def shortened(text, longest=NEAR):
    """The beginning of `text`, whole words, by which a person finds the place."""
    if len(text) <= longest:
        return text
    return f"{text[:longest].rsplit(' ', 1)[0]}…"


def remove(element):
    """Take `element` out of its tree; the words behind it, as only damaged files have them, go along."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
