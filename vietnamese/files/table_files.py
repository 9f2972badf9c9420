"""Tables that an office fills in: found in its file, read as a whole, every bad line told by its number."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from vietnamese.files.headings import NUMBERS_OF_LINES, spellings
from vietnamese.files.sheet_reader import CELL_ERROR
from vietnamese.files.sheets import Broken, NumberCell, TableFileError, read_sheets
from vietnamese.old_fonts.legacy import other_reading
from vietnamese.text import as_spelled, fold

__all__ = ["NumberCell", "Table", "TableFileError", "TableLine", "changes", "read_table", "refuse_problems"]

# How many lines may stand above the headings: the title lines of a table that was exported.
MOST_TITLE_LINES = 10
# What begins the lines below a table: its sum, who is told of it, and who signs.
SUMS = ("Tổng cộng", "Cộng", "Tổng số", "Nơi nhận")
SIGNERS = ("Người lập", "Lập biểu", "Kế toán", "Thủ trưởng", "Chủ tịch", "Giám đốc")
BELOW_A_TABLE = re.compile(rf"({'|'.join(map(fold, SUMS + SIGNERS))})\b")
# With its marks (as_spelled puts the tone last) such a word begins nobody's name: "Công" is one, "Cộng" is none.
NOBODY = re.compile(rf"({'|'.join(map(as_spelled, SUMS + SIGNERS))})(?!\w)")
SIGNING = re.compile(rf"({'|'.join(map(as_spelled, SIGNERS))})(?!\w)")
PLACE_AND_DATE = re.compile(r"\bngay( \d+)? thang( \d+)? nam\b")
# As Excel shows a long number in a narrow column, and saves it: the digits behind the first ones are gone.
SHORTENED_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+")


@dataclass(kw_only=True)
class TableLine:
    """One line of a file: its number in it, its values by the names of our columns, what is wrong with it."""

    number: int
    values: dict
    problems: list = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """The lines (TableLine) of a table, and what stands below it and was not read (texts)."""

    lines: list
    left_out: list


def changes(row, given):
    """{name: (before, after)} of those of `given` ({name: value}) that `row` has otherwise."""
    return {name: (getattr(row, name), value) for name, value in given.items() if getattr(row, name) != value}


@dataclass(frozen=True)
class Head:
    """The row of the headings: its place, {our name: place of its column}, which required columns lack.

    `again` are the headings (texts) of further columns that mean the same as one of `found`.
    """

    place: int
    found: dict
    lacking: list
    again: tuple = ()


def refuse_problems(lines):
    """Raise TableFileError with the problems of all `lines`, each by its number, when there is any."""
    problems = [numbered(line.number, problem) for line in lines for problem in line.problems]
    if problems:
        raise TableFileError(problems)


def numbered(number, problem):
    return _("Line %(number)s: %(problem)s") % {"number": number, "problem": problem}


def read_table(path, *, columns, required, skip=()):
    """The Table in the file at `path`, blank lines left out.

    `columns` says for each of our names by which headings its column is known, and `vietnamese.files.headings` what
    else offices call them; marks, capitals and the order of the columns do not matter, and titles may stand above the
    headings. A column that is none of them stops the reading unless its heading is in `skip`: it may hold what
    somebody means to be read. Raises TableFileError when it is no such table at all.
    """
    sheet, head = find_table(path, columns=columns, required=required)
    rows = sheet.rows
    broken = next((number for number, cells in rows if isinstance(cells, Broken)), None)
    if broken is not None:
        problem = _("The table cannot be read from here on; a quotation mark may be missing.")
        raise TableFileError([numbered(broken, problem)])
    headings = rows[head.place][1]
    body = [(number, cells) for number, cells in rows[head.place + 1 :] if any(cells)]
    body, below = without_foot(body, needed=[head.found[name] for name in required], width=len(head.found))
    refuse_unknown_columns(sheet, body, head=head, skip=skip)
    lines = [
        read_line(cells, number=number, found=head.found, width=len(headings), sheet=sheet.name)
        for number, cells in body
    ]
    return Table(lines, [" ".join(filter(None, cells)) for _number, cells in below])


def find_table(path, *, columns, required):
    """(Sheet, Head) of the one visible sheet that has the headings, read with the delimiter that makes them columns."""
    known = {
        spelling: name for name, said in reversed(columns.items()) for text in said for spelling in spellings(text)
    }
    # What is said for one heading may be another one's own.
    known |= {fold(str(text)): name for name, said in columns.items() for text in said}
    looked_at, nearest = [], None
    for sheets in read_sheets(path):
        visible = [sheet for sheet in sheets if not sheet.is_hidden]
        heads = [(sheet, find_head(sheet.rows, known=known, required=required)) for sheet in visible]
        whole = [(sheet, head) for sheet, head in heads if not head.lacking]
        if len(whole) > 1:
            names = ", ".join(f"“{sheet.name}”" for sheet, _head in whole)
            raise TableFileError([_("The table stands on several sheets: %(names)s. Leave one.") % {"names": names}])
        if whole:
            return whole[0]
        looked_at = [sheet.name for sheet in visible if sheet.name]
        for _sheet, head in heads:
            if nearest is None or len(head.lacking) < len(nearest):
                nearest = head.lacking
    lacking = ", ".join(str(columns[name][0]) for name in nearest or required)
    if not looked_at:
        raise TableFileError([_("The file lacks the columns: %(columns)s.") % {"columns": lacking}])
    names = ", ".join(f"“{name}”" for name in looked_at)
    sentence = _("The file lacks the columns: %(columns)s (looked at: sheet %(names)s; hidden sheets are not read).")
    raise TableFileError([sentence % {"columns": lacking, "names": names}])


def find_head(rows, *, known, required):
    """The Head of `rows`, or the row that comes nearest to it; of headings over two rows, the lower one names."""
    best = Head(0, {}, list(required))
    for place, (_number, cells) in enumerate(rows[: MOST_TITLE_LINES + 1]):
        found, again = {}, []
        for column, cell in enumerate(cells):
            name = known.get(fold(cell)) or known.get(fold(other_reading(cell) or ""))
            if name and found.setdefault(name, column) != column:
                again.append(cell)
        lacking = [name for name in required if name not in found]
        is_lower_row = not lacking and not best.lacking and place == best.place + 1
        if len(lacking) < len(best.lacking) or is_lower_row:
            best = Head(place, {**(best.found if is_lower_row else {}), **found}, lacking, tuple(again))
    return best


def without_foot(body, *, needed, width):
    """(lines of the table, lines below it): from a sum, a signature or a date on, if nobody stands there any more.

    A lone cell is nobody in a table of several columns, though it be in the column of names: who signs stands so. Nor
    are names that stand just below the titles of those who sign.
    """
    last, signing = -1, set()
    for place, (_number, cells) in enumerate(body):
        filled = {column for column, cell in enumerate(cells) if cell}
        begins = as_spelled(cells[min(filled)])
        if SIGNING.match(begins):
            signing = filled
        is_somebody = len(filled) >= min(2, width) and filled.issuperset(needed) and not NOBODY.match(begins)
        if is_somebody and not filled <= signing:
            last = place
    for place in range(last + 1, len(body)):
        cells = body[place][1]
        if BELOW_A_TABLE.match(fold(next(filter(None, cells)))) or PLACE_AND_DATE.search(fold(" ".join(cells))):
            return body[:place], body[place:]
    return body, []


def refuse_unknown_columns(sheet, body, *, head, skip):
    """Raise TableFileError with the columns that hold something and are none of ours, and with what `skip` misses."""
    headings = sheet.rows[head.place][1]
    skipped, seen = {fold(name) for name in skip}, set(map(fold, headings))
    unknown = []
    for place, heading in enumerate(headings):
        folded = fold(heading)
        is_ours = place in head.found.values() or folded in NUMBERS_OF_LINES or folded in skipped
        if is_ours or not any(cells[place] for _number, cells in body if place < len(cells)):
            continue
        named = heading or _("column %(letters)s, without a heading") % {"letters": letters_of(place)}
        unknown.append(
            _("%(heading)s (means the same as another column)") % {"heading": named} if heading in head.again else named
        )
    problems = []
    if unknown:
        sentence = _(
            "Columns that were not understood: %(columns)s. Give them one of the known headings, or leave them out."
        )
        problems.append(of_sheet(sheet.name, sentence % {"columns": "; ".join(unknown)}))
    if missing := [name for name in skip if fold(name) not in seen]:
        problems.append(_("There is no column to leave out: %(columns)s.") % {"columns": "; ".join(missing)})
    if problems:
        raise TableFileError(problems)


def of_sheet(name, problem):
    return _("Sheet “%(name)s”: %(problem)s") % {"name": name, "problem": problem} if name else problem


def letters_of(place):
    """What a spreadsheet calls the column at `place` (int, from 0): A, B … Z, AA …"""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def read_line(cells, *, number, found, width, sheet):
    cells = cells + [""] * (width - len(cells))
    line = TableLine(number=number, values={name: cells[place] for name, place in found.items()})
    if any(cells[width:]):
        line.problems.append(_("more values than columns."))
    for name, place in found.items():
        if cells[place] == CELL_ERROR or cells[place].startswith(("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!")):
            line.problems.append(
                _("cell %(cell)s shows an error of the spreadsheet.") % {"cell": cell_name(place, number, sheet=sheet)}
            )
            line.values[name] = ""
        elif SHORTENED_NUMBER.fullmatch(cells[place]):
            line.problems.append(
                _("cell %(cell)s holds a number that the spreadsheet has shortened: type it again as text.")
                % {"cell": cell_name(place, number, sheet=sheet)}
            )
        elif meant := other_reading(cells[place]):
            line.problems.append(
                _("cell %(cell)s is typed in an old font (TCVN3 or VNI) and seems to mean “%(text)s”: type it again.")
                % {"cell": cell_name(place, number, sheet=sheet), "text": meant}
            )
    return line


def cell_name(place, number, *, sheet):
    """What a spreadsheet calls a cell: D2, of the `sheet` by its name ("" of a text file)."""
    cell = f"{letters_of(place)}{number}"
    return _("%(cell)s of sheet “%(name)s”") % {"cell": cell, "name": sheet} if sheet else cell
