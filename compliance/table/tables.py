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
from compliance.table.columns import COLUMNS, heading_groups
from submissions.rights.rights import user_can_see_news
from submissions.rights.stages import stage_of
from submissions.standing.titles import told_titles


class CellColumn(tables.Column):
    """A cell of the report, which its line knows; numbers open the list behind them."""

    def __init__(self, column):
        self.column = column
        place = "number" if column.is_number else column.name
        super().__init__(
            accessor="counts",
            verbose_name=column.heading,
            orderable=False,
            empty_values=(),
            attrs={
                "td": {"class": self.cell_class, "data-label": str(column.full_heading)},
                "th": {"class": f"report-{place}", "scope": "col"},
            },
        )

    def cell_class(self, record):
        """Says to the style sheet what a narrow screen shows first, and what it leaves out."""
        column = self.column
        classes = [f"report-{'number' if column.is_number else column.name}"]
        if column.is_key:
            classes.append("report-key")
        elif record.cell(column.name) == 0:
            classes.append("report-nothing")
        return " ".join(classes)

    def render(self, record, table):
        shown = record.shown(self.column.name)
        if self.column.name == "result" and record.is_unit:
            result = record.counts.result
            return format_html(
                '<span class="report-sign report-sign--{}"><span aria-hidden="true">{}</span> {}</span>{}',
                result.value,
                result.sign,
                result.label,
                shown.removeprefix(str(result.label)),
            )
        if self.column.opens_list and record.cell(self.column.name):
            label = f"{shown} – {self.column.full_heading} – {record.title}"
            return format_html('<a href="{}" aria-label="{}">{}</a>', table.list_url(record, self.column), label, shown)
        return shown


class ReportTable(tables.Table):
    """The lines of a Report under two lines of headings."""

    def __init__(self, report):
        self.report = report
        super().__init__(report.lines, extra_columns=[(column.name, CellColumn(column)) for column in COLUMNS])

    class Meta:
        template_name = "compliance/table/report_table.html"
        attrs = {"class": "report-table"}
        row_attrs = {"class": lambda record: f"report-line report-line--{record.level}"}
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
        query = {"period": self.report.period.key, "column": column.name}
        query |= {name: getattr(self.report, name) for name in ("kind", "result") if getattr(self.report, name)}
        if line.is_unit:
            query["unit"] = line.of.pk
        elif line.of is not None:
            query["block"] = line.of.number
        return f"{reverse('compliance:pieces')}?{urlencode(query)}"


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
