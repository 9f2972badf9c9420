"""Coverage of the decree's categories on the screen and as a file."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from compliance.coverage.files import coverage_xlsx
from compliance.coverage.forms import CoverageFilter
from compliance.coverage.table import make_coverage
from compliance.coverage.tables import CoverageTable
from compliance.rights import permissions
from compliance.rights.seen_units import SeenUnits
from submissions.screens.access import ScreenMixin
from submissions.screens.downloads import XLSX, as_file

COVERAGE_TITLE = gettext_lazy("News by category")


class CoverageMixin(SeenUnits):
    """Who may see which units, the filters, and the table."""

    @cached_property
    def filter(self):
        """The filters from the address; Http404 for an address that names none of ours."""
        form = CoverageFilter(self.request.GET, units=permissions.units_reported_to(self.request.user))
        if not form.is_valid():
            raise Http404
        return form

    @cached_property
    def coverage(self):
        asked = self.filter.cleaned_data
        units = [asked["unit"]] if asked["unit"] else self.units
        return make_coverage(asked["period"], units=units, reader=self.request.user)


class CoverageView(CoverageMixin, ScreenMixin, TemplateView):
    template_name = "compliance/coverage/coverage.html"
    page_title = COVERAGE_TITLE
    header_icon = "folder-open-inverse"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            coverage=self.coverage,
            table=CoverageTable(self.coverage, request=self.request),
            filter=self.filter,
            sees_all=self.units is None,
            query=self.request.GET.urlencode(),
            **kwargs,
        )


class CoverageXlsxView(CoverageMixin, View):
    def get(self, request, *args, **kwargs):
        name = f"tin-bai-theo-chuyen-muc-{self.coverage.period.key}.xlsx"
        return as_file(coverage_xlsx(self.coverage), name=name, content_type=XLSX)
