"""Where a month of account begins and ends (docs/periods.md)."""

import datetime
from itertools import pairwise

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.models import DayOff, ReportingRule
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod, Rules, periods_until_now
from tests.compliance.stories import at
from vietnamese.working_days import Calendar

pytestmark = pytest.mark.django_db


def days(period):
    return period.first_day.isoformat(), period.last_day.isoformat()


def rule(first_day, valid_from, report_day=25):
    return ReportingRule.objects.create(
        first_day=first_day, report_day=report_day, valid_from=datetime.date.fromisoformat(valid_from)
    )


def test_the_letters_own_period():
    period = ReportingPeriod.of(2019, 4, rules=all_rules())
    assert period.label == "từ ngày 25/3/2019 đến hết ngày 24/4/2019"
    assert (period.start, period.end) == (at("2019-03-25"), at("2019-04-25"))
    assert period.report_date == datetime.date(2019, 4, 25)


@pytest.mark.parametrize(
    ("year", "month", "first", "last"),
    [
        (2027, 1, "2026-12-25", "2027-01-24"),
        (2027, 2, "2027-01-25", "2027-02-24"),
        (2028, 3, "2028-02-25", "2028-03-24"),
        (2026, 12, "2026-11-25", "2026-12-24"),
    ],
)
def test_bounds_over_months_and_years(year, month, first, last):
    assert days(ReportingPeriod.of(year, month, rules=all_rules())) == (first, last)


@pytest.mark.parametrize(
    ("moment", "key"),
    [
        ("2026-11-24 23:59:59", "2026-11"),
        ("2026-11-25 00:00:00", "2026-12"),
        ("2026-11-25 00:30:00", "2026-12"),
        ("2026-12-24 23:59:59", "2026-12"),
        ("2026-12-25 00:00:00", "2027-01"),
        ("2027-02-25 00:00:00", "2027-03"),
    ],
)
def test_containing_is_half_open(moment, key):
    assert ReportingPeriod.containing(at(moment), rules=all_rules()).key == key


def test_a_persons_own_time_zone_moves_nothing():
    with timezone.override("America/New_York"):
        period = ReportingPeriod.containing(at("2026-11-25 00:30:00"), rules=all_rules())
        assert (period.key, days(period)) == ("2026-12", ("2026-11-25", "2026-12-24"))


def test_a_year_is_its_twelve_months_periods():
    december = ReportingPeriod.of(2026, 12, rules=all_rules())
    so_far = december.year_so_far
    assert [period.month for period in so_far] == list(range(1, 13))
    assert (so_far[0].start, so_far[-1].end) == (at("2025-12-25"), at("2026-12-25"))
    assert all(before.end == after.start for before, after in pairwise(so_far))


def test_the_decrees_preset_15_to_14():
    rule(15, "2026-01-01")
    period = ReportingPeriod.of(2026, 5, rules=all_rules())
    assert days(period) == ("2026-04-15", "2026-05-14")
    assert period.report_date == datetime.date(2026, 5, 25)


def test_the_calendar_month_with_its_report_in_the_next():
    rule(1, "2026-01-01", report_day=5)
    period = ReportingPeriod.of(2026, 2, rules=all_rules())
    assert days(period) == ("2026-02-01", "2026-02-28")
    assert period.report_date == datetime.date(2026, 3, 5)


@pytest.mark.parametrize("first_day", [1, 15])
def test_where_the_rule_changes_no_day_is_lost_or_doubled(first_day):
    rule(first_day, "2026-07-01")
    rule(25, "2026-10-01")
    periods = [ReportingPeriod.of(2026, month, rules=all_rules()) for month in range(1, 13)]
    assert all(before.end == after.start for before, after in pairwise(periods))
    day = periods[0].start
    while day < periods[-1].end:
        holding = [period for period in periods if period.start <= day < period.end]
        assert [ReportingPeriod.containing(day, rules=all_rules())] == holding
        day += datetime.timedelta(days=1)


def test_a_rule_begins_with_the_period_of_its_own_month():
    rule(15, "2026-07-01")
    assert days(ReportingPeriod.of(2026, 6, rules=all_rules())) == ("2026-05-25", "2026-06-24")
    assert days(ReportingPeriod.of(2026, 7, rules=all_rules())) == ("2026-06-25", "2026-07-14")


def test_no_month_is_refused():
    with pytest.raises(ValueError, match="13 is no month"):
        ReportingPeriod.of(2026, 13, rules=all_rules())


def test_the_periods_to_choose_from_begin_with_the_letter(in_november):
    periods = periods_until_now(all_rules())
    assert (periods[0].key, periods[-1].key) == ("2026-11", "2019-04")


def test_without_any_rule_the_letters_day_holds():
    ReportingRule.objects.all().delete()
    assert [(rule.first_day, rule.report_day, rule.valid_from) for rule in all_rules()] == [
        (25, 25, datetime.date(2019, 4, 4))
    ]
    assert days(ReportingPeriod.of(2026, 11, rules=all_rules())) == ("2026-10-25", "2026-11-24")


def test_num_queries(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(ReportingPeriod.of(2026, 12, rules=all_rules()).year_so_far) == 12


def test_only_the_day_of_the_report_moves_to_a_working_day():
    DayOff.objects.create(date=datetime.date(2026, 7, 27), name="Nghỉ bù", kind=DayOff.Kind.OFF)
    before = {month: ReportingPeriod.of(2026, month, rules=all_rules()) for month in range(1, 13)}
    ReportingRule.objects.update(on_day_off=ReportingRule.OnDayOff.NEXT_WORKING_DAY)
    moved = {}
    for month, old in before.items():
        period = ReportingPeriod.of(2026, month, rules=all_rules())
        assert (period.start, period.end) == (old.start, old.end)
        if period.report_date != old.report_date:
            moved[old.report_date.isoformat()] = period.report_date.isoformat()
    # The 25th on weekends; Giỗ Tổ and the day in lieu after the 25th of April; the office's own day off in July.
    assert moved == {
        "2026-01-25": "2026-01-26",
        "2026-04-25": "2026-04-28",
        "2026-07-25": "2026-07-28",
        "2026-10-25": "2026-10-26",
    }


def test_num_queries_of_report_dates(django_assert_num_queries):
    ReportingRule.objects.update(on_day_off=ReportingRule.OnDayOff.NEXT_WORKING_DAY)
    with django_assert_num_queries(2):
        assert len({period.report_date for period in ReportingPeriod.of(2026, 12, rules=all_rules()).year_so_far}) == 12


HISTORIES = st.lists(
    st.tuples(
        st.integers(1, 28),
        st.integers(1, 28),
        st.sampled_from(ReportingRule.OnDayOff.values),
        st.dates(min_value=datetime.date(2025, 6, 1), max_value=datetime.date(2028, 6, 30)),
    ),
    max_size=6,
    unique_by=lambda entry: entry[3],
)


@settings(deadline=None)
@given(history=HISTORIES)
def test_every_day_lies_in_exactly_one_period_whatever_the_rules(history):
    entered = sorted(history, key=lambda entry: entry[3])
    made = [ReportingRule(first_day=a, report_day=b, on_day_off=c, valid_from=d) for a, b, c, d in entered]
    rules = Rules(made or all_rules(), calendar=Calendar())
    periods = [ReportingPeriod.of(year, month, rules=rules) for year in (2026, 2027) for month in range(1, 13)]
    assert all(before.end == after.start and before.start < before.end for before, after in pairwise(periods))
    for period in periods:
        assert period.report_date >= period.end_day
        for moment in (period.start, period.end - datetime.timedelta(microseconds=1)):
            assert ReportingPeriod.containing(moment, rules=rules) == period
    moved = Rules(rules, calendar=rules.calendar)
    for rule_ in moved:
        rule_.on_day_off = ReportingRule.OnDayOff.STAYS
    for period in periods:
        unmoved = ReportingPeriod.of(period.year, period.month, rules=moved)
        assert (period.start, period.end) == (unmoved.start, unmoved.end)
