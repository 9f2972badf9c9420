"""The sheets of a table file, which is on standard input, as JSON on standard output; in a process with limits.

    python -m vietnamese.files.sheet_reader < danh-sach.xlsx

A file of a few kilobytes can name a cell in the last row and column of a sheet, and what lies between is then held in
memory.
"""

import datetime
import json
import sys
import zipfile
from io import BytesIO
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from vietnamese.files import limited

SECONDS = 10
BYTES = 600 * 2**20
CELL_ERROR = "#LỖI"


def read_book(content):
    """[{"name", "hidden", "rows": [[number of the row, cells]]}] of `content` (bytes), blank rows left out."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    errors = cells_in_error(content)
    sheets = []
    for place, known in enumerate(book.sheets_metadata):
        if known.typ == SheetTypeEnum.WorkSheet:
            rows = filled_rows(book.get_sheet_by_index(place), errors=errors.get(known.name, ()))
            sheets.append({"name": known.name, "hidden": known.visible != SheetVisibleEnum.Visible, "rows": rows})
    return sheets


def filled_rows(sheet, *, errors):
    if sheet.start is None:
        return []
    first_row, first_column = (0, 0)
    rows = {number: [plain(value) for value in row] for number, row in enumerate(sheet.iter_rows(), first_row + 1)}
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        # A cell merged over several lines says the same of each of them.
        value = rows.get(top + 1, [])[left : left + 1]
        for number in range(top + 2, bottom + 2):
            if value and left < len(rows.get(number, [])):
                rows[number][left] = value[0]
    for row, column in errors:
        if row in rows and first_column <= column < len(rows[row]):
            rows[row][column] = CELL_ERROR
    return [[number, row] for number, row in rows.items() if any(cell not in ("", None) for cell in row)]


def plain(value):
    """A cell for JSON: texts as they are, {"number": …} and {"day": …} for what a spreadsheet holds as such."""
    if isinstance(value, datetime.datetime | datetime.date):
        return {"day": value.isoformat()[:10]}
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return {"number": value}


def cells_in_error(content):
    """{name of a sheet: [(row, column)]} of what shows #N/A and the like in an .xlsx: calamine leaves it blank."""
    if not zipfile.is_zipfile(BytesIO(content)):
        return {}
    with zipfile.ZipFile(BytesIO(content)) as parts:
        if "xl/workbook.xml" not in parts.namelist():
            return {}
        targets = {}
        for relation in ElementTree.fromstring(parts.read("xl/_rels/workbook.xml.rels")):
            target = relation.get("Target", "").lstrip("/")
            targets[relation.get("Id")] = target if target.startswith("xl/") else f"xl/{target}"
        found = {}
        for element in ElementTree.fromstring(parts.read("xl/workbook.xml")).iter():
            link = next((value for name, value in element.items() if name.endswith("}id")), None)
            if local_name(element) == "sheet" and targets.get(link) in parts.namelist():
                found[element.get("name")] = list(errors_of_sheet(parts, targets[link]))
        return found


def errors_of_sheet(parts, name):
    with parts.open(name) as part:
        for _event, element in ElementTree.iterparse(part):
            if local_name(element) == "c" and element.get("t") == "e" and element.get("r"):
                yield place_of(element.get("r"))
            if local_name(element) == "row":
                element.clear()


def local_name(element):
    return element.tag.rpartition("}")[2]


def place_of(reference):
    """(number of the row from 1, place of the column from 0) of "B12"."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter.upper()) - ord("A") + 1
    return int(reference[len(letters) :]), column - 1


def main():
    limited.give_away(memory=BYTES, seconds=SECONDS)
    try:
        answer = {"sheets": read_book(sys.stdin.buffer.read())}
    except PasswordError:
        answer = {"refused": "password"}
    except (CalamineError, zipfile.BadZipFile, ElementTree.ParseError, OSError, KeyError, ValueError):
        answer = {"refused": "unreadable"}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
