"""The year on the screen: a table at a desk, a card for each unit on a phone (year.css)."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from compliance.table.cells import shown
from compliance.year.columns import columns_of


class YearTableColumn(tables.Column):
    """A cell of the year's table; that of a unit in a period is sign, numbers and word."""

    def __init__(self, column):
        self.column = column
        place = "year-month" if column.month else f"report-{column.name}"
        super().__init__(
            accessor="number",
            verbose_name=column.heading,
            orderable=False,
            empty_values=(),
            attrs={
                "td": {"class": self.cell_class, "data-label": str(column.heading)},
                "th": {"class": place, "scope": "col"},
            },
        )

    def cell_class(self, record):
        column = self.column
        if column.month:
            return "year-month" if column.cell(record) else "year-month report-nothing"
        key = "" if column.name in ("number", "title") else " report-number report-key"
        return f"report-{column.name}{key}"

    def render(self, record):
        value = self.column.cell(record)
        if self.column.month and record.is_unit:
            return standing_of(value)
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


class YearTable(tables.Table):
    """The lines of a Year under one line of headings."""

    def __init__(self, year):
        super().__init__(
            year.lines, extra_columns=[(column.name, YearTableColumn(column)) for column in columns_of(year)]
        )

    class Meta:
        template_name = "compliance/year/table.html"
        attrs = {"class": "report-table year-table"}
        row_attrs = {"class": lambda record: f"report-line report-line--{record.level}"}
        empty_text = gettext_lazy("No unit matches these filters.")
