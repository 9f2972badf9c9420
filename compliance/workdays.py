"""The working days of the office: the public calendar, with what the office has entered besides."""

from dataclasses import dataclass
from datetime import date

from compliance.models import DayOff
from vietnamese import working_days


@dataclass(frozen=True)
class WorkCalendar:
    """What the office's own calendar of days off says; goes before weekends and public holidays."""

    off: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()

    @classmethod
    def read(cls):
        """The calendar as it is entered now (one query)."""
        days = {kind: set() for kind in DayOff.Kind.values}
        for day, kind in DayOff.objects.order_by().values_list("date", "kind"):
            days[kind].add(day)
        return cls(off=frozenset(days[DayOff.Kind.OFF]), working=frozenset(days[DayOff.Kind.WORKING]))

    def is_working_day(self, day):
        return working_days.is_working_day(day, off=self.off, working=self.working)

    def next_working_day(self, day):
        """`day` (a date) itself, or the first working day after it."""
        return working_days.next_working_day(day, off=self.off, working=self.working)

    def days_after(self, day, number):
        """The last day of a term of `number` working days; `day` (a date) is not counted."""
        return working_days.working_days_after(day, number, off=self.off, working=self.working)

    def days_before(self, day, number):
        """The working day that lies `number` working days before `day` (a date)."""
        return working_days.working_days_before(day, number, off=self.off, working=self.working)
