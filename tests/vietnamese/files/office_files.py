"""Which files offices send of one list, by name: those that are read alike, and those that are refused with a sentence.

Each is made of a table (a list of rows of texts, the headings first), whatever it is a list of.
"""

import unicodedata
import zipfile

from tests.vietnamese.files import other_writers as other
from tests.vietnamese.files import table_writers as xlsx
from tests.vietnamese.files.other_writers import binary_book, made, open_document, text
from tests.vietnamese.files.table_writers import by_openpyxl, by_xlsxwriter, each_text, raw, rows_of

OLD_LIST = [["Cơ quan", "Họ và tên", "Email"], ["UBND phường Phú Thủy", "Người Cũ", "cu@phuthuy.example"]]
GUIDANCE = [["Đọc kỹ trước khi điền"], ["Ghi tên cơ quan theo con dấu"]]
HIDDEN_ODS = (
    '<table:table table:name="Cũ" table:display="false"><table:table-row><table:table-cell/></table:table-row>'
    "</table:table>"
)


def decomposed(cell):
    return unicodedata.normalize("NFD", cell)


def with_no_break_spaces(cell):
    return cell.replace(" ", "\u00a0") + "\u202f"


def with_zero_width(cell):
    return f"\ufeff{cell[:2]}\u200b{cell[2:]}"


def loud(table):
    """Headings in capitals, with the line breaks and colons that people put in."""
    head, *rows = table
    return [[heading.upper().replace(" ", "\n") + ":" for heading in head], *rows]


def numbered(table):
    head, *rows = table
    return [["STT", *head], *([number, *row] for number, row in enumerate(rows, 1))]


def spread(table):
    """Blank lines between, a blank column before."""
    return [row for line in table for row in (["", *line], [])]


def blank_cells(table):
    """Cells that say nothing beside those that say something."""
    return rows_of(table).replace("</row>", '<c r="Z9" t="str"><v></v></c><c r="ZA9" s="1"/></row>')


READ_ALIKE = {
    # Libraries, and what programs write of the sheet's size.
    "openpyxl.xlsx": by_openpyxl,
    "openpyxl-write-only.xlsx": lambda table: by_openpyxl(table, write_only=True),
    "xlsxwriter.xlsx": by_xlsxwriter,
    "xlsxwriter-constant-memory.xlsx": lambda table: by_xlsxwriter(table, constant_memory=True),
    "wps.xlsx": xlsx.with_dimension("A1"),
    "short-dimension.xlsx": xlsx.with_dimension("A1:B2"),
    "whole-dimension.xlsx": xlsx.with_dimension("A1:XFD1048576"),
    "one-column-dimension.xlsx": xlsx.with_dimension("A1:A3"),
    "no-dimension.xlsx": lambda table: raw(rows_of(table)),
    "no-references.xlsx": xlsx.without_references,
    "a-million-rows.xlsx": xlsx.with_formatted_rows,
    # How a text is written.
    "shared-strings.xlsx": lambda table: xlsx.with_shared_strings(table, written=lambda text: f"<t>{text}</t>"),
    "runs.xlsx": lambda table: xlsx.with_shared_strings(table, written=xlsx.in_runs),
    "phonetic.xlsx": lambda table: xlsx.with_shared_strings(table, written=xlsx.with_phonetic),
    "google.xlsx": xlsx.as_google_writes,
    "php.xlsx": xlsx.as_php_writes,
    "prefixes.xlsx": xlsx.with_prefixes,
    "strict.xlsx": xlsx.strict,
    "blank-cells.xlsx": lambda table: raw(blank_cells(table)),
    "decomposed.xlsx": lambda table: by_openpyxl(each_text(table, decomposed)),
    "no-break-spaces.xlsx": lambda table: by_openpyxl(each_text(table, with_no_break_spaces)),
    "zero-width.xlsx": lambda table: by_openpyxl(each_text(table, with_zero_width)),
    # What stands beside the cells.
    "styles.xlsx": xlsx.with_a_wrong_colour,
    "properties.xlsx": xlsx.with_broken_properties,
    "stored.xlsx": lambda table: xlsx.packed(xlsx.parts_of(by_openpyxl(table)), method=zipfile.ZIP_STORED),
    "folders.xlsx": lambda table: xlsx.packed({"xl/": b"", **xlsx.parts_of(by_openpyxl(table))}),
    "filter.xlsx": xlsx.with_a_filter,
    "chart.xlsx": xlsx.with_a_chart_first,
    # Where the table stands.
    "merged.xlsx": xlsx.with_merged_cells,
    "two-rows-of-headings.xlsx": xlsx.with_headings_over_two_rows,
    "loud-headings.xlsx": lambda table: by_openpyxl(loud(table)),
    "numbered.xlsx": lambda table: by_openpyxl(numbered(table)),
    "spread.xlsx": lambda table: by_openpyxl(spread(table)),
    "titles.xlsx": lambda table: by_openpyxl([["UBND THÀNH PHỐ"], [], ["DANH SÁCH", "", "Mẫu 01"], *table]),
    "guidance.xlsx": lambda table: xlsx.with_another_sheet_first(table, above=GUIDANCE),
    "hidden.xlsx": lambda table: xlsx.with_another_sheet_first(table, above=OLD_LIST, state="hidden"),
    "very-hidden.xlsx": lambda table: xlsx.with_another_sheet_first(table, above=OLD_LIST, state="veryHidden"),
    "signed.xlsx": xlsx.signed_below,
    # Other programs' formats, and names that say something else.
    "libreoffice.ods": open_document,
    "spans.ods": lambda table: open_document(table, cell=other.in_spans),
    "blank-rows.ods": lambda table: open_document(table, repeated=True),
    "hidden.ods": lambda table: open_document(table, before=HIDDEN_ODS),
    "excel.xlsb": binary_book,
    "xlsx-named.xls": by_openpyxl,
    "xlsx-named.csv": by_openpyxl,
    "csv-named.xlsx": text(";"),
    # Text.
    "semicolons.csv": text(";"),
    "commas.csv": text(","),
    "tabs.csv": text("\t"),
    "no-mark.csv": text(";", encoding="utf-8"),
    "unix.csv": text(";", ends="\n"),
    "old-mac.csv": text(";", ends="\r"),
    "no-end.csv": text(";", end=False),
    "quoted.csv": text(",", quoted=True),
    "trailing.csv": text(";", after=";;;"),
    "blank-lines.csv": text(";", ends="\r\n\r\n"),
    "unicode-text.txt": text("\t", encoding="utf-16"),
    "utf-16-be.csv": lambda table: b"\xfe\xff" + text(";", encoding="utf-16-be")(table),
    "decomposed.csv": lambda table: text(";")(each_text(table, decomposed)),
    "no-break-spaces.csv": lambda table: text(";")(each_text(table, with_no_break_spaces)),
    "zero-width.csv": lambda table: text(";")(each_text(table, with_zero_width)),
    "control-characters.csv": lambda table: text(";")(each_text(table, lambda cell: f"{cell[:1]}\x02{cell[1:]}")),
    "break-in-heading.csv": lambda table: text(";", quoted=True)(loud(table)),
    "sep.csv": text(";", above="sep=;\r\n"),
    "title-without-semicolon.csv": text(";", above="DANH SÁCH, NĂM 2019\r\n"),
    "title-with-semicolon.csv": text(",", above="DANH SÁCH; NĂM 2019\r\n"),
}
# What a library wrote once of the list of officers (table_writers.TABLE), and only of that.
MADE_ALIKE = {
    "libreoffice.xls": "plain.xls",
    "libreoffice-merged.xls": "merged.xls",
    "libreoffice.ods": "plain.ods",
    "libreoffice-merged.ods": "merged.ods",
    "libreoffice.xlsx": "libreoffice.xlsx",
}

NOT_XLSX = "không phải bảng XLSX"
REFUSED = {
    "cut.xlsx": (other.cut, NOT_XLSX),
    "half.xlsx": (lambda table: by_openpyxl(table)[:2000], NOT_XLSX),
    "zeros.xlsx": (lambda table: bytes(4000), NOT_XLSX),
    "half.xls": (lambda table: made("plain.xls")[:3000], NOT_XLSX),
    "half.ods": (lambda table: made("plain.ods")[:6000], NOT_XLSX),
    "half.xlsb": (lambda table: binary_book(table)[:900], NOT_XLSX),
    "word.xlsx": (lambda table: xlsx.packed({"word/document.xml": "<w/>"}), NOT_XLSX),
    "picture.xlsx": (lambda table: b"\x89PNG\r\n\x1a\n" + bytes(60), NOT_XLSX),
    "report.xlsx": (lambda table: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3" + bytes(60), NOT_XLSX),
    "entities.xlsx": (other.exploding, NOT_XLSX),
    "locked.xlsx": (lambda table: made("locked.xlsx"), "mật khẩu"),
    "locked.ods": (lambda table: open_document(table, locked=True), "mật khẩu"),
    "web-page.xls": (lambda table: made("plain.html"), "trang web"),
    "excel-2003.xls": (other.spreadsheet_ml, "trang web"),
    "flat.fods": (lambda table: made("plain.fods"), "trang web"),
    "older-code-page.csv": (
        lambda table: text(";", encoding="utf-8")(table).decode().encode("cp1258", "replace"),
        "UTF-8",
    ),
    "empty.csv": (lambda table: b"\xef\xbb\xbf\r\n", "trống"),
    "nothing.xlsx": (lambda table: b"", "trống"),
    "blank.xlsx": (lambda table: by_openpyxl([]), "thiếu các cột"),
    "another.xlsx": (lambda table: by_openpyxl([["Tên tệp", "Ngày"], ["a", "b"]]), "“Sheet”; không đọc"),
    "only-hidden.xlsx": (lambda table: raw(rows_of(table), sheets='state="hidden"'), "thiếu các cột"),
    "twice.xlsx": (lambda table: xlsx.with_another_sheet_first(table, above=table), "“Trang khác”, “Danh sách”"),
    "late.xlsx": (lambda table: by_openpyxl([["x"]] * 15 + table), "thiếu các cột"),
    "doubled-heading.xlsx": (
        lambda table: by_openpyxl([row + row[-1:] for row in table]),
        "cùng nghĩa với một cột khác",
    ),
    "unknown-heading.xlsx": (
        lambda table: by_openpyxl([[*table[0], "Ngày sinh"], *([*row, "01/01/1980"] for row in table[1:])]),
        "Trang tính “Sheet”: Không hiểu các cột: Ngày sinh",
    ),
    "quotation-mark.csv": (
        lambda table: text(";")([table[0], [f'"{table[1][0]}', *table[1][1:]], table[2]]),
        "dấu ngoặc kép",
    ),
}
# They need the limits of the process that reads them.
FOR_THE_PROCESS = {"far-cell.xlsx": (other.far_cell, "quá nhiều"), "bomb.xlsx": (other.bomb, "quá nhiều")}
