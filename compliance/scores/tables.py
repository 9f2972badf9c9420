"""The points on the screen: a table at a desk, a card for each unit on a phone."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Table

from compliance.scores.columns import POINTS, SCORES
from compliance.scores.wording import arithmetic
from compliance.table.cells import shown
from submissions.screens.registers import RegisterColumn


class ScoreTable(Table):
    """The ScoreLines of a ScoreBook; the unit's name opens its page, where each step stands on a line of its own."""

    def __init__(self, book):
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
        super().__init__(cells, book.lines, classname="listing scores", caption=caption)


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
