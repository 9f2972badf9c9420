import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.dates import (
    clock,
    day_of,
    last_moment,
    long_date,
    long_month,
    screen_date,
    screen_moment,
    short_date,
    short_moment,
    today,
    weekday_date,
)


@pytest.mark.parametrize(
    ("day", "long", "short", "screen"),
    [
        (date(2019, 4, 4), "ngày 04 tháng 4 năm 2019", "04/4/2019", "04/04/2019"),
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020", "05/01/2020", "05/01/2020"),
        (date(2020, 2, 29), "ngày 29 tháng 02 năm 2020", "29/02/2020", "29/02/2020"),
        (date(2019, 3, 25), "ngày 25 tháng 3 năm 2019", "25/3/2019", "25/03/2019"),
        (date(2019, 12, 10), "ngày 10 tháng 12 năm 2019", "10/12/2019", "10/12/2019"),
    ],
)
def test_dates(day, long, short, screen):
    assert (long_date(day), short_date(day), screen_date(day)) == (long, short, screen)


@pytest.mark.parametrize("write", [long_date, short_date, screen_date, weekday_date])
def test_a_moment_is_refused_because_its_day_depends_on_the_zone(write):
    with pytest.raises(TypeError, match="local date"):
        write(datetime(2019, 8, 31, 17, 30, tzinfo=UTC))


def test_a_moment_is_written_by_the_clock_of_the_site_whatever_zone_a_person_chose():
    moment = datetime(2019, 8, 31, 17, 5, tzinfo=UTC)
    with timezone.override("Europe/London"):
        assert screen_moment(moment) == "00:05 01/09/2019"
        assert short_moment(moment) == "00:05 ngày 01/9/2019"
        assert clock(moment) == "00:05"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ((2026, 12, 2, 17), "hết ngày 02/12/2026"),
        ((2026, 12, 31, 17), "hết ngày 31/12/2026"),
        ((2026, 12, 2, 17, 1), "00:01 03/12/2026"),
        ((2026, 12, 2, 6), "13:00 02/12/2026"),
    ],
)
def test_what_holds_until_midnight_holds_to_the_end_of_the_day(moment, words):
    with timezone.override("UTC"):
        assert last_moment(datetime(*moment, tzinfo=UTC)) == words


def test_the_weekday_stands_before_the_day():
    week = [weekday_date(date(2026, 11, day)) for day in range(23, 30)]
    assert week[4] == "Thứ Sáu, 27/11/2026"
    assert [day.split(",")[0] for day in week] == [
        "Thứ Hai",
        "Thứ Ba",
        "Thứ Tư",
        "Thứ Năm",
        "Thứ Sáu",
        "Thứ Bảy",
        "Chủ nhật",
    ]


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "Europe/London"])
def test_the_day_is_that_of_the_site_whatever_zone_a_person_chose(zone):
    moment = datetime(2019, 8, 31, 17, 5, tzinfo=UTC)
    with timezone.override(zone), time_machine.travel(moment, tick=False):
        assert (day_of(moment), today()) == (date(2019, 9, 1), date(2019, 9, 1))


def test_a_month_keeps_the_zero_rule():
    assert [long_month(2020, month) for month in (1, 2, 3, 12)] == [
        "tháng 01 năm 2020",
        "tháng 02 năm 2020",
        "tháng 3 năm 2020",
        "tháng 12 năm 2020",
    ]


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_form_names_the_same_day(day):
    for write in (screen_date, short_date, long_date, weekday_date):
        assert [int(number) for number in re.findall(r"\d+", write(day))] == [day.day, day.month, day.year]
