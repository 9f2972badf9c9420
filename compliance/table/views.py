"""The table of a period on the screen, its exports, and the list behind each of its numbers."""

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from compliance.counting.amendments import amendments_of
from compliance.counting.pieces import Verdicts, pieces_behind
from compliance.rights import permissions
from compliance.rights.seen_units import SeenUnits
from compliance.table.columns import OPENING
from compliance.table.exports import report_csv, report_xlsx
from compliance.table.forms import ReportFilter
from compliance.table.paging import page_of
from compliance.table.report import make_report
from compliance.table.tables import PiecesTable, ReportTable
from submissions.models import Block
from submissions.screens.access import ScreenMixin
from submissions.screens.downloads import CSV, XLSX, as_file
from submissions.standing import queues

REPORT_TITLE = gettext_lazy("News against the minimums")


class ReportMixin(SeenUnits):
    """What all forms of the report share: who may see which units, and the filters."""

    @cached_property
    def filter(self):
        """The filters from the address; Http404 for an address that names none of ours."""
        form = ReportFilter(self.request.GET)
        if not form.is_valid():
            raise Http404
        return form

    @cached_property
    def report(self):
        return make_report(units=self.units, **self.filter.cleaned_data)

    @cached_property
    def amendments(self):
        """What happened after closing to the pieces of the units that the table shows."""
        if self.report.closed is None:
            return []
        return amendments_of(self.report.closed, units=[row.unit for row in self.report.rows])


class ReportView(ReportMixin, ScreenMixin, TemplateView):
    """The table of a period."""

    template_name = "compliance/table/report.html"
    page_title = REPORT_TITLE
    header_icon = "table"

    def get_context_data(self, **kwargs):
        page = page_of(self.report.lines, number=self.request.GET.get("p"))
        return super().get_context_data(
            table=ReportTable(self.report, lines=page[0].lines),
            page=page,
            report=self.report,
            filter=self.filter,
            sees_all=self.units is None,
            can_close=permissions.user_can_close_period(self.request.user),
            amendments=self.amendments,
            query=self.request.GET.urlencode(),
            **kwargs,
        )


class ExportView(ReportMixin, View):
    """The same lines as a file."""

    content_type: str
    suffix: str

    def get(self, request, *args, **kwargs):
        name = f"tong-hop-tin-bai-{self.report.period.key}.{self.suffix}"
        return as_file(self.written(), name=name, content_type=self.content_type)


class XlsxView(ExportView):
    content_type = XLSX
    suffix = "xlsx"

    def written(self):
        return report_xlsx(self.report, amendments=self.amendments)


class CsvView(ExportView):
    content_type = CSV
    suffix = "csv"

    def written(self):
        return report_csv(self.report)


class PiecesView(ReportMixin, ScreenMixin, TemplateView):
    """Just the pieces behind one number of the table."""

    template_name = "compliance/table/pieces.html"
    header_icon = "list-ul"
    per_page = 50

    def get_page_title(self):
        return f"{self.column.full_heading} – {self.line.title}"

    def name_in_trail(self):
        """Without the line: the heading below has both."""
        return self.column.full_heading

    @property
    def above(self):
        return [{"url": self.report_url, "label": REPORT_TITLE}]

    @cached_property
    def report_url(self):
        """Back to the table as it was filtered."""
        query = self.request.GET.copy()
        for name in ("column", "unit", "block", "p"):
            query.pop(name, None)
        return f"{reverse('compliance:report')}?{query.urlencode()}"

    @cached_property
    def column(self):
        try:
            return OPENING[self.request.GET.get("column", "")]
        except KeyError:
            raise Http404 from None

    @cached_property
    def line(self):
        """The line of the person's own report that the number stands in; Http404 for any other."""
        for line in self.report.lines:
            if self.is_asked_for(line):
                return line
        raise Http404

    def is_asked_for(self, line):
        unit, block = self.request.GET.get("unit", ""), self.request.GET.get("block", "")
        if line.is_unit:
            return unit == str(line.of.pk)
        return not unit and block == (line.of.number if isinstance(line.of, Block) else "")

    def get_context_data(self, **kwargs):
        units = [row.unit for row in self.line.rows]
        found = pieces_behind(self.column.name, period=self.report.period, units=units)
        page = Paginator(queues.listed(found), self.per_page).get_page(self.request.GET.get("p"))
        pieces = list(page)
        verdicts = Verdicts(pieces, user=self.request.user, rules=self.report.period.rules)
        return super().get_context_data(
            table=PiecesTable(pieces, user=self.request.user, verdicts=verdicts),
            page=page,
            line=self.line,
            column=self.column,
            period=self.report.period,
            covers_year=self.column.name == "year_counted",
            report_url=self.report_url,
            **kwargs,
        )
