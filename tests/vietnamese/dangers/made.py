"""Files that would do something to whoever opens them, and such as offices send, made part by part."""

import io
import zipfile
import zlib

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from tests.when_asked import WhenAsked
from vietnamese.files.locked import OLE

TYPES = '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats{}"/></Types>'
RELATION = '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/{kind}" Target="{target}" '
RELATION += 'TargetMode="External"/></Relationships>'


def package(**parts):
    """A ZIP of `parts` as {name: text or bytes}."""
    return zipped({"[Content_Types].xml": TYPES.format(""), "word/document.xml": "<w:t>Tin</w:t>", **parts})


def zipped(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return file.getvalue()


def related(kind, target):
    return package(**{"word/_rels/settings.xml.rels": RELATION.format(kind=kind, target=target)})


def field(*instructions):
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{one}</w:instrText></w:r>' for one in instructions)
    return package(**{"word/document.xml": f"<w:document>{runs}</w:document>"})


def container(*streams):
    """The beginning of Microsoft's container, with the names of `streams` as its directory writes them."""
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)


def pdf(action=None, *, at="/OpenAction", password=None, packed=False):
    """A PDF of a page, with an `action` (its names) where it is opened."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if action:
        entry = DictionaryObject({NameObject("/S"): NameObject(action), NameObject("/JS"): TextStringObject("app.x()")})
        if action != "/JavaScript":
            del entry["/JS"]
        held = writer._add_object(entry)
        # One below the other, as trees of names and annotations are.
        holder = held if at == "/OpenAction" else DictionaryObject({NameObject("/O"): ArrayObject([held])})
        writer._root_object[NameObject(at)] = holder
    if password is not None:
        writer.encrypt("", password, algorithm="AES-256")
    file = io.BytesIO()
    if packed:
        writer.write(file)
        return repacked(file.getvalue())
    writer.write(file)
    return file.getvalue()


def repacked(content):
    """The objects of a PDF inside a packed stream, where no byte of a name can be read."""
    body = b"1 0 << /S /Java#53cript /JS (app.x\\(\\)) >>"
    packed = zlib.compress(body)
    stream = b"9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    return content + stream + packed + b"\nendstream\nendobj\n"


DANGEROUS = WhenAsked(
    {
        "a project of macros": (package(**{"word/vbaProject.bin": b"x"}), "macros"),
        "a project of macros in capitals": (package(**{"WORD/VBAPROJECT.BIN": b"x"}), "macros"),
        "a project under another name": (related("officeDocument/2006/relationships/vbaProject", "a.jpg"), "macros"),
        "macros by their type alone": (
            package(**{"[Content_Types].xml": TYPES.format(".ms-word.document.macroEnabled.main+xml")}),
            "macros",
        ),
        "sheets of macros": (package(**{"xl/macrosheets/sheet1.xml": "<x/>"}), "macros"),
        "controls": (package(**{"word/activeX/activeX1.xml": "<x/>"}), "macros"),
        "OpenDocument's Basic": (zipped({"content.xml": "<x/>", "Basic/Standard/Module1.xml": "<x/>"}), "macros"),
        "OpenDocument's event": (zipped({"content.xml": '<x href="vnd.sun.star.script:a?language=Basic"/>'}), "macros"),
        "a template from the network": (related("attachedTemplate", "https://x.example/a.dotm"), "outside"),
        "a template by entities": (related("attachedTemplate", "&#104;ttp://x.example/a.dotm"), "outside"),
        "a template from a share": (related("attachedTemplate", r"\\10.0.0.1\a\b.dotm"), "outside"),
        "a template from a share as a file": (related("attachedTemplate", "file://10.0.0.1/a/b.dotm"), "outside"),
        "an object from the network": (related("oleObject", "http://x.example/a.doc"), "outside"),
        "a field of DDE": (field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe"), "outside"),
        "a field of DDE in pieces": (field(" DD", "EAU", "TO cmd"), "outside"),
        "a field of DDE in another writing": (
            package(**{"word/header1.xml": '<w:fldSimple w:instr="DDE cmd"/>'.encode("utf-16")}),
            "outside",
        ),
        "a sheet's DDE": (package(**{"xl/externalLinks/externalLink1.xml": '<ddeLink ddeService="cmd"/>'}), "outside"),
        "a wrapped program": (package(**{"word/embeddings/oleObject1.bin": container("\x01Ole10Native")}), "program"),
        "a program in a ZIP": (zipped({"giay-moi.pdf.exe": b"MZ"}), "program"),
        "a document with macros in a ZIP": (zipped({"bao-cao.docm": b"PK"}), "program"),
        "macros in a document in a ZIP": (zipped({"a.docx": package(**{"word/vbaProject.bin": b"x"})}), "macros"),
        "an archive in a ZIP": (zipped({"a.rar": b"Rar!"}), "nested"),
        "a ZIP in a ZIP in a ZIP in a ZIP": (zipped({"a": zipped({"b": zipped({"c": zipped({"d": "x"})})})}), "nested"),
        "a bomb": (lambda: zipped({"a.xml": bytes(60 * 2**20)}), "bomb"),
        "a bomb in a ZIP": (lambda: zipped({"a.zip": zipped({"a.xml": bytes(60 * 2**20)})}), "bomb"),
        "too many parts": (lambda: zipped({str(number): "" for number in range(10_001)}), "bomb"),
        "an older document's macros": (container("WordDocument", "Macros", "_VBA_PROJECT"), "macros"),
        "an older document's program": (container("WordDocument", "\x01Ole10Native"), "program"),
        "an object in RTF": (rb"{\rtf1{\object\objemb{\*\objdata 0105}}}", "program"),
        "a template of RTF from the network": (rb"{\rtf1{\*\template http://x.example/a}}", "outside"),
        "a PDF's script": (pdf("/JavaScript"), "script"),
        "a PDF's script, further down": (pdf("/JavaScript", at="/AA"), "script"),
        "a PDF that starts a program": (pdf("/Launch"), "script"),
        "a PDF's script behind a lock for printing": (pdf("/JavaScript", password="x"), "script"),
        "a PDF's script, packed": (pdf(packed=True), "script"),
        "a PDF's script by numbers": (b"%PDF-1.7\n1 0 obj << /S /#4aava#53cript >> endobj", "script"),
        "a ZIP that is a PDF as well": (b"PK\x03\x04%PDF-1.7\n1 0 obj << /S /JavaScript >> endobj", "script"),
    }
)
HARMLESS = WhenAsked(
    {
        "a Word file": package(),
        "a Word file with its template on an own disk": related(
            "attachedTemplate", "file:///C:\\Users\\Van%20phong\\Mau.dotx"
        ),
        "a link": related("hyperlink", "https://phanthiet.example/"),
        "an equation": package(**{"word/embeddings/oleObject1.bin": container("Equation Native")}),
        "a chart": package(**{"word/embeddings/Microsoft_Excel_Sheet1.xlsx": package()}),
        "a field of the date, and the word in the text": package(
            **{"word/document.xml": '<w:t>DDE, vbaProject, JavaScript</w:t><w:instrText> DATE \\@ "d" </w:instrText>'}
        ),
        "a table of many like rows": lambda: package(**{"xl/worksheets/sheet1.xml": b"<row/>" * 5_000_000}),
        "documents in a ZIP": zipped({"a.docx": package(), "b.pdf": pdf(), "Thư mục/ảnh.jpg": b"\xff\xd8\xff"}),
        "an older document": container("WordDocument", "1Table"),
        "RTF": rb"{\rtf1 Tin {\pict 0102}}",
        "a PDF": pdf(),
        "a PDF that cannot be printed": pdf(password="x"),
        "half a PDF": pdf()[:300],
        "half a ZIP": package()[:200],
        "a recording": b"ID3" + b"/JavaScript" * 10,
        "nothing": b"",
    }
)
