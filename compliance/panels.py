"""The panels that the report contributes to the first page of the back office."""

from django.urls import reverse
from django.utils import timezone
from laces.components import Component

from compliance.counting import Result, count_period
from compliance.periods import ReportingPeriod
from compliance.permissions import user_can_view_reports
from submissions.permissions import units_of, user_is_member


class PeriodPanel(Component):
    """What both panels tell: numbers of the running period, and where the table is."""

    def get_context_data(self, parent_context):
        period = ReportingPeriod.current()
        today = timezone.localdate(timezone=timezone.get_default_timezone())
        return {
            "period": period,
            "days_left": (period.end_day - today).days,
            "report_url": reverse("compliance:report"),
        }

    class Media:
        css = {"all": ["compliance/panels.css"]}


class UnitDebtPanel(PeriodPanel):
    """What the person's own units still owe in the running period."""

    name = "unit_debt"
    template_name = "compliance/unit_debt_panel.html"
    # Above the unit's list of pieces, which may be long.
    order = 18

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        units = units_of(parent_context["request"].user)
        return context | {"rows": count_period(context["period"], units=units)}


class OverviewPanel(PeriodPanel):
    """The running period at a glance, for readers of reports."""

    name = "report_overview"
    template_name = "compliance/overview_panel.html"
    order = 130

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        results = [row.result for row in count_period(context["period"])]
        return context | {
            "tallies": [{"result": result, "units": results.count(result)} for result in Result if result in results]
        }


def panels_for(user):
    """The panels that `user` has something to read in."""
    panels = [UnitDebtPanel()] if user_is_member(user) else []
    return panels + ([OverviewPanel()] if user_can_view_reports(user) else [])
