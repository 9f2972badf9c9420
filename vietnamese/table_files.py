"""Tables that an office fills in, as CSV or XLSX: read as a whole, every bad line told by its number."""

import csv
import datetime
import io
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from vietnamese.dates import screen_date
from vietnamese.legacy import as_unicode
from vietnamese.text import fold, normalise

# How many lines may stand above the headings: the title lines of a table that was exported.
MOST_TITLE_LINES = 10


class TableFileError(Exception):
    """The file cannot be applied; `problems` is a list of sentences for the person who made it."""

    def __init__(self, problems):
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(kw_only=True)
class TableLine:
    """One line of a file: its number in it, its values by the names of our columns, what is wrong with it."""

    number: int
    values: dict
    problems: list = field(default_factory=list)


class NumberCell(str):
    """The text of a cell that a spreadsheet holds for a number: zeros before it, digits after the 15th are lost."""


def refuse_problems(lines):
    """Raise TableFileError with the problems of all `lines`, each by its number, when there is any."""
    problems = [numbered(line.number, problem) for line in lines for problem in line.problems]
    if problems:
        raise TableFileError(problems)


def numbered(number, problem):
    return _("Line %(number)s: %(problem)s") % {"number": number, "problem": problem}


def read_table(path, *, columns, required):
    """The lines (TableLine) of the table in the file at `path`, blank ones left out.

    `columns` says for each of our names by which headings its column is known; marks, capitals and the order of the
    columns do not matter, other columns are ignored, and titles may stand above the headings. Raises TableFileError
    when it is no such table at all.
    """
    rows = xlsx_rows(path) if Path(path).suffix.lower() == ".xlsx" else csv_rows(path)
    place, found = find_headings(rows, columns=columns, required=required)
    width = len(rows[place][1])
    return [
        read_line(cells, number=number, found=found, width=width) for number, cells in rows[place + 1 :] if any(cells)
    ]


def read_line(cells, *, number, found, width):
    cells = cells + [""] * (width - len(cells))
    line = TableLine(number=number, values={name: cells[place] for name, place in found.items()})
    if any(cells[width:]):
        line.problems.append(_("more values than columns."))
    return line


def find_headings(rows, *, columns, required):
    """(place of the row of headings, {our name: place of its column}); TableFileError where a required one lacks."""
    known = {fold(str(heading)): name for name, headings in columns.items() for heading in headings}
    missing = list(required)
    for place, (_number, cells) in enumerate(rows[:MOST_TITLE_LINES]):
        found = {}
        for column, cell in enumerate(cells):
            if name := known.get(fold(cell)):
                found.setdefault(name, column)
        lacking = [name for name in required if name not in found]
        if not lacking:
            return place, found
        if len(lacking) < len(missing):
            missing = lacking
    headings = ", ".join(str(columns[name][0]) for name in missing)
    raise TableFileError([_("The file lacks the columns: %(columns)s.") % {"columns": headings}])


def csv_rows(path):
    """The rows of a CSV file: pairs (number of the line, list of tidied texts)."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableFileError([_("The file is not in UTF-8. Save it as “CSV UTF-8” and try again.")]) from error
    # Excel writes semicolons where the comma divides decimals, as in Việt Nam.
    delimiter = ";" if ";" in text.split("\n", 1)[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [(reader.line_num, [tidied(cell) for cell in row]) for row in reader]
    except csv.Error as error:
        problem = _("The table cannot be read from here on; a quotation mark may be missing.")
        raise TableFileError([numbered(reader.line_num, problem)]) from error


def xlsx_rows(path):
    """The rows of the first sheet of an XLSX file, in the form of `csv_rows`."""
    try:
        book = load_workbook(io.BytesIO(read_bytes(path)), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError) as error:
        raise TableFileError([_("The file is no XLSX table. Save it as “Excel Workbook” and try again.")]) from error
    rows = book.worksheets[0].iter_rows(values_only=True)
    return [(number, [text_of(cell) for cell in row]) for number, row in enumerate(rows, start=1)]


def read_bytes(path):
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise TableFileError([_("The file %(path)s cannot be read.") % {"path": path}]) from error


def text_of(value):
    """The tidied text (str) of a cell; a NumberCell where the spreadsheet holds a number."""
    text = tidied(as_typed(value))
    return NumberCell(text) if isinstance(value, int | float) else text


def as_typed(value):
    """What a person typed (str) into the cell that a spreadsheet keeps as `value`."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return screen_date(value.date())
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def tidied(text):
    return normalise(as_unicode(text)).strip()
