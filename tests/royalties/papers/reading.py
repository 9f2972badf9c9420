"""A table's files, read again."""

import io

import openpyxl

from royalties.tables.table_files import table_xlsx


def sheet_of(table):
    return openpyxl.load_workbook(io.BytesIO(table_xlsx(table))).worksheets[0]


def is_one_page_wide(sheet):
    """One page wide is what a file says by saying nothing; as many long as are needed it says."""
    setup = sheet.page_setup
    return sheet.sheet_properties.pageSetUpPr.fitToPage and (setup.fitToWidth, setup.fitToHeight) == (None, 0)


def lines_of(sheet):
    """The rows of the table on `sheet` below its headings, up to the total."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    first = next(place for place, row in enumerate(rows) if row[0] == "STT") + 1
    last = next(place for place, row in enumerate(rows) if row[1] == "Tổng cộng")
    return rows[first : last + 1]


def texts_of(document):
    return [paragraph.text for paragraph in document.paragraphs]


def cells_of(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def number(text):
    return int(text.replace(".", ""))
