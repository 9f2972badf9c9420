"""What calamine does not tell of a workbook: which cells show an error, and which are merged in an .ods or .xlsb.

Called in the process with limits (sheet_reader.py), on what is nobody's file yet.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

import xlrd

from vietnamese.files.locked import OLE

ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "Err:")
IN_ERROR = re.compile(rb"""\st\s*=\s*["']e["']""")
CHUNK, OVERLAP = 2**20, 16
# A row of errors may be repeated to the end of a sheet; so many say enough.
MOST_REPEATED = 1000
# Records of an .xlsb, by their numbers in [MS-XLSB] 2.3.2: BrtRowHdr, BrtCellError, BrtFmlaError, …
ROW, ERROR, FORMULA_IN_ERROR, BUNDLED_SHEET, MERGED = 0, 3, 11, 156, 176


@dataclass
class Marks:
    """Of one sheet, from 0: places (row, column) of errors, merged ranges as ((top, left), (bottom, right))."""

    errors: list = field(default_factory=list)
    merged: list = field(default_factory=list)


def marks_of(content):
    """{name of a sheet: Marks} of the workbook `content` (bytes)."""
    if content.startswith(OLE):
        return marks_of_xls(content)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = set(parts.namelist())
        if "xl/workbook.bin" in names:
            return marks_of_xlsb(parts)
        if "xl/workbook.xml" in names:
            return marks_of_xlsx(parts)
        return marks_of_ods(parts) if "content.xml" in names else {}


def marks_of_xls(content):
    # Its log would stand in the answer otherwise.
    book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO())
    return {
        sheet.name: Marks(
            [
                (row, column)
                for row in range(sheet.nrows)
                for column, kind in enumerate(sheet.row_types(row))
                if kind == xlrd.XL_CELL_ERROR
            ]
        )
        for sheet in book.sheets()
    }


def marks_of_xlsx(parts):
    targets = targets_of(parts, "xl/_rels/workbook.xml.rels")
    found = {}
    for element in ElementTree.fromstring(parts.read("xl/workbook.xml")).iter():
        link = next((value for name, value in element.items() if name.endswith("}id")), None)
        if local_name(element.tag) == "sheet" and targets.get(link) in parts.namelist():
            name = targets[link]
            found[element.get("name")] = Marks(list(errors_of_xlsx(parts, name)) if has_errors(parts, name) else [])
    return found


def targets_of(parts, name):
    """{id of a relation: the name of its part}."""
    targets = {}
    for relation in ElementTree.fromstring(parts.read(name)):
        target = relation.get("Target", "").lstrip("/")
        targets[relation.get("Id")] = target if target.startswith("xl/") else f"xl/{target}"
    return targets


def has_errors(parts, name):
    """Whether any cell may be in error: a sheet of a million formatted rows is looked through, not taken apart."""
    before = b""
    with parts.open(name) as part:
        while chunk := part.read(CHUNK):
            if IN_ERROR.search(before + chunk):
                return True
            before = chunk[-OVERLAP:]
    return False


def errors_of_xlsx(parts, name):
    row, column = -1, -1
    with parts.open(name) as part:
        for event, element in ElementTree.iterparse(part, events=("start", "end")):
            tag = local_name(element.tag)
            if event == "start" and tag == "row":
                # Who names no rows and cells counts them.
                row, column = int(element.get("r", row + 2)) - 1, -1
            elif event == "start" and tag == "c":
                row, column = place_of(element.get("r"), otherwise=(row, column + 1))
                if element.get("t") == "e":
                    yield row, column
            elif event == "end" and tag == "row":
                element.clear()


def place_of(reference, *, otherwise):
    """(row, column), both from 0, of "B12"."""
    if not reference:
        return otherwise
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter.upper()) - ord("A") + 1
    return int(reference[len(letters) :]) - 1, column - 1


def marks_of_xlsb(parts):
    targets = targets_of(parts, "xl/_rels/workbook.bin.rels")
    found = {}
    for kind, data in records(parts.read("xl/workbook.bin")):
        if kind == BUNDLED_SHEET:
            link, end = wide_string(data, 8)
            name, _end = wide_string(data, end)
            if targets.get(link) in parts.namelist():
                found[name] = marks_of_binary_sheet(parts.read(targets[link]))
    return found


def marks_of_binary_sheet(content):
    marks, row = Marks(), 0
    for kind, data in records(content):
        if kind == ROW:
            row = number(data, 0)
        elif kind in (ERROR, FORMULA_IN_ERROR):
            marks.errors.append((row, number(data, 0)))
        elif kind == MERGED:
            top, bottom, left, right = (number(data, place) for place in (0, 4, 8, 12))
            marks.merged.append(((top, left), (bottom, right)))
    return marks


def records(content):
    """Yield (kind, data) of the records of a binary part; kinds and lengths come in groups of seven bits."""
    place = 0
    while place < len(content):
        kind, place = seven_by_seven(content, place)
        length, place = seven_by_seven(content, place)
        yield kind, content[place : place + length]
        place += length


def seven_by_seven(content, place):
    value = shift = 0
    while True:
        byte = content[place]
        value |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:
            return value, place


def number(data, place):
    return int.from_bytes(data[place : place + 4], "little")


def wide_string(data, place):
    end = place + 4 + 2 * number(data, place)
    return data[place + 4 : end].decode("utf-16-le"), end


def marks_of_ods(parts):
    found, row = {}, 0
    with parts.open("content.xml") as part:
        for event, element in ElementTree.iterparse(part, events=("start", "end")):
            tag = local_name(element.tag)
            if event == "start" and tag == "table":
                marks, row = found.setdefault(attribute(element, "name"), Marks()), 0
            elif event == "end" and tag == "table-row":
                repeated = int(attribute(element, "number-rows-repeated") or 1)
                note_row_of_ods(element, row, repeated=repeated, marks=marks)
                row += repeated
                element.clear()
    return found


def note_row_of_ods(element, row, *, repeated, marks):
    column = 0
    for cell in element:
        if local_name(cell.tag) not in ("table-cell", "covered-table-cell"):
            continue
        down, right = (int(attribute(cell, f"number-{what}-spanned") or 1) for what in ("rows", "columns"))
        if down > 1 or right > 1:
            marks.merged.append(((row, column), (row + down - 1, column + right - 1)))
        if (
            "error" in (value for name, value in cell.items() if name.endswith("}value-type"))
            or text_of(cell) in ERRORS
        ):
            marks.errors += [(row + further, column) for further in range(min(repeated, MOST_REPEATED))]
        column += int(attribute(cell, "number-columns-repeated") or 1)


def text_of(cell):
    return next((text for text in map(str.strip, cell.itertext()) if text), "")


def attribute(element, name):
    return next((value for key, value in element.items() if local_name(key) == name), None)


def local_name(tag):
    return tag.rpartition("}")[2]
