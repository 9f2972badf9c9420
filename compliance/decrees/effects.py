"""What a change of decrees or categories does: coverage before and after it, in the periods that it touches."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compliance.coverage.table import make_coverage
from compliance.models import ClosedPeriod
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod, periods_until_now
from compliance.terms.effects import FARTHEST
from vietnamese.dates import today
from vietnamese.numbers import whole


@dataclass(frozen=True)
class LineChange:
    """How one category reads before and after, in words; what stays the same of it is left out."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class PeriodChange:
    """What changes in the table of one period."""

    period: ReportingPeriod
    is_closed: bool
    lines: list[LineChange]


@dataclass(frozen=True)
class CoverageEffect:
    """What the preview of a decree or a category shows. `filed` says how much stays filed under it, "" for nothing."""

    periods: list[PeriodChange]
    filed: str = ""

    template_name = "compliance/decrees/effect.html"

    @property
    def changed(self):
        return [change for change in self.periods if change.lines]


def periods_about(days):
    """The running period, and for each of `days` (dates) that in which it lies and the one before; oldest first.

    What lies before the first rule of periods, or farther ahead than anybody plans, is looked at no farther.
    """
    rules = all_rules()
    first, running = periods_until_now(rules)[-1], ReportingPeriod.current(rules=rules)
    found = {running}
    for day in days:
        period = ReportingPeriod.of_day(min(day, today() + FARTHEST), rules=rules)
        found |= {max(period, first), max(period.previous, first)}
    return sorted(found)


def coverage_of(periods):
    """{period: {key of a category: (title, what is read of it)}}, by the function that makes the table.

    By the law of each period's last day, which for the running one is still to come.
    """
    found = {}
    for period in periods:
        lines = make_coverage(period, day=period.last_day).lines
        found[period] = {line.category.pk: (line.title, _read(line)) for line in lines}
    return found


def changes_between(before, after):
    """The PeriodChanges between two answers of `coverage_of`, for all their periods."""
    closed = set(ClosedPeriod.objects.values_list("year", "month"))
    return [
        PeriodChange(period, (period.year, period.month) in closed, list(_changed_lines(before[period], after[period])))
        for period in before
    ]


def _changed_lines(before, after):
    for key in dict.fromkeys([*before, *after]):
        (_title, old), (title, new) = before.get(key, ("", None)), after.get(key, ("", None))
        title = title or _title
        if old == new:
            continue
        if old is None or new is None:
            yield LineChange(title, *(_("not in the table") if one is None else "; ".join(one) for one in (old, new)))
            continue
        pairs = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
        yield LineChange(title, "; ".join(one for one, _other in pairs), "; ".join(other for _one, other in pairs))


def _read(line):
    late = len(line.fed.late)
    words = ngettext("%(number)s piece published late", "%(number)s pieces published late", late)
    deadline = line.deadline or _("no deadline")
    return line.state_text, line.legal_basis, deadline, words % {"number": whole(late)}


def days_of(record):
    """The days (dates) on which `record` (a Category, Decree or DecreePoint) begins or ends."""
    found = {record.valid_from, record.valid_to}
    if hasattr(record, "end_day"):
        found |= {record.first_day, record.end_day}
    return {day for day in found if isinstance(day, datetime.date)}
