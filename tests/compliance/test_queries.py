"""Counting costs the same number of queries for a small city and for a province."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance.counting import count_period
from compliance.periods import ReportingPeriod
from submissions.models import Unit
from tests.compliance.stories import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


def grow_to(number):
    kinds = [kind for kind, _label in Unit.Kind.choices]
    have = Unit.objects.count()
    Unit.objects.bulk_create(
        Unit(name=f"Đơn vị {n}", short_name=f"ĐV {n}", slug=f"don-vi-{n}", kind=kinds[n % 5], display_order=n)
        for n in range(have, number)
    )
    assert Unit.objects.count() == number


def test_num_queries_of_the_count(ward, django_assert_num_queries):
    ward.published(when=at("2026-11-10 08:00:00"))
    period = ReportingPeriod.of(2026, 11)
    count_period(period)
    for number in (33, 700):
        grow_to(number)
        with django_assert_num_queries(3):
            assert len(count_period(period)) == number


@pytest.mark.parametrize("name", ["compliance:report", "compliance:xlsx", "compliance:csv", "wagtailadmin_home"])
def test_num_queries_of_every_form(client, official, ward, name):
    ward.published(when=at("2026-11-10 08:00:00"))
    client.force_login(official)
    counted = []
    grow_to(33)
    client.get(reverse(name))
    for number in (33, 700):
        grow_to(number)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]
