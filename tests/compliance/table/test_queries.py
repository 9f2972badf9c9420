"""Counting costs the same number of queries for a small city and for a province."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance.closing import closing
from compliance.counting.counting import count_period
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from compliance.table.report import make_report
from submissions.models import Unit
from tests.compliance.stories import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


# Units of the city, and of one three times as large: a screen that asks once for each of them shows it in these.
# What is not drawn is counted for the 700 of a province.
CITY, LARGE, PROVINCE = 33, 99, 700


def grow_to(number):
    kinds = ["division", "service_unit", "ward", "commune", "radio"]
    have = Unit.objects.count()
    Unit.objects.bulk_create(
        Unit(name=f"Đơn vị {n}", short_name=f"ĐV {n}", slug=f"don-vi-{n}", kind_id=kinds[n % 5], display_order=n)
        for n in range(have, number)
    )
    assert Unit.objects.count() == number


def test_num_queries_of_the_count(ward, django_assert_num_queries):
    ward.published(when=at("2026-11-10 08:00:00"))
    period = ReportingPeriod.of(2026, 11, rules=all_rules())
    count_period(period)
    for number in (CITY, PROVINCE):
        grow_to(number)
        with django_assert_num_queries(3):
            assert len(count_period(period)) == number
        with django_assert_num_queries(3):
            assert len(make_report(period).rows) == number


def test_num_queries_beside_and_of_a_closed_period(ward, django_assert_num_queries):
    ward.published(when=at("2026-10-10 08:00:00"))
    grow_to(CITY)
    closing.close_due()
    october, november = ReportingPeriod.of(2026, 10, rules=all_rules()), ReportingPeriod.of(2026, 11, rules=all_rules())
    for number in (CITY, PROVINCE):
        grow_to(number)
        with django_assert_num_queries(3):
            assert len(make_report(november).rows) == number
        # What is closed, read with the units; the rows; when they were closed.
        with django_assert_num_queries(2):
            assert len(count_period(october)) == CITY
        with django_assert_num_queries(3):
            assert len(make_report(october).rows) == CITY


def test_num_queries_where_there_are_no_units(django_assert_num_queries):
    period = ReportingPeriod.of(2026, 11, rules=all_rules())
    make_report(period)
    with django_assert_num_queries(2):
        assert make_report(period, units=[]).rows == ()


@pytest.mark.parametrize("name", ["compliance:report", "compliance:xlsx", "compliance:csv", "wagtailadmin_home"])
def test_num_queries_of_every_form(client, official, ward, name):
    ward.published(when=at("2026-11-10 08:00:00"))
    client.force_login(official)
    counted = []
    grow_to(CITY)
    client.get(reverse(name))
    for number in (CITY, LARGE):
        grow_to(number)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("name", ["compliance:report", "compliance:xlsx", "compliance:csv"])
def test_num_queries_of_every_form_of_closed_periods(client, official, ward, name):
    """October was closed with the units of the city, November with those of a large one; December is open."""
    for when in ("2026-10-10 08:00:00", "2026-11-10 08:00:00"):
        ward.published(when=at(when))
    grow_to(CITY)
    closing.close_due()
    grow_to(LARGE)
    client.force_login(official)
    with time_machine.travel(at("2026-11-25 00:10:00"), tick=False):
        closing.close_due()
        client.get(reverse(name))
        counted = {}
        for period in ("2026-10", "2026-11", "2026-12"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(reverse(name), {"period": period}).status_code == 200
            counted[period] = len(queries)
    assert counted["2026-10"] == counted["2026-11"]
    # The same three for the table, closed or open. One more where it is asked what happened since, and one less of
    # what is closed, whose rows know under which heading they stood.
    assert counted["2026-11"] - counted["2026-12"] == (name != "compliance:csv") - 1
