"""Files of older word processors, as such programs write them: RTF and ODT by hand, .doc by LibreOffice itself."""

import io
import zipfile

from tests.submissions.word.writers import LEAD, TEXT, TITLE, jpeg

TYPE = "application/vnd.oasis.opendocument.text"
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'
)
STYLES = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="C" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="I" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>'
    '<style:text-properties fo:font-style="italic"/></style:style>'
)
ODT_START = f'<text:p text:style-name="C">{TITLE}</text:p><text:p>{LEAD}</text:p>'


def odt(*parts, files=None, scripts=""):
    """The bytes of an .odt with `parts` (XML of its body) and `files` ({name: bytes}) beside them."""
    files = files or {}
    entries = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type=""/>' for name in files)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", TYPE)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            f"{entries}</manifest:manifest>",
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {ODF}>{scripts}<office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{''.join(parts)}</office:text></office:body></office:document-content>",
        )
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def odt_picture(target="Pictures/a.jpg"):
    return (
        '<text:p><draw:frame draw:name="Anh" text:anchor-type="as-char" svg:width="10cm" svg:height="7cm">'
        f'<draw:image xlink:href="{target}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        "</draw:frame></text:p>"
    )


def odt_table(*rows):
    cells = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell><text:p>{cell}</text:p></table:table-cell>' for cell in row)}"
        "</table:table-row>"
        for row in rows
    )
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    return f'<table:table table:name="B1">{columns}{cells}</table:table>'


def odt_section(address):
    """A section whose words are those of another file."""
    return (
        f'<text:section text:name="S"><text:section-source xlink:href="{address}" xlink:type="simple"/>'
        "<text:p>Phần lấy từ tệp khác.</text:p></text:section>"
    )


WHOLE_ODT = odt(
    ODT_START,
    '<text:h text:outline-level="2">Kết quả</text:h>',
    "<text:list><text:list-item><text:p>Hai tấn rác</text:p></text:list-item>"
    "<text:list-item><text:p>Năm mươi cây dừa</text:p></text:list-item></text:list>",
    f'<text:p>{TEXT} Xem <text:a xlink:href="https://phanthiet.example/tin" xlink:type="simple">cổng</text:a>.'
    "</text:p>",
    odt_table(("TỔ", "SỐ"), ("4", "12")),
    odt_picture(),
    '<text:p text:style-name="I">Đoàn viên nhặt rác. Ảnh: Minh Hằng</text:p>',
    files={"Pictures/a.jpg": jpeg()},
)


def rtf_text(words):
    return "".join(letter if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in words)


def rtf(*paragraphs):
    """The bytes of an .rtf with `paragraphs` (RTF)."""
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times New Roman;}{\f1\fnil Symbol;}}"
    return (head + "".join(f"{{\\pard {one}\\par}}\n" for one in paragraphs) + "}").encode("ascii")


RTF_START = (rf"\qc\b {rtf_text(TITLE)}\b0", rtf_text(LEAD))
WHOLE_RTF = rtf(
    *RTF_START,
    rtf_text(TEXT),
    r"\trowd\cellx3000\cellx6000\pard\intbl\b "
    + rtf_text("TỔ")
    + r"\cell "
    + rtf_text("SỐ")
    + r"\cell\row\trowd\cellx3000\cellx6000\pard\intbl\b0 4\cell 12\cell\row\pard",
    r"{\field{\*\fldinst HYPERLINK \"https://phanthiet.example/tin\"}{\fldrslt " + rtf_text("cổng thông tin") + "}}",
    r"{\pict\jpegblip\picw600\pich400\picwgoal6000\pichgoal4000 " + jpeg().hex() + "}",
    rf"\qc\i {rtf_text('Đoàn viên nhặt rác. Ảnh: Minh Hằng')}\i0",
)
