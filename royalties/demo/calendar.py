"""When things happen in the demonstration: on working days of the month after the pieces, in office hours."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from vietnamese.working_days import Calendar


def at(day, hour, minute=0):
    """The aware moment of `day` (a date) by the clock of Việt Nam, moved on to a working day."""
    moment = datetime.datetime.combine(Calendar().next_working_day(day), datetime.time(hour, minute))
    return timezone.make_aware(moment, timezone.get_default_timezone())


@dataclass(frozen=True)
class Month:
    """A calendar month, of whose pieces the tables are drawn up."""

    year: int
    month: int

    @classmethod
    def of(cls, day):
        return cls(day.year, day.month)

    @cached_property
    def first_day(self):
        return datetime.date(self.year, self.month, 1)

    @cached_property
    def next(self):
        return Month.of(self.first_day + datetime.timedelta(days=31))

    @cached_property
    def last_day(self):
        return self.next.first_day - datetime.timedelta(days=1)

    def later(self, day, hour, minute=0):
        """The moment in the month after this one, on its `day` or the next working day."""
        return at(self.next.first_day.replace(day=day), hour, minute)


def months(first, last):
    """The Months from that of the day `first` to that of `last` (a list)."""
    found = [Month.of(first)]
    while found[-1].first_day < last.replace(day=1):
        found.append(found[-1].next)
    return found
