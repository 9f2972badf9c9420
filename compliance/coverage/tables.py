"""Coverage on the screen: a table at a desk, a card for each category on a phone."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Table

from compliance.coverage.columns import COLUMNS
from submissions.screens.registers import RegisterColumn


class CoverageTable(Table):
    """The lines of a Coverage; pieces are links to the public page, where they are live."""

    def __init__(self, coverage, *, request):
        self.request = request
        shown = {"last_title": self.newest, "late_text": self.late}
        shares = sum(column.share for column in COLUMNS)
        cells = [
            RegisterColumn(
                column.name,
                label=column.heading,
                accessor=shown.get(column.name, column.name),
                width=f"{column.share / shares:.0%}",
            )
            for column in COLUMNS
        ]
        super().__init__(cells, coverage.lines, classname="listing coverage", caption=_("News by category"))

    def get_row_classname(self, line):
        return f"coverage-{line.state.value}"

    def newest(self, line):
        return self.link(line.fed.last) if line.fed.last else ""

    def late(self, line):
        named = [(self.link(late.page), words) for late, words in line.late_pieces]
        named += [(self.office_link(piece), words) for piece, words in line.waiting_pieces]
        parts = [format_html("{} ({})", link, words) for link, words in named]
        return format_html_join("; ", "{}", ((part,) for part in [*parts, *line.counts]))

    def office_link(self, piece):
        """What is not public is read in the back office."""
        return format_html('<a href="{}">{}</a>', reverse("submissions:piece", args=[piece.page.pk]), piece.title)

    def link(self, page):
        return format_html('<a href="{}">{}</a>', page.get_url(self.request) or "", page.title)
