"""Working days in Việt Nam: Monday to Friday without public holidays, and how terms in working days are counted.

The `holidays` package knows Tết and the other days of the Labour Code, Article 112, what is taken in lieu, and the
days that the Government swapped. What the office knows besides goes before everything.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from holidays import country_holidays

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """The public calendar, with the days that the office knows besides: `off`, and `working` against it."""

    off: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Return whether offices work on ``day``.

        Raises TypeError for a datetime: its day depends on a time zone that has to be chosen by whoever knows it.
        """
        if isinstance(day, datetime):
            raise TypeError("a datetime has no day of its own; pass its local date")
        if day in self.off or day in self.working:
            return day in self.working
        days_off, worked = _public(day.year)
        if day.weekday() >= SATURDAY:
            return day in worked
        return day not in days_off

    def next_working_day(self, day: date) -> date:
        """Return ``day`` itself when it is a working day, else the first after it (Civil Code 2015, Article 148.5)."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def days_after(self, day: date, number: int) -> date:
        """Return the last day of a term of ``number`` working days that begins with the event of ``day``.

        The day of the event is not counted (Civil Code 2015, Article 147.2). Raises ValueError for less than one day.
        """
        return self._stepped(day, number, step=ONE_DAY)

    def days_before(self, day: date, number: int) -> date:
        """Return the working day that lies ``number`` working days before ``day``, which is not counted itself.

        Raises ValueError for less than one day.
        """
        return self._stepped(day, number, step=-ONE_DAY)

    def days_between(self, day: date, until: date) -> int:
        """Return how many working days lie after ``day``, which is not counted, to the end of ``until``."""
        return sum(self.is_working_day(day + number * ONE_DAY) for number in range(1, (until - day).days + 1))

    def _stepped(self, day: date, number: int, *, step: timedelta) -> date:
        if number < 1:
            raise ValueError("a term has at least one working day")
        while number:
            day += step
            number -= self.is_working_day(day)
        return day


@lru_cache(maxsize=64)
def _public(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The public holidays that touch ``year``, and the Saturdays and Sundays that are worked for them.

    A day may be made up for in the year beside its own, as the eve of 2019 was on 5 January.
    """
    calendar = country_holidays("VN", years=range(year - 1, year + 2))
    return frozenset(calendar), frozenset(calendar.weekend_workdays)
