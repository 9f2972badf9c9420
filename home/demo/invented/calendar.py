"""The calendar of the demo city: its three periods of account, and office hours as one line of minutes."""

import datetime
from dataclasses import dataclass
from itertools import pairwise

from django.utils import timezone

# The first day of a period of account, as in the letter's own month.
PERIOD_DAY = 25

# Office hours, Monday to Friday: 7.30 to 11.30 and 13.30 to 17.00.
OPENING, MORNING, NOON_BREAK, DAY = 450, 240, 120, 450
MONDAY = datetime.date(2001, 1, 1)


@dataclass(frozen=True)
class Span:
    """A period of account as office minutes: [start, end)."""

    start: int
    end: int


def parse_day(text):
    """Return `text` ("2019-05-20" or "20/5/2019") as a date; raises ValueError for anything else."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        day, month, year = text.split("/")
        return datetime.date(int(year), int(month), int(day))


def spans(as_of):
    """The two closed periods before the one in which `as_of` (a date) lies, and that one, as Spans, oldest first."""
    return spans_from(as_of, first=-2, last=0)


def earlier_spans(as_of, *, number):
    """The `number` closed periods before those of `spans`, as Spans, oldest first."""
    return spans_from(as_of, first=-2 - number, last=-3)


def spans_from(as_of, *, first, last):
    """The Spans from the period `first` to `last`, both counted from the one in which `as_of` (a date) lies."""
    month = as_of.year * 12 + as_of.month - 1 - (as_of.day < PERIOD_DAY)
    months = range(month + first, month + last + 2)
    bounds = [office_minute(datetime.date(one // 12, one % 12 + 1, PERIOD_DAY)) for one in months]
    return [Span(start, end) for start, end in pairwise(bounds)]


def office_minute(day):
    """The office minute at which the first working day from `day` (a date) on begins."""
    week, weekday = divmod((day - MONDAY).days, 7)
    return (week * 5 + min(weekday, 5)) * DAY


def moment_of(minute):
    """The aware datetime of an office `minute` (int), in Việt Nam's time."""
    working_day, of_day = divmod(minute, DAY)
    week, weekday = divmod(working_day, 5)
    clock = OPENING + of_day + (NOON_BREAK if of_day >= MORNING else 0)
    day = MONDAY + datetime.timedelta(weeks=week, days=weekday)
    time = datetime.time(clock // 60, clock % 60)
    return timezone.make_aware(datetime.datetime.combine(day, time), timezone.get_default_timezone())


def day_of(minute):
    """The date of an office `minute`."""
    return moment_of(minute).date()
