"""The year's table as files: XLSX for the office, CSV for other programs; both write the lines of the screen."""

from django.utils.translation import gettext as _

from compliance.table.cells import shown
from compliance.year.columns import columns_of
from compliance.year.matrix import Cell
from compliance.year.wording import notes_of
from vietnamese.files.comma_separated import csv_table
from vietnamese.files.spreadsheet import OfficeBook


def cells_of(year):
    """The lines of a Year as lists of text and numbers."""
    columns = columns_of(year)
    for line in year.lines:
        values = [column.cell(line) for column in columns]
        yield [value.text if isinstance(value, Cell) else value for value in values]


def year_csv(year):
    """`year` (a Year) as UTF-8 with a byte order mark; text that reads as a formula is neutralised."""
    lines = [[shown(value, grouped=False) for value in values] for values in cells_of(year)]
    return csv_table([str(column.heading) for column in columns_of(year)], lines)


def year_xlsx(year):
    """`year` (a Year) as an XLSX file (bytes)."""
    columns = columns_of(year)
    book = OfficeBook(title=_("Results of the year %(year)s") % {"year": year.year})
    book.add_table(
        str(year.year),
        titles=[_("NEWS AGAINST THE MINIMUMS IN THE YEAR %(year)s") % {"year": year.year}, *notes_of(year)],
        headings=[str(column.heading) for column in columns],
        shares=[column.share for column in columns],
        rows=list(cells_of(year)),
    )
    return book.content()
