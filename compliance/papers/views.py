"""The report of a period: the screen with all its papers, the remarks, and the files."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from compliance.findings import annex, findings, proposals
from compliance.findings.amended import amendment_lines
from compliance.findings.paper import Paper
from compliance.models import PeriodRemarks
from compliance.papers.filling import report_docx
from compliance.papers.forms import RemarksForm
from compliance.papers.letters import correcting_letter, urging_letter
from compliance.papers.shipped import SUBJECT
from compliance.papers.unit_sheet import unit_sheet
from compliance.rights import permissions
from compliance.table.report import make_report
from compliance.table.views import REPORT_TITLE, ReportMixin
from submissions.models import Locality
from submissions.screens.access import ScreenMixin
from submissions.screens.downloads import DOCX, as_file
from submissions.screens.refusals import Refusal, tell
from vietnamese.dates import long_month

PAPERS_TITLE = gettext_lazy("Report of the period")
SHEET_TITLE = gettext_lazy("Sheet of the unit")


class PeriodMixin(ReportMixin):
    """The period is asked for in the address; papers are always about all units, whatever else stands there."""

    @cached_property
    def period(self):
        return self.filter.cleaned_data["period"]

    @cached_property
    def paper(self):
        return Paper.read(self.period)

    @property
    def screen_url(self):
        return f"{reverse('compliance:papers')}?{urlencode({'period': self.period.key})}"


class PapersView(PeriodMixin, ScreenMixin, TemplateView):
    """What there is to download of a period: all papers for readers of reports, the own sheet for a unit."""

    template_name = "compliance/papers/papers.html"
    header_icon = "doc-full"

    def get_page_title(self):
        """A unit has its sheet here and nothing else."""
        return PAPERS_TITLE if self.units is None else SHEET_TITLE

    @property
    def above(self):
        table = f"{reverse('compliance:report')}?{urlencode({'period': self.period.key})}"
        return [{"url": table, "label": REPORT_TITLE}]

    @cached_property
    def form(self):
        return RemarksForm(instance=self.paper.remarks, proposed=self.proposed)

    @property
    def proposed(self):
        return {
            "difficulties": proposals.proposed_difficulties(self.paper),
            "proposals": proposals.proposed_proposals(self.paper),
        }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(
            filter=self.filter, period=self.period, query=urlencode({"period": self.period.key}), **kwargs
        )
        if self.units is not None:
            return context | {"rows": make_report(self.period, units=self.units).rows}
        return context | {
            "paper": self.paper,
            "rows": self.paper.report.rows,
            "form": self.form,
            "may_write": permissions.user_can_write_report(self.request.user),
            "difficulties": proposals.difficulties(self.paper),
            "proposals": proposals.proposals(self.paper),
        }


class RemarksView(PapersView):
    """Takes the desk's remarks; shows the screen again where they cannot be taken."""

    allowed = staticmethod(permissions.user_can_write_report)
    http_method_names = ["post"]

    @cached_property
    def form(self):
        return RemarksForm(self.request.POST, instance=self.paper.remarks, proposed=self.proposed)

    def post(self, request, *args, **kwargs):
        if not self.form.is_valid():
            messages.error(request, _("Not saved yet. Please see the marked fields."))
            return self.render_to_response(self.get_context_data())
        words = self.form.cleaned_data | {"saved_by": request.user}
        PeriodRemarks.objects.update_or_create(year=self.period.year, month=self.period.month, defaults=words)
        messages.success(request, _("The remarks on period %(name)s are saved.") % {"name": self.period.name})
        return redirect(self.screen_url)


class PaperView(PeriodMixin, View):
    """A paper about all units, as a file for readers of reports."""

    allowed = staticmethod(permissions.user_can_read_papers)
    file_name: str

    def written(self):
        """The file (bytes). Raises Http404 where the period has no such paper."""
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        try:
            content = self.written()
        except Refusal as refusal:
            tell(request, refusal)
            return redirect(self.screen_url)
        draft = "du-thao-" if self.paper.is_draft else ""
        return as_file(content, name=f"{draft}{self.file_name}-{self.period.key}.docx", content_type=DOCX)


class ReportDocxView(PaperView):
    file_name = "bao-cao"

    def written(self):
        return report_docx(self.paper)


class UrgingLetterView(PaperView):
    file_name = "cong-van-don-doc"

    def written(self):
        if not self.paper.below:
            raise Http404
        return urging_letter(self.paper)


class CorrectingLetterView(PaperView):
    """Of a period that is over: nobody is corrected for what may still come."""

    file_name = "cong-van-chan-chinh"

    def written(self):
        if not (self.paper.below and self.paper.is_over):
            raise Http404
        return correcting_letter(self.paper)


class PrintView(PeriodMixin, TemplateView):
    """The annex as a page that a browser prints on A4 landscape."""

    allowed = staticmethod(permissions.user_can_read_papers)
    template_name = "compliance/papers/annex_print.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            paper=self.paper,
            subject=SUBJECT % Locality.load().words,
            month=long_month(self.period.year, self.period.month),
            standing=findings.standing_of_figures(closed=self.paper.closed, taken_at=self.paper.report.taken_at),
            columns=annex.ANNEX,
            first_grouped=annex.ANNEX[annex.PUBLISHED_PLACES[0]].name,
            grouped=len(annex.PUBLISHED_PLACES),
            lines=annex.annex_lines(self.paper.report),
            notes=annex.annex_notes(self.paper.report),
            amended=annex.AMENDED,
            amendments=amendment_lines(self.paper.amendments),
            back=self.screen_url,
            **kwargs,
        )


class UnitSheetView(PeriodMixin, View):
    """The sheet of one unit, for readers of reports and for its own people; not found for anybody else."""

    def get(self, request, *args, **kwargs):
        unit = self.seen_unit(kwargs["unit_pk"])
        try:
            content = unit_sheet(unit, period=self.period, user=request.user)
        except LookupError as error:
            raise Http404 from error
        return as_file(content, name=f"phieu-{unit.slug}-{self.period.key}.docx", content_type=DOCX)
