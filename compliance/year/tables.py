"""The year on the screen: a table at a desk, a card for each unit on a phone (year.css)."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from compliance.table.cells import shown
from compliance.table.drawing import DrawnLines
from compliance.year.columns import columns_of


class YearTableColumn(tables.Column):
    """A cell of the year's table; that of a unit in a period is sign, numbers and word."""

    def __init__(self, column):
        self.column = column
        self.label = str(column.heading)
        place = "year-month" if column.month else f"report-{column.name}"
        super().__init__(
            accessor="number",
            verbose_name=column.heading,
            orderable=False,
            attrs={"th": {"class": place, "scope": "col"}},
        )

    def cell_class(self, line):
        column = self.column
        if column.month:
            return "year-month" if column.cell(line) else "year-month report-nothing"
        key = "" if column.name in ("number", "title") else " report-number report-key"
        return f"report-{column.name}{key}"

    def render(self, line, table):
        value = self.column.cell(line)
        if self.column.month and line.is_unit:
            return table.standing_of(value)
        return shown(value)


def standing_of(cell):
    """A unit's Cell as sign and numbers, with the word below; what is not there yet is empty."""
    if not cell.sign:
        return ""
    why = format_html('<span class="w-sr-only">: {}</span>', cell.why) if cell.why else ""
    return format_html(
        '<span class="year-standing year-standing--{}" title="{}"><span class="year-sign">'
        '<span aria-hidden="true">{}</span> {}</span> <span class="year-word">{}{}</span></span>',
        cell.standing.value,
        cell.why,
        cell.sign,
        cell.numbers,
        cell.standing.label,
        why,
    )


class YearTable(DrawnLines, tables.Table):
    """`lines` of a Year under one line of headings."""

    def __init__(self, year, *, lines):
        self.lines = lines
        self.standings = {}
        super().__init__([], extra_columns=[(column.name, YearTableColumn(column)) for column in columns_of(year)])

    class Meta:
        template_name = "compliance/year/table.html"
        attrs = {"class": "report-table year-table"}
        empty_text = gettext_lazy("No unit matches these filters.")

    def standing_of(self, cell):
        """As the function; units stand alike in most periods, and each way is put into HTML once."""
        shows = (cell.standing, cell.numbers, cell.why)
        if shows not in self.standings:
            self.standings[shows] = standing_of(cell)
        return self.standings[shows]
