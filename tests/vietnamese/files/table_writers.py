"""The same list of two officers, as the programs write it that offices use: raw XML where no library writes it so."""

import io
import zipfile
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter

HEAD = ["Cơ quan", "Họ và tên", "Email", "Điện thoại"]
ROWS = [
    ["UBND phường Phú Thủy", "Trần Thị Dũng", "a@phuthuy.example", "0252 3822 001"],
    ["UBND phường Phú Thủy", "Lê Văn Hạnh", "b@phuthuy.example", "0912345678"],
]
TABLE = [HEAD, *ROWS]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def letter(place):
    return "ABCDEFGHIJ"[place]


def inline_cell(row, place, text):
    return f'<c r="{letter(place)}{row}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def rows_of(table, *, cell=inline_cell):
    return "".join(
        f'<row r="{number}">{"".join(cell(number, place, text) for place, text in enumerate(row) if text)}</row>'
        for number, row in enumerate(table, 1)
    )


def packed(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return target.getvalue()


def raw(sheet_data, *, dimension="", namespace=MAIN, links=LINKS, extra=None, after="", sheets='state="visible"'):
    """An .xlsx of one sheet from its `<row>` elements."""
    parts = {
        "[Content_Types].xml": f'{PROLOGUE}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": f'{PROLOGUE}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{PROLOGUE}<workbook xmlns="{namespace}" xmlns:r="{links}"><sheets>'
        f'<sheet name="Danh sách" sheetId="1" r:id="rId1" {sheets}/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{PROLOGUE}<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
        f'Id="rId1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{PROLOGUE}<worksheet xmlns="{namespace}">{dimension}'
        f"<sheetData>{sheet_data}</sheetData>{after}</worksheet>",
    }
    return packed(parts | (extra or {}))


def by_openpyxl(table=TABLE):
    book = openpyxl.Workbook()
    for row in table:
        book.active.append(row)
    return saved(book)


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def by_xlsxwriter(table=TABLE, **options):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **options}) as book:
        sheet = book.add_worksheet("Danh sách")
        for row, values in enumerate(table):
            sheet.write_row(row, 0, values)
    return target.getvalue()


def as_wps_writes():
    return raw(rows_of(TABLE), dimension='<dimension ref="A1"/>')


def with_a_short_dimension():
    return raw(rows_of(TABLE), dimension='<dimension ref="A1:D2"/>')


def without_a_dimension():
    return raw(rows_of(TABLE))


def without_references():
    """R's and some Java writers name no cells: they count."""
    return raw(rows_of(TABLE, cell=lambda _row, _place, text: f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'))


def as_excel_writes():
    """Shared strings, one of them in runs of different looks, as after a word was made bold."""
    texts = sorted({text for row in TABLE for text in row})
    strings = "".join(
        f"<si><r><t xml:space='preserve'>{escape(text[:4])}</t></r><r><rPr><b/></rPr><t xml:space='preserve'>"
        f"{escape(text[4:])}</t></r></si>"
        for text in texts
    )
    cells = rows_of(TABLE, cell=lambda row, at, text: f'<c r="{letter(at)}{row}" t="s"><v>{texts.index(text)}</v></c>')
    shared = f'{PROLOGUE}<sst xmlns="{MAIN}">{strings}</sst>'
    relations = (
        f'{PROLOGUE}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{LINKS}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{LINKS}/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>'
    )
    return raw(cells, extra={"xl/sharedStrings.xml": shared, "xl/_rels/workbook.xml.rels": relations})


def as_google_writes():
    """Targets from the root of the package, formulas with their results."""
    relations = (
        f'{PROLOGUE}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{LINKS}/worksheet" '
        'Target="/xl/worksheets/sheet1.xml"/></Relationships>'
    )
    cells = rows_of(
        TABLE, cell=lambda row, at, text: f'<c r="{letter(at)}{row}" t="str"><f>T("")</f><v>{escape(text)}</v></c>'
    )
    return raw(cells, extra={"xl/_rels/workbook.xml.rels": relations})


def strict():
    return raw(rows_of(TABLE), namespace=STRICT, links=STRICT_LINKS)


def with_a_wrong_colour():
    """Well-formed styles with a colour that is none, as a converter left them."""
    fonts = '<fonts count="1"><font><color rgb="#FFEE"/></font></fonts><cellXfs count="1"><xf numFmtId="x"/></cellXfs>'
    return raw(rows_of(TABLE), extra={"xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{fonts}</styleSheet>'})


def with_broken_properties():
    return raw(rows_of(TABLE), extra={"docProps/core.xml": "<cp:coreProperties><dcterms:created>hôm qua"})


def with_formatted_rows(last=1_048_576):
    return raw(
        rows_of(TABLE) + f'<row r="{last}" ht="15" customHeight="1"/>', dimension=f'<dimension ref="A1:D{last}"/>'
    )


def with_merged_units():
    table = [HEAD, ROWS[0], ["", *ROWS[1][1:]]]
    return raw(rows_of(table), after='<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>')


def with_headings_over_two_rows():
    upper = ["Cơ quan", "Họ và tên", "Liên hệ", ""]
    lower = ["", "", "Email", "Điện thoại"]
    merged = (
        '<mergeCells count="3"><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="C1:D1"/></mergeCells>'
    )
    return raw(rows_of([upper, lower, *ROWS]), after=merged)


def open_document():
    """An .ods as LibreOffice writes it, with a row repeated to the end of the sheet."""
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
            for text in row
        )
        + "</table:table-row>"
        for row in TABLE
    )
    blank = '<table:table-row table:number-rows-repeated="1048573"><table:table-cell/></table:table-row>'
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'{PROLOGUE}<office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Danh sách">{rows}{blank}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    manifest = (
        f'{PROLOGUE}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
        }
    )


def with_guidance_first():
    book = openpyxl.Workbook()
    book.active.title = "Hướng dẫn"
    book.active.append(["Đọc kỹ trước khi điền"])
    sheet = book.create_sheet("Danh sách")
    for row in TABLE:
        sheet.append(row)
    return saved(book)


def with_a_hidden_first_sheet():
    book = openpyxl.Workbook()
    book.active.sheet_state = "hidden"
    for row in [HEAD, ["UBND phường Phú Thủy", "Người Cũ", "cu@phuthuy.example", ""]]:
        book.active.append(row)
    sheet = book.create_sheet("Danh sách")
    for row in TABLE:
        sheet.append(row)
    book.active = sheet
    return saved(book)


def signed_below(**extra):
    below = [
        [],
        ["Tổng cộng: 02 người"],
        [],
        ["", "", "Phú Thủy, ngày 05 tháng 4 năm 2019"],
        ["Người lập biểu", "", "CHỦ TỊCH"],
    ]
    return by_openpyxl([["UBND THÀNH PHỐ PHAN THIẾT"], ["DANH SÁCH"], [], *TABLE, *below, ["Nguyễn Văn A"]])


def text(delimiter, *, encoding="utf-8-sig", above="", ends="\r\n"):
    lines = [delimiter.join(row) for row in TABLE]
    return (above + ends.join(lines) + ends).encode(encoding)


READ_ALIKE = {
    "openpyxl.xlsx": by_openpyxl,
    "xlsxwriter.xlsx": by_xlsxwriter,
    "xlsxwriter-constant-memory.xlsx": lambda: by_xlsxwriter(constant_memory=True),
    "wps.xlsx": as_wps_writes,
    "short-dimension.xlsx": with_a_short_dimension,
    "no-dimension.xlsx": without_a_dimension,
    "no-references.xlsx": without_references,
    "excel.xlsx": as_excel_writes,
    "google.xlsx": as_google_writes,
    "strict.xlsx": strict,
    "styles.xlsx": with_a_wrong_colour,
    "properties.xlsx": with_broken_properties,
    "a-million-rows.xlsx": with_formatted_rows,
    "merged.xlsx": with_merged_units,
    "two-rows-of-headings.xlsx": with_headings_over_two_rows,
    "libreoffice.ods": open_document,
    "named-wrongly.csv": by_openpyxl,
    "guidance.xlsx": with_guidance_first,
    "hidden.xlsx": with_a_hidden_first_sheet,
    "signed.xlsx": signed_below,
    "semicolons.csv": lambda: text(";"),
    "commas.csv": lambda: text(","),
    "tabs.csv": lambda: text("\t"),
    "no-mark.csv": lambda: text(";", encoding="utf-8"),
    "unix.csv": lambda: text(";", ends="\n"),
    "unicode-text.txt": lambda: text("\t", encoding="utf-16"),
    "sep.csv": lambda: text(";", above="sep=;\r\n"),
    "title-without-semicolon.csv": lambda: text(";", above="DANH SÁCH, NĂM 2019\r\n"),
    "title-with-semicolon.csv": lambda: text(",", above="DANH SÁCH; NĂM 2019\r\n"),
    "text-named-xlsx.xlsx": lambda: text(";"),
}


def far_cell():
    """A few hundred bytes that name the last cell of a sheet: what lies between takes gigabytes."""
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    return raw(rows_of(TABLE) + far)


def cut():
    whole = raw(rows_of(TABLE))
    with zipfile.ZipFile(io.BytesIO(whole)) as parts:
        content = {name: parts.read(name) for name in parts.namelist()}
    content["xl/worksheets/sheet1.xml"] = content["xl/worksheets/sheet1.xml"][:400]
    return packed(content)


def twice():
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Bản sao")):
        for row in TABLE:
            sheet.append(row)
    return saved(book)


def exploding():
    """Entities that name each other, ten at a time."""
    names = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>&e11;</t></is></c></row>'
    whole = raw(cells)
    with zipfile.ZipFile(io.BytesIO(whole)) as parts:
        content = {name: parts.read(name).decode() for name in parts.namelist()}
    sheet = content["xl/worksheets/sheet1.xml"].replace(PROLOGUE, f'<!DOCTYPE x [<!ENTITY e0 "ha">{names}]>')
    return packed(content | {"xl/worksheets/sheet1.xml": sheet})


REFUSED = {
    "far-cell.xlsx": (far_cell, "quá nhiều"),
    "cut.xlsx": (cut, "không phải bảng XLSX"),
    "half.xlsx": (lambda: by_openpyxl()[:2000], "không phải bảng XLSX"),
    "twice.xlsx": (twice, "nhiều trang tính: “Sheet”, “Bản sao”"),
    "entities.xlsx": (exploding, ""),
    "web-page.xls": (lambda: b"<html><table><tr><td>x</td></tr></table></html>", "trang web"),
    "zeros.xlsx": (lambda: bytes(4000), "không phải bảng XLSX"),
    "older-code-page.csv": (lambda: text(";").decode("utf-8-sig").encode("cp1258", errors="replace"), "UTF-8"),
    "empty.csv": (lambda: b"\xef\xbb\xbf\r\n", "trống"),
    "another.xlsx": (
        lambda: by_openpyxl([["Tên tệp", "Ngày"], ["a", "b"]]),
        "thiếu các cột: Cơ quan, Họ và tên, Email",
    ),
    "only-hidden.xlsx": (lambda: raw(rows_of(TABLE), sheets='state="hidden"'), "thiếu các cột"),
}
