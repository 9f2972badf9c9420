"""Tables as .xlsx that an office prints as they are: A4 landscape, one page wide, headings on each page."""

import io
import textwrap
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from vietnamese.text import printable

FONT = "Times New Roman"
PAPER_A4 = 9
# Decree 30/2020/NĐ-CP, annex I: left 30 mm, right 15 mm, 20 mm above and below; in inches.
MARGINS = {"left": 1.18, "right": 0.6, "top": 0.79, "bottom": 0.79}
# What fits A4 landscape between these margins at 11 points, in characters.
CHARACTERS = 130
LONGEST_NAME = 31
LINE_HEIGHT = 15
SIGNATURE_ROWS = 4


@dataclass(frozen=True)
class Foot:
    """What stands below a table that is signed: lines in italics, place and date, (title, name) of the signers."""

    signers: tuple
    place_and_date: str
    notes: tuple = ()
    small_print: str = ""


@dataclass(frozen=True)
class Layout:
    """How a table differs from a plain one: by their places the columns of `amounts` stand right and texts of `centred`
    in the middle, `bold_rows` are sums; `above` are the lines of the head, pairs of what stands left and right.
    """

    amounts: frozenset = frozenset()
    centred: frozenset = frozenset()
    bold_rows: frozenset = frozenset()
    above: tuple = ()
    foot: Foot | None = None


PLAIN = Layout()


def lines_needed(value, width):
    """How many lines (int) a text takes, broken between words, in a column that is `width` characters wide."""
    return max(1, len(textwrap.wrap(str(value), max(int(width) - 1, 1))))


class PrintableSheet(Worksheet):
    """A sheet whose texts have no character that a spreadsheet stops at."""

    def write_string(self, row, col, string, *rest):
        return super().write_string(row, col, printable(string), *rest)

    def merge_range(self, first_row, first_col, last_row, last_col, data, *rest):
        return super().merge_range(first_row, first_col, last_row, last_col, printable(data), *rest)


class PrintableBook(Workbook):
    """A workbook of such sheets; text is text, whatever it begins with."""

    worksheet_class = PrintableSheet

    def __init__(self, target):
        super().__init__(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})

    def set_properties(self, properties):
        super().set_properties({name: printable(text) for name, text in properties.items()})


class OfficeBook:
    """A workbook of such tables; text is text, whatever it begins with, and numbers are numbers."""

    def __init__(self, *, title):
        self.target = io.BytesIO()
        self.book = PrintableBook(self.target)
        self.book.set_properties({"title": title})
        self.title = self._style(bold=True, font_size=14, align="center")
        self.subtitle = self._style(italic=True, align="center")
        self.head = self._style(bold=True, align="center", text_wrap=True, border=1, bg_color="#E8EDF2")
        self.text = self._style(border=1, text_wrap=True)
        self.number = self._style(border=1, align="center", num_format="#,##0")
        self.decimal = self._style(border=1, align="center", num_format="#,##0.00")
        self.amount = self._style(border=1, align="right", num_format="#,##0")
        self.centred = self._style(border=1, align="center", text_wrap=True)
        bold = {"bold": True, "border": 1}
        self.bold = {
            self.text: self._style(**bold, text_wrap=True),
            self.centred: self._style(**bold, align="center", text_wrap=True),
            self.number: self._style(**bold, align="center", num_format="#,##0"),
            self.decimal: self._style(**bold, align="center", num_format="#,##0.00"),
            self.amount: self._style(**bold, align="right", num_format="#,##0"),
        }
        self.agency = self._style(bold=True, align="center", text_wrap=True)
        self.note = self._style(italic=True, text_wrap=True)
        self.small_print = self._style(font_size=8, text_wrap=True)

    def _style(self, **properties):
        return self.book.add_format({"font_name": FONT, "font_size": 11, "valign": "vcenter", **properties})

    def add_table(self, name, *, titles, headings, shares, rows, layout=PLAIN):
        """A sheet `name` with `titles` above a table; `shares` are the widths of the columns in any unit."""
        sheet = self.book.add_worksheet(name[:LONGEST_NAME])
        title_row = len(layout.above) + 1 if layout.above else 0
        head_row = title_row + len(titles) + 1
        last = len(headings) - 1
        for row, sides in enumerate(layout.above):
            self._write_sides(sheet, row, sides, last=last, style=self.agency)
        for row, text in enumerate(titles, title_row):
            self._write_across(sheet, row, text, last=last, style=self.title if row == title_row else self.subtitle)
        sheet.set_row(title_row, 24)
        widths = [CHARACTERS * share / sum(shares) for share in shares]
        for place, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(head_row, place, heading, self.head)
        for row, values in enumerate([headings, *rows], head_row):
            sheet.set_row(row, LINE_HEIGHT * max(map(lines_needed, values, widths)))
        self._write_rows(sheet, head_row + 1, rows, layout)
        last_row = head_row + max(len(rows), 1)
        if layout.foot:
            last_row = self._write_foot(sheet, last_row + 1, layout.foot, last=last)
        self._set_up(sheet, head_row=head_row, last_row=last_row, last_column=last)

    def _write_rows(self, sheet, first, rows, layout):
        for row, values in enumerate(rows):
            for place, value in enumerate(values):
                is_amount, is_centred = place in layout.amounts, place in layout.centred
                style = self._style_of(value, is_amount=is_amount, is_centred=is_centred)
                write = sheet.write_string if isinstance(value, str) else sheet.write_number
                write(first + row, place, value, self.bold[style] if row in layout.bold_rows else style)

    def _style_of(self, value, *, is_amount, is_centred):
        if isinstance(value, str):
            return self.centred if is_centred else self.text
        if isinstance(value, Decimal):
            return self.decimal
        return self.amount if is_amount else self.number

    def _write_across(self, sheet, row, text, *, last, style):
        """Write `text` over the whole width of the table, in as many lines as it needs."""
        sheet.merge_range(row, 0, row, last, text, style)
        sheet.set_row(row, LINE_HEIGHT * lines_needed(text, CHARACTERS))

    def _write_sides(self, sheet, row, sides, *, last, style):
        """Write texts side by side, each over its part of the width."""
        bounds = [round(place * (last + 1) / len(sides)) for place in range(len(sides) + 1)]
        for text, first, end in zip(sides, bounds, bounds[1:], strict=False):
            if end - first > 1:
                sheet.merge_range(row, first, row, end - 1, text, style)
            else:
                sheet.write_string(row, first, text, style)
        sheet.set_row(row, LINE_HEIGHT * max(lines_needed(text, CHARACTERS / len(sides)) for text in sides))

    def _write_foot(self, sheet, row, foot, *, last):
        """Write the Foot from `row` on; return the last row that it takes."""
        for text in foot.notes:
            self._write_across(sheet, row, text, last=last, style=self.note)
            row += 1
        blanks = [""] * (len(foot.signers) - 1)
        titles, names = zip(*((title.upper(), name) for title, name in foot.signers), strict=True)
        self._write_sides(sheet, row + 1, [*blanks, foot.place_and_date], last=last, style=self.subtitle)
        self._write_sides(sheet, row + 2, titles, last=last, style=self.agency)
        self._write_sides(sheet, row + 3 + SIGNATURE_ROWS, names, last=last, style=self.agency)
        row += 3 + SIGNATURE_ROWS
        if foot.small_print:
            row += 2
            self._write_across(sheet, row, foot.small_print, last=last, style=self.small_print)
        return row

    def _set_up(self, sheet, *, head_row, last_row, last_column):
        sheet.set_landscape()
        sheet.set_paper(PAPER_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(**MARGINS)
        sheet.center_horizontally()
        sheet.repeat_rows(head_row)
        sheet.freeze_panes(head_row + 1, 0)
        sheet.set_footer("&C&P/&N")
        sheet.print_area(0, 0, last_row, last_column)

    def content(self):
        """The file (bytes); nothing can be added afterwards."""
        self.book.close()
        return self.target.getvalue()
