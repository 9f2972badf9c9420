"""Dates as official documents and screens write them.

The zero rule is that of Decree 30/2020/NĐ-CP, annex I: days under 10 and the months 1 and 2 are written with
a leading zero, so that nothing can be added in front of them; the letter 2485/UBND-VX of 2019 follows it too.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def today() -> date:
    """Return the day that it is in Việt Nam, whatever time zone a person has chosen for the back office."""
    return day_of(timezone.now())


def day_of(moment: datetime) -> date:
    """Return the day of the aware ``moment`` in Việt Nam."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def start_of_day(day: date) -> datetime:
    """Return the moment (aware) at which ``day`` begins in Việt Nam."""
    return timezone.make_aware(datetime.combine(day, time()), timezone.get_default_timezone())


def long_date(day: date) -> str:
    """Return ``day`` as the place-and-date line has it: "ngày 04 tháng 4 năm 2019".

    Raises TypeError for a datetime, as do all functions of dates here: its day depends on a time zone that has to be
    chosen by whoever knows it.
    """
    return f"ngày {_day(day)} tháng {_month(day)} năm {day.year}"


def short_date(day: date) -> str:
    """Return ``day`` as the running text of a letter has it: "25/3/2019", "05/01/2020"."""
    return f"{_day(day)}/{_month(day)}/{day.year}"


def long_month(year: int, month: int) -> str:
    """Return the month as the title of a report has it: "tháng 4 năm 2019", "tháng 01 năm 2020"."""
    return f"tháng {_month(date(year, month, 1))} năm {year}"


def short_moment(moment: datetime) -> str:
    """Return the aware ``moment`` as running text has it, by the clock of the site: "08:05 ngày 25/4/2019"."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return f"{local:%H:%M} ngày {short_date(local.date())}"


def screen_date(day: date) -> str:
    """Return ``day`` as dd/mm/yyyy, both padded so that columns on a screen line up: "04/04/2019"."""
    _refuse_moment(day)
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def screen_moment(moment: datetime) -> str:
    """Return the aware ``moment`` as screens write it, by the clock of the site: "08:05 04/04/2019"."""
    return timezone.localtime(moment, timezone.get_default_timezone()).strftime("%H:%M %d/%m/%Y")


def last_moment(moment: datetime) -> str:
    """Return when what holds until the aware ``moment`` ends: "13:00 30/11/2026", and for midnight the day before it.

    That is "hết ngày 02/12/2026": people read 00:00 of a day as its end.
    """
    local = timezone.localtime(moment, timezone.get_default_timezone())
    if (local.hour, local.minute) == (0, 0):
        return f"hết ngày {screen_date(local.date() - timedelta(days=1))}"
    return screen_moment(moment)


def weekday_date(day: date) -> str:
    """Return ``day`` as newspapers head a page with it: "Thứ Sáu, 27/11/2026"."""
    return f"{WEEKDAYS[day.weekday()]}, {screen_date(day)}"


def clock(moment: datetime) -> str:
    """Return the hour of the aware ``moment`` by the clock of the site: "08:05"."""
    return timezone.localtime(moment, timezone.get_default_timezone()).strftime("%H:%M")


def _day(day: date) -> str:
    _refuse_moment(day)
    return f"{day.day:02}"


def _month(day: date) -> str:
    return f"{day.month:02}" if day.month <= 2 else str(day.month)


def _refuse_moment(day: date) -> None:
    if isinstance(day, datetime):
        raise TypeError("a datetime has no day of its own; pass its local date")
