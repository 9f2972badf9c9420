"""Months of account: half-open intervals in Việt Nam's time, computed from dated rules (docs/periods.md).

Reads no database: the rules, with the calendar that some of them ask, are handed in (`models.rules.all_rules`).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from vietnamese.dates import day_of, short_date
from vietnamese.working_days import Calendar

# The letter on which the whole of it rests.
LEGAL_BASIS = "Công văn 2485/UBND-VX ngày 04/4/2019"
LETTER_DAY = datetime.date(2019, 4, 4)


class Rules(tuple):
    """ReportingRules, oldest first and at least one, and the office's calendar: once for all periods from them."""

    def __new__(cls, rules, *, calendar: Calendar):
        """`calendar` is asked by the few rules that move the day of the report."""
        self = super().__new__(cls, rules)
        self.calendar = calendar
        return self


@dataclass(frozen=True, order=True)
class ReportingPeriod:
    """The period of account of one month: [start, end), both midnights in Asia/Ho_Chi_Minh.

    Each period begins where the one before ended, also where the rule changes: no day is lost or counted twice.
    """

    year: int
    month: int
    start: datetime.datetime = field(compare=False)
    end: datetime.datetime = field(compare=False)
    rules: Rules = field(compare=False, repr=False)

    @classmethod
    def of(cls, year: int, month: int, *, rules: Rules) -> ReportingPeriod:
        """The period of `month` (1–12) of `year`. Raises ValueError for what is no month."""
        before = _shifted(year, month, months=-1)
        return cls(
            year=year,
            month=month,
            start=_midnight(_end_day(*before, rules=rules)),
            end=_midnight(_end_day(year, month, rules=rules)),
            rules=rules,
        )

    @classmethod
    def containing(cls, moment: datetime.datetime, *, rules: Rules) -> ReportingPeriod:
        """The period in which `moment` (an aware datetime) lies."""
        day = day_of(moment)
        # Where a rule changes, a period may reach more than a month ahead.
        for shift in (0, 1, 2):
            period = cls.of(*_shifted(day.year, day.month, months=shift), rules=rules)
            if moment < period.end:
                return period
        raise ValueError(f"no period contains {moment}")

    @classmethod
    def current(cls, *, rules: Rules) -> ReportingPeriod:
        """The period that runs now."""
        return cls.containing(timezone.now(), rules=rules)

    @classmethod
    def of_day(cls, day: datetime.date, *, rules: Rules) -> ReportingPeriod:
        """The period in which `day` lies."""
        return cls.containing(_midnight(day), rules=rules)

    @property
    def previous(self) -> ReportingPeriod:
        """The period before this one."""
        return type(self).of(*_shifted(self.year, self.month, months=-1), rules=self.rules)

    @property
    def next(self) -> ReportingPeriod:
        """The period after this one."""
        return type(self).of(*_shifted(self.year, self.month, months=1), rules=self.rules)

    @property
    def year_so_far(self) -> list[ReportingPeriod]:
        """The periods of the year's months up to and with this one; a year is its twelve months' periods."""
        return [type(self).of(self.year, month, rules=self.rules) for month in range(1, self.month)] + [self]

    @property
    def first_day(self) -> datetime.date:
        return day_of(self.start)

    @property
    def last_day(self) -> datetime.date:
        """The last day inside; what is in force on it decides about the period."""
        return self.end_day - datetime.timedelta(days=1)

    @property
    def end_day(self) -> datetime.date:
        """The first day after the period."""
        return day_of(self.end)

    @property
    def report_date(self) -> datetime.date:
        """The day of the report: the first one with the rule's number that does not lie inside the period.

        Where the rule says so, the next working day when that is a day off. The bounds stay where they are.
        """
        rule = _rule_for(self.year, self.month, rules=self.rules)
        year, month = self.end_day.year, self.end_day.month
        if self.end_day.day > rule.report_day:
            year, month = _shifted(year, month, months=1)
        day = datetime.date(year, month, rule.report_day)
        return self.rules.calendar.next_working_day(day) if rule.moves_off_days else day

    @property
    def is_open(self) -> bool:
        """Whether the period still runs."""
        return timezone.now() < self.end

    @property
    def key(self) -> str:
        """The period in addresses and file names: "2026-11"."""
        return f"{self.year:04}-{self.month:02}"

    @property
    def name(self) -> str:
        """ "11/2026"."""
        return f"{self.month}/{self.year}"

    @property
    def label(self) -> str:
        """ "từ ngày 25/3/2019 đến hết ngày 24/4/2019"."""
        return _("from %(first)s to the end of %(last)s") % {
            "first": short_date(self.first_day),
            "last": short_date(self.last_day),
        }

    def __str__(self):
        return self.name


def periods_until_now(rules: Rules) -> list[ReportingPeriod]:
    """All periods from that of the first rule's month to the running one, newest first."""
    period = ReportingPeriod.containing(timezone.now(), rules=rules)
    since = rules[0].valid_from
    first = ReportingPeriod.of(since.year, since.month, rules=rules)
    periods = [period]
    while periods[-1] > first:
        periods.append(periods[-1].previous)
    return periods


def _end_day(year, month, *, rules):
    """The first day after the period of this month."""
    first_day = _rule_for(year, month, rules=rules).first_day
    if first_day == 1:
        year, month = _shifted(year, month, months=1)
    return datetime.date(year, month, first_day)


def _rule_for(year, month, *, rules):
    """The newest rule that is valid within the month; the oldest for what lies before all rules."""
    next_month = datetime.date(*_shifted(year, month, months=1), 1)
    in_force = [rule for rule in rules if rule.valid_from < next_month]
    return in_force[-1] if in_force else rules[0]


def _shifted(year, month, *, months):
    if not 1 <= month <= 12:
        raise ValueError(f"{month} is no month")
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def _midnight(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min), timezone.get_default_timezone())
