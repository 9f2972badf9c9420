"""What a change of minimums, exemptions or periods does: the state before and after it, and the difference in words."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compliance.counting.counting import count_period, minimum_owed
from compliance.counting.counts import Result
from compliance.counting.quota_book import QuotaBook
from compliance.models import Exemption
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod, periods_until_now
from submissions.models import Unit
from vietnamese.dates import short_date, today
from vietnamese.numbers import whole

# The running period and so many after it are looked at in any case.
PERIODS_AHEAD = 3
# What begins or ends later than this is beyond what anybody plans.
FARTHEST = datetime.timedelta(days=5 * 366)


@dataclass(frozen=True)
class Terms:
    """What is asked of a unit in a period."""

    minimum: int
    photo_required: bool

    def __str__(self):
        if not self.minimum:
            return _("no minimum")
        text = _("%(number)s pieces with photo") if self.photo_required else _("%(number)s pieces")
        return text % {"number": whole(self.minimum)}


@dataclass(frozen=True)
class TermsChange:
    """From which period to which a change holds, for which units; `until` is None where no end is in sight."""

    since: ReportingPeriod
    until: ReportingPeriod | None
    before: Terms
    after: Terms
    units: tuple[Unit, ...]

    @property
    def when(self):
        """The periods in words."""
        if self.until is None:
            return _("From period %(first)s on") % {"first": self.since}
        if self.until == self.since:
            return _("Only period %(first)s") % {"first": self.since}
        return _("From period %(first)s to period %(last)s") % {"first": self.since, "last": self.until}


@dataclass(frozen=True)
class ResultChange:
    """Units whose result in the running period would no longer be the same."""

    before: Result
    after: Result
    units: tuple[Unit, ...]


class Obligations:
    """What every unit owes, in each period from the first rule's on, and its result in the running one."""

    def __init__(self, *, until):
        """`until`: the last day (a date) on which the change may still begin or end."""
        rules = all_rules()
        self.periods = _periods_until(until, rules=rules)
        self.running = ReportingPeriod.current(rules=rules)
        self.units = {unit.pk: unit for unit in Unit.objects.all()}
        book, exempt = QuotaBook(), defaultdict(list)
        for exemption in Exemption.objects.all():
            exempt[exemption.unit_id].append(exemption)
        self.terms = {
            unit.pk: [_terms(unit, period=period, book=book, exemptions=exempt[unit.pk]) for period in self.periods]
            for unit in self.units.values()
        }
        self.results = {row.unit.pk: row.result for row in count_period(self.running)}

    def changes_to(self, after):
        """The TermsChanges from these Obligations to those of `after`, the earliest first."""
        found = defaultdict(list)
        for key, unit in self.units.items():
            for span in _differences(self.terms[key], after.terms[key]):
                found[span].append(unit)
        last = len(self.periods) - 1
        return [
            TermsChange(self.periods[start], None if end == last else self.periods[end], before, now, tuple(units))
            for (start, end, before, now), units in sorted(found.items(), key=lambda item: item[0][:2])
        ]

    def results_changed_to(self, after):
        """The ResultChanges of the running period."""
        found = defaultdict(list)
        for key, result in self.results.items():
            if key in after.results and after.results[key] != result:
                found[result, after.results[key]].append(self.units[key])
        return [ResultChange(*results, tuple(units)) for results, units in found.items()]


@dataclass(frozen=True)
class ObligationsEffect:
    """What the preview of a minimum or an exemption shows."""

    running: ReportingPeriod
    changes: list[TermsChange]
    results: list[ResultChange]

    template_name = "compliance/terms/effects/obligations.html"


@dataclass(frozen=True)
class BoundsChange:
    """One month's period before and after."""

    before: ReportingPeriod
    after: ReportingPeriod

    @property
    def before_in_words(self):
        return _in_words(self.before)

    @property
    def after_in_words(self):
        return _in_words(self.after)

    @property
    def is_changed(self):
        return _bounds(self.before) != _bounds(self.after)

    @property
    def length(self):
        """How long the period would be, in words: what is unusually short or long is seen at once."""
        days = (self.after.end_day - self.after.first_day).days
        return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


@dataclass(frozen=True)
class BoundsEffect:
    """What the preview of a rule shows: `rows` from the running period on, and which past ones would move as well."""

    rows: list[BoundsChange]
    past: list[BoundsChange]

    template_name = "compliance/terms/effects/bounds.html"

    @property
    def is_empty(self):
        return not self.past and not any(row.is_changed for row in self.rows)


def bounds_effect(before, after):
    """The BoundsEffect of replacing the rules `before` by `after` (two Rules)."""

    def change(period):
        return BoundsChange(period, ReportingPeriod.of(period.year, period.month, rules=after))

    begins = [rule.valid_from for rule in (*before, *after)]
    period = ReportingPeriod.containing(timezone.now(), rules=before)
    past, rows = [], []
    while period.previous.end_day > min(begins):
        period = period.previous
        past.append(change(period))
    period = ReportingPeriod.containing(timezone.now(), rules=before)
    for _place in range(PERIODS_AHEAD + 1):
        rows.append(change(period))
        period = period.next
    # A rule for later: from where it begins.
    while len(rows) == PERIODS_AHEAD + 1 and period.first_day <= _capped(max(begins)):
        rows += [change(period), change(period.next)] if change(period).is_changed else []
        period = period.next
    return BoundsEffect(rows=rows, past=[row for row in reversed(past) if row.is_changed])


def _in_words(period):
    day = short_date(period.report_date)
    return _("%(label)s, reported on %(day)s") % {"label": period.label, "day": day}


def _bounds(period):
    return period.start, period.end, period.report_date


def _periods_until(day, *, rules):
    """All periods from the first rule's to the one after `day`, or some after the running one: oldest first."""
    periods = periods_until_now(rules)[::-1]
    ahead = 0
    while ahead < PERIODS_AHEAD or periods[-1].first_day <= _capped(day):
        periods.append(periods[-1].next)
        ahead += 1
    return periods


def _capped(day):
    return min(day, today() + FARTHEST)


def _terms(unit, *, period, book, exemptions):
    day = period.last_day
    quota = book.in_force(unit, day)
    is_exempt = any(exemption.is_valid_on(day) for exemption in exemptions)
    minimum = minimum_owed(unit, period=period, quota=quota, is_exempt=is_exempt)
    return Terms(minimum, bool(minimum and quota.photo_required))


def _differences(before, after):
    """Runs (start, end, before, after) of places where two lists of Terms differ in the same way."""
    runs = []
    for place, pair in enumerate(zip(before, after, strict=True)):
        if pair[0] == pair[1]:
            continue
        if runs and runs[-1][1] == place - 1 and runs[-1][2:] == pair:
            runs[-1] = (runs[-1][0], place, *pair)
        else:
            runs.append((place, place, *pair))
    return runs
