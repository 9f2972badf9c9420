"""Working days: the weeks around Tết, what was taken in lieu, what was swapped, and terms by the Civil Code."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.working_days import Calendar

PUBLIC = Calendar()


def day(text):
    return datetime.date.fromisoformat(text)


def days(first, last):
    """All days from `first` to `last`, both included."""
    first, last = day(first), day(last)
    return [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2019-02-02", "2019-02-10"),  # Tết Kỷ Hợi, with the weekends around it
        ("2019-04-13", "2019-04-15"),  # Giỗ Tổ on a Sunday, taken in lieu on Monday
        ("2019-04-27", "2019-05-01"),  # 29 April swapped for Saturday, 4 May
        ("2019-08-31", "2019-09-02"),  # one day for the National Day, by the Labour Code of 2012
        ("2026-02-14", "2026-02-22"),  # Tết Bính Ngọ: 16 to 20 February
        ("2026-04-25", "2026-04-27"),  # Giỗ Tổ on a Sunday
        ("2026-04-30", "2026-05-03"),
        ("2026-08-29", "2026-09-02"),  # 31 August swapped for Saturday, 22 August
        ("2018-12-29", "2019-01-01"),  # 31 December swapped for Saturday, 5 January of the next year
    ],
)
def test_holidays_of_which_the_dates_are_known(first, last):
    free = days(first, last)
    assert [day for day in free if PUBLIC.is_working_day(day)] == []
    assert PUBLIC.is_working_day(free[0] - datetime.timedelta(days=1))
    assert PUBLIC.is_working_day(free[-1] + datetime.timedelta(days=1))


@pytest.mark.parametrize("worked", ["2019-01-05", "2019-05-04", "2026-08-22", "2019-09-03", "2026-12-25"])
def test_days_that_are_worked_all_the_same(worked):
    assert PUBLIC.is_working_day(day(worked))


@pytest.mark.parametrize("weekend", ["2019-05-25", "2019-08-25", "2026-01-25", "2026-04-25", "2026-07-25"])
def test_the_25th_on_a_weekend(weekend):
    assert not PUBLIC.is_working_day(day(weekend))


def test_the_offices_own_calendar_goes_before_everything():
    monday, saturday, new_year = day("2026-11-23"), day("2026-11-28"), day("2026-01-01")
    assert not Calendar(off={monday}).is_working_day(monday)
    assert Calendar(working={saturday}).is_working_day(saturday)
    assert Calendar(working={new_year}).is_working_day(new_year)
    assert not Calendar(off={day("2026-08-22")}).is_working_day(day("2026-08-22"))


@pytest.mark.parametrize(
    ("start", "found"),
    [
        ("2026-12-25", "2026-12-25"),
        ("2026-07-25", "2026-07-27"),
        ("2026-04-25", "2026-04-28"),  # Saturday, Giỗ Tổ, the day in lieu of it
        ("2026-02-14", "2026-02-23"),
    ],
)
def test_next_working_day(start, found):
    assert PUBLIC.next_working_day(day(start)) == day(found)


@pytest.mark.parametrize(
    ("event", "number", "last"),
    [
        ("2026-11-02", 1, "2026-11-03"),  # the first day is not counted
        ("2026-11-02", 5, "2026-11-09"),
        ("2026-11-07", 1, "2026-11-09"),  # an event on a Saturday
        ("2026-02-13", 2, "2026-02-24"),  # over Tết
        ("2019-05-03", 1, "2019-05-04"),  # the Saturday that was worked
    ],
)
def test_a_term_in_working_days(event, number, last):
    assert PUBLIC.days_after(day(event), number) == day(last)


@pytest.mark.parametrize(
    ("until", "number", "first"),
    [("2026-12-25", 3, "2026-12-22"), ("2026-11-23", 1, "2026-11-20"), ("2026-02-23", 1, "2026-02-13")],
)
def test_so_many_working_days_before(until, number, first):
    assert PUBLIC.days_before(day(until), number) == day(first)


@pytest.mark.parametrize("count", [PUBLIC.days_after, PUBLIC.days_before])
def test_a_term_has_a_day(count):
    with pytest.raises(ValueError, match="at least one"):
        count(day("2026-11-02"), 0)


def test_a_moment_is_refused():
    with pytest.raises(TypeError):
        PUBLIC.is_working_day(datetime.datetime(2026, 11, 2, 8, tzinfo=datetime.UTC))


DATES = st.dates(min_value=datetime.date(2019, 1, 1), max_value=datetime.date(2030, 12, 31))


@given(start=DATES, number=st.integers(1, 40), off=st.sets(DATES, max_size=3), working=st.sets(DATES, max_size=3))
def test_after_and_before_are_each_others_opposite(start, number, off, working):
    calendar = Calendar(off=frozenset(off), working=frozenset(working))
    start = calendar.next_working_day(start)
    last = calendar.days_after(start, number)
    assert calendar.days_before(last, number) == start
    between = [start + datetime.timedelta(days=n) for n in range(1, (last - start).days + 1)]
    assert sum(calendar.is_working_day(day) for day in between) == number


@pytest.mark.parametrize(
    ("first", "until", "number"),
    [
        ("2026-11-12", "2026-11-12", 0),
        ("2026-11-12", "2026-11-13", 1),
        ("2026-11-13", "2026-11-15", 0),
        ("2026-11-13", "2026-11-16", 1),
        ("2026-11-16", "2026-11-13", 0),
        ("2026-02-13", "2026-02-23", 1),  # over Tết Bính Ngọ
    ],
)
def test_working_days_between(first, until, number):
    assert PUBLIC.days_between(day(first), day(until)) == number
