"""The same list, as the programs write .xlsx that offices use: raw XML where no library writes it so."""

import io
import re
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


def packed(parts, *, method=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as file:
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


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def changed(content, name, change):
    """The package `content` with its part `name` as `change` makes it of its bytes."""
    parts = parts_of(content)
    return packed(parts | {name: change(parts[name])})


def by_openpyxl(table=TABLE, *, write_only=False):
    book = openpyxl.Workbook(write_only=write_only)
    if write_only:
        book.create_sheet("Danh sách")
    for row in table:
        book.worksheets[0].append(row)
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


def with_dimension(reference):
    """WPS and several libraries leave "A1", others the size of an older state, or nothing."""
    return lambda table: raw(rows_of(table), dimension=f'<dimension ref="{reference}"/>')


def without_references(table):
    """R's and some Java writers name no cells: they count."""
    return raw(rows_of(table, cell=lambda _row, _at, text: f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'))


def with_shared_strings(table, *, written):
    """As Excel does; `written` says how a text of the list of all texts is."""
    texts = sorted({text for row in table for text in row})
    cells = rows_of(table, cell=lambda row, at, text: f'<c r="{letter(at)}{row}" t="s"><v>{texts.index(text)}</v></c>')
    shared = f'{PROLOGUE}<sst xmlns="{MAIN}">{"".join(f"<si>{written(text)}</si>" for text in texts)}</sst>'
    relations = (
        f'{PROLOGUE}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{LINKS}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{LINKS}/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>'
    )
    return raw(cells, extra={"xl/sharedStrings.xml": shared, "xl/_rels/workbook.xml.rels": relations})


def in_runs(text):
    """In runs of different looks, as after a word was made bold."""
    space = 'xml:space="preserve"'
    return f"<r><t {space}>{escape(text[:4])}</t></r><r><rPr><b/></rPr><t {space}>{escape(text[4:])}</t></r>"


def with_phonetic(text):
    """With the reading that an input method of another country notes beside it."""
    return f'<t>{escape(text)}</t><rPh sb="0" eb="1"><t>doc</t></rPh><phoneticPr fontId="1"/>'


def as_google_writes(table):
    """Targets from the root of the package, formulas with their results."""
    relations = (
        f'{PROLOGUE}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{LINKS}/worksheet" '
        'Target="/xl/worksheets/sheet1.xml"/></Relationships>'
    )
    cells = rows_of(
        table, cell=lambda row, at, text: f'<c r="{letter(at)}{row}" t="str"><f>T("")</f><v>{escape(text)}</v></c>'
    )
    return raw(cells, extra={"xl/_rels/workbook.xml.rels": relations})


def as_php_writes(table):
    """Styles that are not there, rows with their spans, blank cells with a look."""

    def cell(row, at, text):
        inner = f'<is><t xml:space="preserve">{escape(text)}</t></is>'
        return f'<c r="{letter(at)}{row}" s="7" t="inlineStr">{inner}</c>'

    return raw(rows_of(table, cell=cell).replace("</row>", '<c s="3"/></row>').replace("<row ", '<row spans="1:9" '))


def with_prefixes(table):
    """Every element with its namespace's prefix, as Microsoft's own library and SAP write."""

    def prefixed(part):
        text = part.decode()
        declared = text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
        return re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", declared).encode()

    return changed(raw(rows_of(table)), "xl/worksheets/sheet1.xml", prefixed)


def strict(table):
    return raw(rows_of(table), namespace=STRICT, links=STRICT_LINKS)


def with_a_wrong_colour(table):
    """Well-formed styles with a colour that is none, as a converter left them."""
    fonts = '<fonts count="1"><font><color rgb="#FFEE"/></font></fonts><cellXfs count="1"><xf numFmtId="x"/></cellXfs>'
    return raw(rows_of(table), extra={"xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{fonts}</styleSheet>'})


def with_broken_properties(table):
    return raw(rows_of(table), extra={"docProps/core.xml": "<cp:coreProperties><dcterms:created>hôm qua"})


def with_formatted_rows(table, last=1_048_576):
    return raw(
        rows_of(table) + f'<row r="{last}" ht="15" customHeight="1"/>', dimension=f'<dimension ref="A1:D{last}"/>'
    )


def with_merged_cells(table):
    """What both lines share stands once, merged over them."""
    head, first, second = table
    shared = [place for place, text in enumerate(first) if text == second[place]]
    blanked = ["" if place in shared else text for place, text in enumerate(second)]
    merged = "".join(f'<mergeCell ref="{letter(place)}2:{letter(place)}3"/>' for place in shared)
    return raw(rows_of([head, first, blanked]), after=f"<mergeCells>{merged}</mergeCells>")


def with_headings_over_two_rows(table):
    head, *rows = table
    upper, lower = [*head[:-2], "Thông tin khác", ""], [""] * (len(head) - 2) + head[-2:]
    down = "".join(f'<mergeCell ref="{letter(place)}1:{letter(place)}2"/>' for place in range(len(head) - 2))
    right = f'<mergeCell ref="{letter(len(head) - 2)}1:{letter(len(head) - 1)}1"/>'
    return raw(rows_of([upper, lower, *rows]), after=f"<mergeCells>{down}{right}</mergeCells>")


def with_another_sheet_first(table, *, above, state="visible"):
    """A sheet of guidance, or of an older list, before the one that is meant."""
    book = openpyxl.Workbook()
    book.active.title = "Trang khác"
    for row in above:
        book.active.append(row)
    sheet = book.create_sheet("Danh sách")
    for row in table:
        sheet.append(row)
    book.active = sheet
    book.worksheets[0].sheet_state = state
    return saved(book)


def signed_below(table):
    below = [
        [],
        ["Tổng cộng: 02"],
        [],
        ["", "", "Phú Thủy, ngày 05 tháng 4 năm 2019"],
        ["Người lập biểu", "", "CHỦ TỊCH"],
    ]
    return by_openpyxl([["UBND THÀNH PHỐ PHAN THIẾT"], ["DANH SÁCH"], [], *table, *below, ["Nguyễn Văn A"]])


def with_a_filter(table):
    """A filter that hides a line: who filtered the list still sends all of it."""
    book = openpyxl.Workbook()
    for row in table:
        book.active.append(row)
    book.active.auto_filter.ref = "A1:D3"
    book.active.row_dimensions[3].hidden = True
    book.active.freeze_panes = "A2"
    return saved(book)


def with_a_chart_first(table):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Danh sách'!$A$2:$A$3"})
        book.add_chartsheet("Biểu đồ").set_chart(chart)
        sheet = book.add_worksheet("Danh sách")
        for row, values in enumerate(table):
            sheet.write_row(row, 0, values)
        sheet.write_comment("A1", "Ghi theo con dấu")
    return target.getvalue()


def each_text(table, change):
    return [[change(text) for text in row] for row in table]
