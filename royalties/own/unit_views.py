"""What the pieces of units come to: every unit for who sees totals, the own ones for members; no person is named."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from royalties.own.unit_totals import summed, totals_by_month, totals_of_units, years_with_lines
from royalties.rights import permissions
from submissions.models import Unit
from submissions.rights.roles import units_of, user_is_member
from submissions.screens.access import AllowedMixin, ScreenMixin

UNITS_TITLE = gettext_lazy("Royalties by unit")
QUARTERS = {f"q{number}": range(3 * number - 2, 3 * number + 1) for number in range(1, 5)}
MONTHS = {f"m{number}": range(number, number + 1) for number in range(1, 13)}
SPANS = {"": range(1, 13)} | QUARTERS | MONTHS


def user_can_open_unit_totals(user):
    """Whether there is anything for `user`: the totals of all units, or of an own one."""
    return permissions.user_can_view_totals(user) or user_is_member(user)


class TotalsFilter(forms.Form):
    """Of which year and which part of it; what cannot be read is not narrowed by."""

    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int, required=False)
    span = forms.ChoiceField(label=gettext_lazy("Part of the year"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.years = years_with_lines()
        self.fields["year"].choices = [(year, str(year)) for year in self.years]
        self.fields["span"].choices = [
            ("", _("the whole year")),
            (_("Quarter"), [(key, _("Quarter %(quarter)s") % {"quarter": key[1:]}) for key in QUARTERS]),
            (_("Month"), [(key, _("Month %(month)s") % {"month": key[1:]}) for key in MONTHS]),
        ]

    @cached_property
    def asked(self):
        """The year (int) and the months (a range) that are asked for."""
        self.full_clean()
        wanted = getattr(self, "cleaned_data", {})
        return wanted.get("year") or self.years[0], SPANS[wanted.get("span") or ""]


class UnitTotalsView(AllowedMixin, ScreenMixin, TemplateView):
    allowed = staticmethod(user_can_open_unit_totals)
    template_name = "royalties/own/units.html"
    page_title = UNITS_TITLE
    header_icon = "decimal"

    @cached_property
    def own(self):
        """The units that the person sees, or None for all."""
        user = self.request.user
        return None if permissions.user_can_view_totals(user) else units_of(user)

    def get(self, request, *args, **kwargs):
        if self.own is not None and len(self.own) == 1:
            return redirect("royalty_tables:unit", pk=self.own[0].pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        narrowed = TotalsFilter(self.request.GET or None)
        year, months = narrowed.asked
        lines = totals_of_units(year, months=months, units=self.own)
        return super().get_context_data(
            filter=narrowed, year=year, lines=lines, whole=summed(totals for *_unit, totals in lines), **kwargs
        )


class UnitMonthsView(AllowedMixin, ScreenMixin, TemplateView):
    """One unit, month by month, with each quarter's sum."""

    allowed = staticmethod(user_can_open_unit_totals)
    template_name = "royalties/own/unit.html"
    header_icon = "decimal"

    @cached_property
    def unit(self):
        unit = get_object_or_404(Unit, pk=self.kwargs["pk"])
        if not permissions.user_can_view_totals(self.request.user) and unit not in units_of(self.request.user):
            raise Http404
        return unit

    @property
    def above(self):
        if self.sees_list:
            return [{"url": reverse("royalty_tables:units"), "label": UNITS_TITLE}]
        return []

    @property
    def sees_list(self):
        user = self.request.user
        return permissions.user_can_view_totals(user) or len(units_of(user)) > 1

    def get_page_title(self):
        return self.unit.name

    def get_context_data(self, **kwargs):
        narrowed = TotalsFilter(self.request.GET or None)
        year, _months = narrowed.asked
        by_month = totals_by_month(self.unit, year)
        return super().get_context_data(
            filter=narrowed,
            unit=self.unit,
            year=year,
            quarters=list(quarters(by_month)),
            whole=summed(by_month.values()),
            **kwargs,
        )


def quarters(by_month):
    """(its number, its [(month, Totals)], its Totals) of each quarter that has any."""
    for number, months in enumerate(QUARTERS.values(), start=1):
        present = [(month, by_month[month]) for month in months if month in by_month]
        if present:
            yield number, present, summed(totals for _month, totals in present)
