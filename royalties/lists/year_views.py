"""The year's list per person, for the accountant alone."""

from http import HTTPStatus

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from royalties.lists.index_views import LISTS_TITLE, list_crumb
from royalties.lists.page_views import UnreadableView
from royalties.lists.year import lists_paid_in, total_of, year_rows, year_xlsx
from royalties.personal.personal_log import note_reading
from royalties.rights import permissions
from submissions.kept.encrypted import UnreadablePersonalData
from submissions.screens.access import AllowedMixin, ScreenMixin, Unreported
from submissions.screens.downloads import XLSX, as_file

YEARS = range(2011, 2101)


class YearMixin(Unreported, AllowedMixin, ScreenMixin):
    allowed = staticmethod(permissions.user_can_see_personal_details)

    def dispatch(self, request, *args, **kwargs):
        if kwargs["year"] not in YEARS:
            raise Http404
        try:
            response = super().dispatch(request, *args, **kwargs)
        except UnreadablePersonalData as unreadable:
            return UnreadableView.as_view(above_list=LISTS_TITLE, refusal=str(unreadable))(request)
        if response.status_code == HTTPStatus.OK:
            note_reading(*lists_paid_in(kwargs["year"]), user=request.user)
        return response


class YearView(YearMixin, TemplateView):
    template_name = "royalties/lists/year.html"
    header_icon = "decimal"

    @property
    def above(self):
        return [list_crumb()]

    def get_page_title(self):
        return _("Paid in %(year)s, for the declaration of tax") % {"year": self.kwargs["year"]}

    def get_context_data(self, **kwargs):
        year = self.kwargs["year"]
        rows = year_rows(year)
        before, after = year - 1, year + 1
        return super().get_context_data(
            year=year,
            rows=rows,
            total=total_of(rows),
            before=before if before in YEARS else None,
            after=after if after in YEARS else None,
            **{name: value for name, value in kwargs.items() if name != "year"},
        )


class YearXlsxView(YearMixin, View):
    def get(self, request, *args, **kwargs):
        year = self.kwargs["year"]
        return as_file(year_xlsx(year), name=f"nhuan-but-da-chi-{year}.xlsx", content_type=XLSX)
