"""The same list as .ods, .xlsb and text, and files that are none of it."""

from pathlib import Path
from xml.sax.saxutils import escape

from tests.vietnamese.files.table_writers import LINKS, PACKAGE, PROLOGUE, packed, parts_of, raw, rows_of

MADE = Path(__file__).parent / "made"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
BLANK = '<table:table-row table:number-rows-repeated="1048573"><table:table-cell/></table:table-row>'


def made(name):
    """What LibreOffice and msoffcrypto wrote once, since no test has them."""
    return (MADE / name).read_bytes()


def of_ods(text):
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'


def in_spans(text):
    """As after a word was made bold, with a blank that LibreOffice counts."""
    inner = escape(text[:4]) + f"<text:span>{escape(text[4:])}</text:span>"
    return f'<table:table-cell office:value-type="string"><text:p>{inner}</text:p></table:table-cell>'


def open_document(table, *, cell=of_ods, before="", locked=False, repeated=False):
    """An .ods as LibreOffice writes it, with a row repeated to the end of the sheet."""
    rows = ["<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in table]
    rows[0] = f"<table:table-header-rows>{rows[0]}</table:table-header-rows>"
    if repeated:
        rows[1:1] = ['<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>']
    names = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'{PROLOGUE}<office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>{before}'
        f'<table:table table:name="Danh sách">{"".join(rows)}{BLANK}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    key = "<manifest:encryption-data/>" if locked else ""
    manifest = (
        f'{PROLOGUE}<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{SPREADSHEET}">{key}</manifest:file-entry></manifest:manifest>'
    )
    return packed({"mimetype": SPREADSHEET, "META-INF/manifest.xml": manifest, "content.xml": content})


def record(kind, data=b""):
    """A record of an .xlsb: kind and length in groups of seven bits ([MS-XLSB] 2.1.4)."""

    def sevens(value):
        while value >= 0x80:
            yield value & 0x7F | 0x80
            value >>= 7
        yield value

    return bytes([*sevens(kind), *sevens(len(data))]) + data


def wide(text):
    return len(text).to_bytes(4, "little") + text.encode("utf-16-le")


def numbers(*values):
    return b"".join(value.to_bytes(4, "little") for value in values)


def binary_cell(place, text):
    if text == "#N/A":
        return record(3, numbers(place, 0) + b"\x2a")
    return record(6, numbers(place, 0) + wide(text)) if text else b""


def binary_book(table, *, merged=()):
    """An .xlsb as Excel writes it. "#N/A" is a cell in error; `merged` are (top, bottom, left, right)."""
    rows = b"".join(
        record(0, numbers(row) + bytes(21)) + b"".join(binary_cell(place, text) for place, text in enumerate(cells))
        for row, cells in enumerate(table)
    )
    joined = b"".join(record(176, numbers(*bounds)) for bounds in merged)
    dimension = record(148, numbers(0, len(table) - 1, 0, len(table[0]) - 1))
    bundle = record(156, numbers(0, 1) + wide("rId1") + wide("Danh sách"))
    kinds = "application/vnd.ms-excel"
    return packed(
        {
            "[Content_Types].xml": f'{PROLOGUE}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
            f'PartName="/xl/workbook.bin" ContentType="{kinds}.sheet.binary.macroEnabled.main"/><Override '
            f'PartName="/xl/worksheets/sheet1.bin" ContentType="{kinds}.worksheet"/></Types>',
            "_rels/.rels": f'{PROLOGUE}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{LINKS}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
            "xl/workbook.bin": record(131) + record(143) + bundle + record(144) + record(132),
            "xl/_rels/workbook.bin.rels": f'{PROLOGUE}<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
            f'Id="rId1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/worksheets/sheet1.bin": record(129)
            + dimension
            + record(145)
            + rows
            + record(146)
            + joined
            + record(130),
        }
    )


def text(delimiter, *, encoding="utf-8-sig", above="", ends="\r\n", end=True, quoted=False, after=""):
    def write(table):
        cells = [[f'"{cell}"' if quoted else cell for cell in row] for row in table]
        lines = ends.join(delimiter.join(row) + after for row in cells)
        return (above + lines + (ends if end else "")).encode(encoding)

    return write


def far_cell(table):
    """A few hundred bytes that name the last cell of a sheet: what lies between takes gigabytes."""
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    return raw(rows_of(table) + far)


def cut(table):
    parts = parts_of(raw(rows_of(table)))
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:400]
    return packed(parts)


def exploding(_table):
    """Entities that name each other, ten at a time."""
    names = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    parts = parts_of(raw('<row r="1"><c r="A1" t="inlineStr"><is><t>&e11;</t></is></c></row>'))
    sheet = parts["xl/worksheets/sheet1.xml"].decode().replace(PROLOGUE, f'<!DOCTYPE x [<!ENTITY e0 "ha">{names}]>')
    return packed(parts | {"xl/worksheets/sheet1.xml": sheet})


def bomb(table):
    """A package whose list says that one of its parts unpacks to six hundred megabytes."""
    content = bytearray(raw(rows_of(table)))
    size = content.index(b"PK\x01\x02") + 24
    content[size : size + 4] = (600 * 2**20).to_bytes(4, "little")
    return bytes(content)


def spreadsheet_ml(table):
    """What Excel 2003 and several programs since call .xls."""
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{escape(text)}</Data></Cell>' for text in row) + "</Row>"
        for row in table
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'{PROLOGUE}<?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet '
        f'ss:Name="Danh sách"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()
