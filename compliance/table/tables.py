"""The tables on the screen: the period's, and the list of pieces behind a number."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.counting.counts import SentState
from compliance.counting.pieces import readable_title
from compliance.counting.queries import sent_state
from compliance.table.columns import COLUMNS, OPENING, heading_groups
from compliance.table.drawing import DrawnLines
from submissions.rights.rights import user_can_see_news
from submissions.rights.stages import stage_of
from submissions.standing.titles import told_titles


class CellColumn(tables.Column):
    """A cell of the report, which its line knows; numbers open the list behind them."""

    def __init__(self, column):
        self.column = column
        self.label = str(column.full_heading)
        self.place = f"report-{'number' if column.is_number else column.name}"
        super().__init__(
            accessor="counts",
            verbose_name=column.heading,
            orderable=False,
            attrs={"th": {"class": self.place, "scope": "col"}},
        )

    def cell_class(self, line):
        """Says to the style sheet what a narrow screen shows first, and what it leaves out."""
        if self.column.is_key:
            return f"{self.place} report-key"
        return f"{self.place} report-nothing" if line.cell(self.column.name) == 0 else self.place

    def render(self, line, table):
        shown = line.shown(self.column.name)
        if self.column.name == "result" and line.is_unit:
            result = line.counts.result
            return format_html(
                '<span class="report-sign report-sign--{}"><span aria-hidden="true">{}</span> {}</span>{}',
                result.value,
                result.sign,
                result.label,
                shown.removeprefix(str(result.label)),
            )
        if self.column.opens_list and line.cell(self.column.name):
            label = f"{shown} – {self.label} – {line.title}"
            return format_html('<a href="{}" aria-label="{}">{}</a>', table.list_url(line, self.column), label, shown)
        return shown


class ReportTable(DrawnLines, tables.Table):
    """`lines` of a Report under two lines of headings."""

    def __init__(self, report, *, lines):
        self.report = report
        self.lines = lines
        super().__init__([], extra_columns=[(column.name, CellColumn(column)) for column in COLUMNS])

    class Meta:
        template_name = "compliance/table/report_table.html"
        attrs = {"class": "report-table"}
        empty_text = gettext_lazy("No unit matches these filters.")

    @cached_property
    def heading_groups(self):
        """For the upper line of headings: (group, bound columns, how many)."""
        return [
            {"title": group, "columns": [self.columns[column.name] for column in columns], "span": len(columns)}
            for group, columns in heading_groups()
        ]

    @property
    def grouped_columns(self):
        """The columns of the lower line of headings."""
        return [column for group in self.heading_groups if group["title"] for column in group["columns"]]

    def list_url(self, line, column):
        """The address of the pieces behind `column` of `line`, with the table's own filters."""
        address = self.list_urls[column.name]
        if line.is_unit:
            return f"{address}&unit={line.of.pk}"
        return f"{address}&{urlencode({'block': line.of.number})}" if line.of is not None else address

    @cached_property
    def list_urls(self):
        """{name of a column: the address for all units}: put together once, not for each of thousands of numbers."""
        query = {name: getattr(self.report, name) for name in ("kind", "result") if getattr(self.report, name)}
        query["period"] = self.report.period.key
        address = reverse("compliance:pieces")
        return {name: f"{address}?{urlencode(query | {'column': name})}" for name in OPENING}


NOWRAP = {"td": {"class": "report-nowrap"}}


class PiecesTable(tables.Table):
    """Pieces behind a number: what is public by title, what is not only to those who work on it."""

    title = tables.Column(verbose_name=gettext_lazy("News"), empty_values=(), attrs={"td": {"class": "report-title"}})
    unit = tables.Column(verbose_name=gettext_lazy("Agency, unit"))
    genre = tables.Column(verbose_name=gettext_lazy("Genre"))
    sent_at = tables.DateTimeColumn(verbose_name=gettext_lazy("Sent at"))
    published_at = tables.DateTimeColumn(verbose_name=gettext_lazy("Published at"))
    state = tables.Column(verbose_name=gettext_lazy("Now"), empty_values=(), attrs=NOWRAP)
    counts = tables.Column(verbose_name=gettext_lazy("Counted"), empty_values=())

    def __init__(self, pieces, *, user, verdicts):
        self.user = user
        self.verdicts = verdicts
        self.titles = told_titles(user, pieces)
        super().__init__(pieces, orderable=False)

    class Meta:
        template_name = "compliance/table/pieces_table.html"
        attrs = {"class": "report-table report-table--pieces"}
        default = "–"

    def render_title(self, record):
        title = readable_title(record, titles=self.titles)
        if user_can_see_news(self.user, record):
            return format_html('<a href="{}">{}</a>', reverse("submissions:piece", args=[record.pk]), title)
        return format_html('<a href="{}">{}</a>', record.get_url(), title) if record.live else title

    def render_state(self, record):
        if record.published_at and not record.is_live:
            return _("Taken down")
        state = sent_state(record.board_step)
        return stage_of(record).label if state == SentState.WAITING else state.label

    def render_counts(self, record):
        if record.published_at is None:
            return "–"
        reason = self.verdicts.reason(record)
        if reason:
            return format_html('<span aria-hidden="true">✗</span> {}', _("No: %(reason)s") % {"reason": reason})
        return format_html('<span aria-hidden="true">✓</span> {}', _("Yes, it counts"))
