"""The panels that the report contributes to the first page of the back office."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from laces.components import Component

from compliance.closing.closing import due_periods
from compliance.counting.counting import count_period
from compliance.counting.counts import Result, UnitRow
from compliance.due.panels import DuePanel, LateLeadersPanel
from compliance.models import ClosedPeriod, ClosedRow, UnitComparison
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from compliance.rights.permissions import user_can_close_period, user_can_see_runs, user_can_view_reports
from compliance.table.columns import OPENING
from submissions.rights.roles import units_of, user_is_desk, user_is_member
from vietnamese.dates import today

# For how long the panel says of a period that it was closed just now.
JUST_CLOSED = datetime.timedelta(days=3)
# How many closed periods a unit sees of itself.
HISTORY = 6


def report_address(name="compliance:report", **query):
    """The address of a form of the report (str), for the `period` and the other filters given."""
    return f"{reverse(name)}?{urlencode(query)}"


@dataclass(frozen=True)
class Past:
    """How a unit stood in a closed period."""

    row: ClosedRow

    @property
    def result(self):
        return Result(self.row.result)

    @property
    def sign(self):
        return self.result.sign

    @property
    def report_url(self):
        return report_address(period=self.row.period.key)

    @property
    def pieces_url(self):
        """The list behind the number, or "" where there is none."""
        query = {"period": self.row.period.key, "column": "counted", "unit": self.row.unit_id}
        return report_address("compliance:pieces", **query) if self.row.counted else ""


@dataclass(frozen=True)
class OwnUnit:
    """A unit's row in the running period, with the lists behind its numbers, and how it stood before."""

    row: UnitRow
    history: list[Past] = field(default_factory=list)

    @property
    def lists(self):
        """{column: address} of the numbers that are not 0."""
        return {
            name: report_address("compliance:pieces", column=name, unit=self.row.unit.pk)
            for name in OPENING
            if getattr(self.row, name)
        }


class PeriodPanel(Component):
    """What both panels tell: numbers of the running period, and where the table is."""

    def get_context_data(self, parent_context):
        period = ReportingPeriod.current(rules=all_rules())
        return {
            "period": period,
            "days_left": (period.end_day - today()).days,
            "report_url": reverse("compliance:report"),
        }

    class Media:
        css = {"all": ["compliance/panels/panels.css"]}


class UnitDebtPanel(PeriodPanel):
    """What the person's own units owe and how they stood before; of the others only what the office has allowed."""

    name = "unit_debt"
    template_name = "compliance/panels/unit_debt.html"
    # Above the unit's list of pieces, which may be long.
    order = 18

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        units = units_of(parent_context["request"].user)
        compares = UnitComparison.load().is_shown
        rows = count_period(context["period"], units=None if compares else units)
        history = history_of(units)
        own = [OwnUnit(row, history.get(row.unit.pk, [])) for row in rows if row.unit in units]
        others = [(row, row.result.sign) for row in rows] if compares else []
        return context | {"own": own, "others": others}


def history_of(units):
    """{key of a unit: its Pasts}, for `units` in the last closed periods, the newest first; one query."""
    last = ClosedPeriod.objects.order_by("-year", "-month")[:HISTORY]
    rows = ClosedRow.objects.filter(unit__in=units, period__in=last.values("pk")).select_related("period")
    history = {}
    for row in rows.order_by("-period__year", "-period__month"):
        history.setdefault(row.unit_id, []).append(Past(row))
    return history


class LatestReportPanel(Component):
    """The report of the period closed last, to open and to download; and what is about to be closed, by the desk."""

    name = "latest_report"
    template_name = "compliance/panels/latest_report.html"
    order = 120

    def get_context_data(self, parent_context):
        rules = all_rules()
        overdue = due_periods(rules=rules)
        closed = ClosedPeriod.objects.first()
        context = {"overdue": overdue, "can_close": user_can_close_period(parent_context["request"].user)}
        if closed is None:
            return context
        found = closed.rows.order_by().values("result").annotate(number=Count("pk")).values_list("result", "number")
        numbers = dict(found)
        return context | {
            "closed": closed,
            "is_new": timezone.now() - closed.closed_at < JUST_CLOSED,
            "label": ReportingPeriod.of(closed.year, closed.month, rules=rules).label,
            "tallies": [
                (result.sign, result, numbers[result], report_address(period=closed.key, result=result.value))
                for result in Result
                if result in numbers
            ],
            "report_url": report_address("compliance:papers", period=closed.key),
            "files": files_of(closed),
        }

    class Media:
        css = {"all": ["compliance/panels/panels.css"]}


def files_of(closed):
    """[(name of the kind, address)] of what can be downloaded of `closed` (a ClosedPeriod)."""
    return [
        ("DOCX", report_address("compliance:docx", period=closed.key)),
        ("XLSX", report_address("compliance:xlsx", period=closed.key)),
        ("CSV", report_address("compliance:csv", period=closed.key)),
    ]


class OverviewPanel(PeriodPanel):
    """The running period at a glance, for readers of reports."""

    name = "report_overview"
    template_name = "compliance/panels/overview.html"
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
    if user_can_view_reports(user):
        panels += [LatestReportPanel(), OverviewPanel()]
    if user_is_desk(user) and (late := LateLeadersPanel()).units:
        panels.append(late)
    return panels + ([DuePanel()] if user_can_see_runs(user) else [])
