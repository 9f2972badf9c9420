"""The table of a period as files: XLSX for the office, CSV for other programs. Both write the Report's own lines."""

import io

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.table.cells import shown
from compliance.table.columns import COLUMNS, heading_groups
from submissions.models import Locality
from vietnamese.dates import screen_moment
from vietnamese.files.comma_separated import csv_table
from vietnamese.files.spreadsheet import PrintableBook

PAPER_A4 = 9
FONT = "Times New Roman"
# Widths in characters; what is not named is a number's.
WIDTHS = {"number": 5, "title": 44, "result": 18}
NUMBER_WIDTH = 8
# Decree 30/2020/NĐ-CP, annex I: left 30 mm, the others 20 mm; in inches.
MARGINS = {"left": 1.18, "right": 0.6, "top": 0.79, "bottom": 0.79}
HEAD_ROW = 4
# (heading, width in characters)
AMENDMENT_COLUMNS = (
    (gettext_lazy("At"), 18),
    (gettext_lazy("Agency, unit"), 30),
    (gettext_lazy("News"), 40),
    (gettext_lazy("What happened"), 26),
    (gettext_lazy("By"), 22),
    (gettext_lazy("Reason"), 34),
)
AMENDMENT_HEAD = 3
FIRST_ROW = HEAD_ROW + 2


def report_csv(report):
    """`report` (a Report) as UTF-8 with a byte order mark; text that reads as a formula is neutralised."""
    headings = [column.full_heading for column in COLUMNS]
    lines = [[shown(line.cell(column.name), grouped=False) for column in COLUMNS] for line in report.lines]
    return csv_table(headings, lines)


def head_lines(report):
    """The lines above the table: title, period, moment of counting and filters."""
    lines = [
        _("NEWS SUPPLIED TO %(website)s AGAINST THE MINIMUMS") % {"website": Locality.load().website.upper()},
        _("Reporting period %(name)s (%(label)s)") % {"name": report.period.name, "label": report.period.label},
        report.moment_words,
    ]
    if report.filter_words:
        lines[-1] += " – " + _("Filter: %(filter)s") % {"filter": report.filter_words}
    return lines


def report_xlsx(report, *, amendments=()):
    """`report` (a Report) as an XLSX file (bytes) that prints on A4 landscape, one page wide, head repeated.

    What happened after closing (Amendments) has a sheet of its own, where there is any.
    """
    target = io.BytesIO()
    book = PrintableBook(target)
    book.set_properties({"title": head_lines(report)[0], "subject": head_lines(report)[1]})
    sheet = book.add_worksheet(_("Period %(name)s") % {"name": report.period.key})
    styles = Styles(book)
    _set_up_page(sheet, widths=[WIDTHS.get(column.name, NUMBER_WIDTH) for column in COLUMNS])
    sheet.repeat_rows(HEAD_ROW, HEAD_ROW + 1)
    sheet.freeze_panes(FIRST_ROW, 2)
    _write_head(sheet, report=report, styles=styles)
    for row, line in enumerate(report.lines, FIRST_ROW):
        for place, column in enumerate(COLUMNS):
            style = styles.cell(level=line.level, column=column)
            value = line.cell(column.name)
            if isinstance(value, int) or (column.name == "number" and value.isdigit()):
                sheet.write_number(row, place, int(value), style)
            else:
                sheet.write_string(row, place, shown(value), style)
    sheet.print_area(0, 0, FIRST_ROW + max(len(report.lines), 1) - 1, len(COLUMNS) - 1)
    if amendments:
        _write_amendments(book.add_worksheet(_("Amendments after closing")), amendments, report=report, styles=styles)
    book.close()
    return target.getvalue()


class Styles:
    """The cell formats of one workbook, made once each."""

    def __init__(self, book):
        self.book = book
        self.title = self.make(bold=True, font_size=14, align="center")
        self.subtitle = self.make(italic=True, align="center")
        self.head = self.make(bold=True, align="center", text_wrap=True, border=1, bg_color="#E8EDF2")
        self._cells = {}

    def make(self, **properties):
        return self.book.add_format({"font_name": FONT, "font_size": 11, "valign": "vcenter", **properties})

    def cell(self, *, level, column):
        key = (level, column.name)
        if key not in self._cells:
            if column.name == "number":
                place = {"align": "center"}
            else:
                place = {"align": "right" if column.is_number else "left", "indent": 1}
            own = {"bold": True, "bg_color": "#F3F5F7"} if level != "unit" else {}
            number_format = {"num_format": "#,##0"} if column.is_number else {"text_wrap": True}
            self._cells[key] = self.make(border=1, **place, **own, **number_format)
        return self._cells[key]


def _set_up_page(sheet, *, widths):
    """A4 landscape, one page wide; `widths` of the columns in characters."""
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(**MARGINS)
    sheet.center_horizontally()
    sheet.set_footer("&C&P/&N")
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)


def _write_amendments(sheet, amendments, *, report, styles):
    """A line for each, in order of time, under the period that they are about."""
    _set_up_page(sheet, widths=[width for _heading, width in AMENDMENT_COLUMNS])
    last = len(AMENDMENT_COLUMNS) - 1
    for row, text in enumerate([_("AMENDMENTS AFTER CLOSING"), head_lines(report)[1]]):
        sheet.merge_range(row, 0, row, last, text, styles.subtitle if row else styles.title)
    sheet.set_row(0, 24)
    text = styles.make(border=1, text_wrap=True)
    headings = [str(heading) for heading, _width in AMENDMENT_COLUMNS]
    lines = [amendment_cells(amendment) for amendment in amendments]
    for row, cells in enumerate([headings, *lines], AMENDMENT_HEAD):
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell, text if row > AMENDMENT_HEAD else styles.head)
    sheet.repeat_rows(AMENDMENT_HEAD)
    sheet.print_area(0, 0, AMENDMENT_HEAD + len(lines), last)


def amendment_cells(amendment):
    """The cells (str) of an Amendment by AMENDMENT_COLUMNS."""
    return [
        screen_moment(amendment.when),
        amendment.item.row.unit_name,
        amendment.title or _("(taken down)"),
        amendment.what,
        amendment.who,
        amendment.why,
    ]


def _write_head(sheet, *, report, styles):
    """Title lines, then two rows of headings: groups above, columns below; single ones over both rows."""
    for row, text in enumerate(head_lines(report)):
        style = styles.subtitle if row else styles.title
        sheet.merge_range(row, 0, row, len(COLUMNS) - 1, text, style)
    place = 0
    for group, columns in heading_groups():
        if group:
            sheet.merge_range(HEAD_ROW, place, HEAD_ROW, place + len(columns) - 1, str(group), styles.head)
        for column in columns:
            if group:
                sheet.write_string(HEAD_ROW + 1, place, str(column.heading), styles.head)
            else:
                sheet.merge_range(HEAD_ROW, place, HEAD_ROW + 1, place, str(column.heading), styles.head)
            place += 1
    sheet.set_row(0, 24)
    sheet.set_row(HEAD_ROW + 1, 48)
