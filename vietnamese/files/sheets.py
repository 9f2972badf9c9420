"""The sheets of a file that an office sends: .xlsx, .xls, .xlsb, .ods by their cells, or text with any delimiter."""

import csv
import datetime
import io
import json
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from vietnamese.dates import screen_date
from vietnamese.files import limited
from vietnamese.files.comma_separated import spared
from vietnamese.text import normalise

# How a file begins, whatever its name ends in: a ZIP (.xlsx, .xlsb, .ods), Microsoft's older container (.xls).
BOOKS = (b"PK", b"\xd0\xcf\x11\xe0")
UTF16 = (b"\xff\xfe", b"\xfe\xff")
DELIMITERS = (";", ",", "\t")
# By the clock, several times what reading may compute (sheet_reader.py).
PATIENCE = 25
MOST_BYTES = 20 * 2**20


class TableFileError(Exception):
    """The file cannot be applied; `problems` is a list of sentences for the person who made it."""

    def __init__(self, problems):
        super().__init__("\n".join(problems))
        self.problems = problems


class NumberCell(str):
    """The text of a cell that a spreadsheet holds for a number: zeros before it, digits after the 15th are lost."""


@dataclass(frozen=True)
class Sheet:
    """A sheet by its name ("" of a text file), and its rows: pairs (number of the line, list of tidied texts)."""

    name: str
    rows: list
    is_hidden: bool = False


def read_sheets(path):
    """The ways (a list of lists of Sheet) in which the file at `path` can be read; TableFileError for none.

    A book has one. A text has one for each delimiter: which is meant is known when the headings are found.
    """
    content = read_bytes(path)
    if content.startswith(BOOKS):
        return [read_book(content)]
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise TableFileError([_("The file is a web page or XML. Open it in Excel and save it as “Excel Workbook”.")])
    if b"\0" in content and not content.startswith(UTF16):
        raise TableFileError([_("The file is no XLSX table. Save it as “Excel Workbook” and try again.")])
    text = text_of_file(content)
    delimiters = [delimiter for delimiter in DELIMITERS if delimiter in text] or DELIMITERS[:1]
    return [[Sheet("", text_rows(text, delimiter=delimiter))] for delimiter in delimiters]


def read_bytes(path):
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise TableFileError([_("The file %(path)s cannot be read.") % {"path": path}]) from error
    if len(content) > MOST_BYTES:
        raise TableFileError([_("The file is larger than 20 MB: it is no list.")])
    if not content.removeprefix(b"\xef\xbb\xbf").strip():
        raise TableFileError([_("The file is empty.")])
    return content


def read_book(content):
    """The sheets of the workbook `content` (bytes), read by a process with limits (sheet_reader.py)."""
    try:
        answer = json.loads(limited.output_of("vietnamese.files.sheet_reader", content=content, seconds=PATIENCE))
    except (limited.OutOfTime, limited.Died) as error:
        sentence = _("The table takes too much to read. Copy its lines into a new file and try again.")
        raise TableFileError([sentence]) from error
    if answer.get("refused") == "password":
        raise TableFileError([_("The file is protected by a password. Save it without one and try again.")])
    if answer.get("refused"):
        raise TableFileError([_("The file is no XLSX table. Save it as “Excel Workbook” and try again.")])
    return [
        Sheet(sheet["name"], [(number, list(map(text_of, row))) for number, row in sheet["rows"]], sheet["hidden"])
        for sheet in answer["sheets"]
    ]


def text_of_file(content):
    """The text of a file by its byte order mark: Excel's “CSV UTF-8” and “Unicode Text”; UTF-8 without one."""
    try:
        return content.decode("utf-16" if content.startswith(UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableFileError([_("The file is not in UTF-8. Save it as “CSV UTF-8” and try again.")]) from error


def text_rows(text, *, delimiter):
    """The rows of a text whose columns `delimiter` divides; Broken from where a quotation mark is missing."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    try:
        for row in reader:
            rows.append((reader.line_num, [tidied(spared(cell)) for cell in row]))
    except csv.Error:
        # Told only if this is the delimiter that was meant.
        rows.append((reader.line_num, Broken()))
    return rows


class Broken(list):
    """The cells of a row from which on a text cannot be read."""


def text_of(value):
    """The tidied text (str) of a cell; a NumberCell where the spreadsheet holds a number."""
    if not isinstance(value, dict):
        return tidied(value)
    if "day" in value:
        return screen_date(datetime.date.fromisoformat(value["day"]))
    number = value["number"]
    return NumberCell(int(number) if isinstance(number, float) and number.is_integer() else number)


def tidied(text):
    return normalise(text).strip()
