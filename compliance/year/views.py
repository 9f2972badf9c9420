"""The year on the screen and as files: units × periods."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from compliance.rights.seen_units import SeenUnits
from compliance.table.paging import page_of
from compliance.year.files import year_csv, year_xlsx
from compliance.year.forms import YearFilter
from compliance.year.matrix import STANDING_SIGNS, Standing, make_year
from compliance.year.tables import YearTable
from compliance.year.trend import trend_of
from compliance.year.wording import notes_of
from submissions.screens.access import ScreenMixin
from submissions.screens.downloads import CSV, XLSX, as_file

YEAR_TITLE = gettext_lazy("Results of the year")


class YearMixin(SeenUnits):
    """What all views of a year share: who may see which units, and the filters."""

    @cached_property
    def filter(self):
        """The filters from the address; Http404 for an address that names none of ours."""
        form = YearFilter(self.request.GET)
        if not form.is_valid():
            raise Http404
        return form

    @cached_property
    def year(self):
        return make_year(units=self.units, **self.filter.cleaned_data)


class YearView(YearMixin, ScreenMixin, TemplateView):
    template_name = "compliance/year/year.html"
    page_title = YEAR_TITLE
    header_icon = "calendar-alt"

    def get_context_data(self, **kwargs):
        year = self.year
        page = page_of(year.lines, number=self.request.GET.get("p"))
        shown = {cell.standing for row in year.rows for cell in row.cells}
        return super().get_context_data(
            year=year,
            table=YearTable(year, lines=page[0].lines),
            page=page,
            trend=trend_of(year),
            notes=notes_of(year),
            legend=[(STANDING_SIGNS[one], one.label) for one in Standing if one in shown and STANDING_SIGNS[one]],
            filter=self.filter,
            sees_all=self.units is None,
            query=self.request.GET.urlencode(),
            **kwargs,
        )


class YearXlsxView(YearMixin, View):
    def get(self, request, *args, **kwargs):
        return as_file(year_xlsx(self.year), name=f"ket-qua-nam-{self.year.year}.xlsx", content_type=XLSX)


class YearCsvView(YearMixin, View):
    def get(self, request, *args, **kwargs):
        return as_file(year_csv(self.year), name=f"ket-qua-nam-{self.year.year}.csv", content_type=CSV)
