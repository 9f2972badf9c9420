"""Word files as different programs write them: parts of XML, put into a zip by hand."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{RELATIONS}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
TITLE = "Ra quân dọn vệ sinh bãi biển"
LEAD = "Sáng 4/4, hơn 100 đoàn viên phường Phú Thủy dọn rác ven biển."
TEXT = "Các đoàn viên đã thu gom hơn 2 tấn rác, trồng thêm 50 cây dừa và nhắc nhở các hộ kinh doanh giữ vệ sinh."


def jpeg(colour="teal", size=(600, 400)):
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG")
    return buffer.getvalue()


def png(colour="navy"):
    buffer = io.BytesIO()
    Image.new("RGB", (30, 30), colour).save(buffer, "PNG")
    return buffer.getvalue()


def run(text, *, look="", more=""):
    """A run; `look` has b for bold, i for slanted; `more` is XML of its properties."""
    marks = "".join(f"<w:{mark}/>" for mark in look)
    return f'<w:r><w:rPr>{more}{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def font(name):
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def p(*content, look="", side="", style="", more=""):
    """A paragraph of texts and of XML; `side` is "center" or "right", `more` XML of its properties."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + more + (f'<w:jc w:val="{side}"/>' if side else "")
    inner = "".join(piece if piece.startswith("<") else run(piece, look=look) for piece in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def title(text=TITLE):
    return p(text, look="b", side="center")


def table(*rows, spans=None):
    """Rows of cells, each a text or XML of paragraphs; `spans` {(row, column): XML of the cell's properties}."""
    lines = []
    for down, row in enumerate(rows):
        cells = "".join(
            f"<w:tc><w:tcPr>{(spans or {}).get((down, right), '')}</w:tcPr>"
            f"{cell if cell.startswith('<') else p(cell)}</w:tc>"
            for right, cell in enumerate(row)
        )
        lines.append(f"<w:tr>{cells}</w:tr>")
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(lines)}</w:tbl>"


def picture(key="rIdA", *, alt="", cut="", how="embed"):
    """A run with a picture, as Word puts it in line."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{alt}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="0" name="anh.jpg"/></pic:nvPicPr><pic:blipFill><a:blip r:{how}="{key}"/>{cut}'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def graphic(inner, *, uri="chart"):
    return (
        '<w:r><w:drawing><wp:inline><wp:docPr id="9" name="x"/><a:graphic>'
        f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{uri}">{inner}</a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def text_box(*paragraphs):
    """As Word 2010 and later write it: once for new programs, once for old ones."""
    inner = "".join(paragraphs)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="x">'
        f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def relation(key, kind, target, *, external=False):
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'


def part(name, inner):
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} {NAMESPACES}>{inner}</w:{name}>'


RELATIONSHIPS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" ContentType="image/jpeg"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
NUMBERING = part(
    "numbering",
    "".join(
        f'<w:abstractNum w:abstractNumId="{key}"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/></w:lvl>'
        f'<w:lvl w:ilvl="1"><w:numFmt w:val="{kind}"/></w:lvl></w:abstractNum>'
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'
        for key, kind in ((1, "bullet"), (2, "decimal"))
    ),
)


def point(text, *, number=1, level=0):
    return p(text, more=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def style(key, name, *, more="", kind="paragraph"):
    return f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'


def docx(*body, styles="", relations=(), parts=None, pictures=None, main="word/document.xml", section=""):
    """The bytes of a file whose text is `body` (XML); `pictures` {key of the relation: bytes}."""
    pictures = {"rIdA": jpeg()} if pictures is None else pictures
    links = [relation("rIdS", "styles", "styles.xml"), relation("rIdN", "numbering", "numbering.xml"), *relations]
    links += [relation(key, "image", f"media/{key}.jpg") for key in pictures]
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONSHIPS.format(relation("rId1", "officeDocument", main)),
        main: part("document", f"<w:body>{''.join(body)}<w:sectPr>{section}</w:sectPr></w:body>"),
        "word/_rels/document.xml.rels": RELATIONSHIPS.format("".join(links)),
        "word/styles.xml": part("styles", styles),
        "word/numbering.xml": NUMBERING,
        **{f"word/media/{key}.jpg": content for key, content in pictures.items()},
        **(parts or {}),
    }
    return zipped({name: content for name, content in files.items() if content is not None})


def zipped(files, *, compression=ZIP_DEFLATED):
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", compression) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return buffer.getvalue()


def deleted(text):
    """A run whose text is marked as deleted, as it stands within w:del."""
    return f"<w:r><w:delText>{text}</w:delText></w:r>"


def strict(content):
    """The file `content` in the strict form of the standard, which has other names for the same things."""
    with ZipFile(io.BytesIO(content)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    for usual, other in (
        (W, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        (RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
        ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
    ):
        files = {name: part.replace(usual.encode(), other.encode()) for name, part in files.items()}
    return zipped(files)
