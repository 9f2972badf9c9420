"""The points on the screen: a table at a desk, a card for each unit on a phone."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Table

from compliance.scores.columns import POINTS, SCORES
from compliance.scores.wording import arithmetic
from compliance.table.cells import shown
from submissions.screens.registers import RegisterColumn

# As submissions/screens/register_cell.html.
CELL = '<td class="register-cell{}"><span class="register-label">{}:</span> {}</td>'


class ScoreTable(Table):
    """`lines` of a ScoreBook; the unit's name opens its page, where each step stands on a line of its own."""

    template_name = "compliance/scores/table.html"

    def __init__(self, book, *, lines):
        shares = sum(column.share for column in SCORES)
        cells = [
            RegisterColumn(
                column.name,
                label=column.heading,
                accessor=SHOWN.get(column.name, column.name),
                width=f"{column.share / shares:.0%}",
            )
            for column in SCORES
        ]
        caption = _("Points of the year %(year)s") % {"year": book.year.year}
        super().__init__(cells, lines, caption=caption)

    @property
    def body(self):
        """The lines as rows (safe HTML), made in one go: a template for each of thousands of cells costs seconds."""
        columns = [(column, str(column.label)) for column in self.columns.values()]
        rows = ((format_html_join("", CELL, (self.cell(line, *column) for column in columns)),) for line in self.data)
        return format_html_join("\n", "<tr>{}</tr>", rows)

    @staticmethod
    def cell(line, column, label):
        value = shown(column.get_value(line))
        return "" if value.strip() else " register-cell--empty", label, value


def unit_link(line):
    row = line.score.row
    year = row.cells[0].period.year
    return format_html('<a href="{}">{}</a>', reverse("scores:unit", args=[year, row.unit.pk]), row.name)


def points_shown(line):
    return shown(line.points, places=POINTS.places)


def steps_shown(line):
    """The arithmetic, each step on a line of its own."""
    return format_html_join("", '<span class="score-step">{}: {}</span>', arithmetic(line.score))


SHOWN = {"unit": unit_link, "points": points_shown, "arithmetic": steps_shown}
