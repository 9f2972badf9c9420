"""Working days in Việt Nam: Monday to Friday without public holidays, and how terms in working days are counted.

The `holidays` package knows Tết and the other days of the Labour Code, Article 112, what is taken in lieu, and the
days that the Government swapped. `off` and `working` are what the office knows besides; they go before everything.
"""

from collections.abc import Container
from datetime import date, datetime, timedelta
from functools import lru_cache

from holidays import country_holidays

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_working_day(day: date, *, off: Container[date] = (), working: Container[date] = ()) -> bool:
    """Return whether offices work on ``day``.

    Raises TypeError for a datetime: its day depends on a time zone that has to be chosen by whoever knows it.
    """
    if isinstance(day, datetime):
        raise TypeError("a datetime has no day of its own; pass its local date")
    if day in off or day in working:
        return day in working
    days_off, worked = _calendar(day.year)
    if day.weekday() >= SATURDAY:
        return day in worked
    return day not in days_off


def next_working_day(day: date, *, off: Container[date] = (), working: Container[date] = ()) -> date:
    """Return ``day`` itself when it is a working day, else the first one after it (Civil Code 2015, Article 148.5)."""
    while not is_working_day(day, off=off, working=working):
        day += ONE_DAY
    return day


def working_days_after(day: date, number: int, *, off: Container[date] = (), working: Container[date] = ()) -> date:
    """Return the last day of a term of ``number`` working days that begins with the event of ``day``.

    The day of the event is not counted (Civil Code 2015, Article 147.2). Raises ValueError for less than one day.
    """
    return _stepped(day, number, step=ONE_DAY, off=off, working=working)


def working_days_before(day: date, number: int, *, off: Container[date] = (), working: Container[date] = ()) -> date:
    """Return the working day that lies ``number`` working days before ``day``, which is not counted itself.

    Raises ValueError for less than one day.
    """
    return _stepped(day, number, step=-ONE_DAY, off=off, working=working)


def _stepped(day: date, number: int, *, step: timedelta, off: Container[date], working: Container[date]) -> date:
    if number < 1:
        raise ValueError("a term has at least one working day")
    while number:
        day += step
        number -= is_working_day(day, off=off, working=working)
    return day


@lru_cache(maxsize=64)
def _calendar(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The public holidays that touch ``year``, and the Saturdays and Sundays that are worked for them.

    A day may be made up for in the year beside its own, as the eve of 2019 was on 5 January.
    """
    calendar = country_holidays("VN", years=range(year - 1, year + 2))
    return frozenset(calendar), frozenset(calendar.weekend_workdays)
