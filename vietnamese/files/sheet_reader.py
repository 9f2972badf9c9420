"""The sheets of a table file, which is on standard input, as JSON on standard output; in a process with limits.

    python -m vietnamese.files.sheet_reader < danh-sach.xlsx

A file of a few kilobytes can name a cell in the last row and column of a sheet, and what lies between is then held in
memory.
"""

import datetime
import io
import json
import sys
import zipfile

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from vietnamese.files import limited
from vietnamese.files.locked import is_locked
from vietnamese.files.sheet_marks import Marks, marks_of

SECONDS = 10
BYTES = 600 * 2**20
# What a million formatted rows take at most when they are unpacked.
MOST_UNPACKED = 500 * 2**20
CELL_ERROR = "#LỖI"


def read_book(content):
    """[{"name", "hidden", "rows": [[number of the row, cells]]}] of `content` (bytes), blank rows left out."""
    refuse_bomb(content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    marks = marks_of(content)
    sheets = []
    for place, known in enumerate(book.sheets_metadata):
        if known.typ == SheetTypeEnum.WorkSheet:
            rows = filled_rows(book.get_sheet_by_index(place), marks=marks.get(known.name, Marks()))
            sheets.append({"name": known.name, "hidden": known.visible != SheetVisibleEnum.Visible, "rows": rows})
    return sheets


def refuse_bomb(content):
    """Raise MemoryError for a package that says itself that nobody can hold it."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(entry.file_size for entry in parts.infolist()) > MOST_UNPACKED:
                raise MemoryError


def filled_rows(sheet, *, marks):
    if sheet.start is None:
        return []
    # A sheet may be formatted down to its last row: what is blank is not held.
    rows = {number: list(map(plain, row)) for number, row in enumerate(sheet.iter_rows(), 1) if any(map(says, row))}
    for row, column in marks.errors:
        cells = rows.setdefault(row + 1, [])
        cells += [""] * (column + 1 - len(cells))
        cells[column] = CELL_ERROR
    for (top, left), (bottom, _right) in [*(sheet.merged_cell_ranges or ()), *marks.merged]:
        # A cell merged over several lines says the same of each of them.
        value = rows.get(top + 1, [])[left : left + 1]
        for number in range(top + 2, bottom + 2) if value and len(value[0]) else ():
            if left < len(rows.get(number, [])):
                rows[number][left] = value[0]
    return sorted([number, row] for number, row in rows.items())


def says(value):
    return value not in ("", None)


def plain(value):
    """A cell for JSON: texts as they are, {"number": …} and {"day": …} for what a spreadsheet holds as such."""
    if isinstance(value, datetime.datetime | datetime.date):
        return {"day": value.isoformat()[:10]}
    if isinstance(value, bool):
        return str(value).upper()
    if not isinstance(value, int | float):
        return str(value)
    return {"number": value}


def answer(content):
    """What is said of the workbook `content` (bytes), for JSON: its sheets, or why there are none."""
    if is_locked(content):
        return {"refused": "password"}
    try:
        return {"sheets": read_book(content)}
    except PasswordError:
        return {"refused": "password"}
    except MemoryError:
        raise
    # Whatever a damaged file brings the readers to; a panic of calamine's is no Exception.
    except BaseException:
        return {"refused": "unreadable"}


def main():
    limited.give_away(memory=BYTES, seconds=SECONDS)
    json.dump(answer(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
