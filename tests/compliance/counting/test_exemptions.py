"""A unit that is exempt owes nothing: its pieces are still shown, and why is read on the screen and in the files."""

import csv
import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance.counting.counting import count_period
from compliance.counting.counts import Result
from compliance.models import Exemption, Quota
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from tests import factories
from tests.compliance.stories import at, row_of
from tests.compliance.table.test_exports import lines_of, sheet_of
from tests.compliance.table.test_report import table_of, texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


def day(text):
    return datetime.date.fromisoformat(text)


def exempt(unit, valid_from="2026-11-01", valid_to=None, **fields):
    fields = {"reason": "Đang sắp xếp lại tổ chức", "document_number": "812/UBND-NV"} | fields
    return Exemption.objects.create(
        unit=unit, valid_from=valid_from and day(valid_from), valid_to=valid_to and day(valid_to), **fields
    )


def test_an_exempt_unit_owes_nothing_and_its_pieces_are_shown(ward):
    ward.published(when=at("2026-11-10 08:00:00"))
    ward.published(when=at("2026-11-11 08:00:00"), photo=False)
    assert row_of(ward.unit, "2026-11").result == Result.SHORT
    exempt(ward.unit)
    row = row_of(ward.unit, "2026-11")
    assert (row.minimum, row.shortfall, row.result) == (0, 0, Result.NOT_ASKED)
    assert (row.sent, row.published, row.counted, row.year_counted) == (2, 2, 1, 1)
    assert row.exempt_because == "Đang sắp xếp lại tổ chức (812/UBND-NV)"


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "exempted"),
    [
        ("2026-11-24", None, ["2026-11", "2026-12"]),
        ("2026-11-25", None, ["2026-12"]),
        ("2026-10-01", "2026-11-25", ["2026-10", "2026-11"]),
        ("2026-10-01", "2026-11-24", ["2026-10"]),
        ("2026-10-26", "2026-11-20", []),
        (None, "2026-10-25", ["2026-09", "2026-10"]),
    ],
)
def test_what_is_in_force_on_the_periods_last_day_decides(ward, valid_from, valid_to, exempted):
    exempt(ward.unit, valid_from, valid_to)
    periods = ["2026-09", "2026-10", "2026-11", "2026-12"]
    if valid_from:
        periods = periods[1:]
    assert [period for period in periods if row_of(ward.unit, period).result == Result.NOT_ASKED] == exempted


def test_only_the_unit_itself_and_its_own_minimum_too(ward):
    other = factories.UnitFactory()
    Quota.objects.create(unit=ward.unit, minimum=5, valid_from=day("2026-01-01"))
    exempt(ward.unit)
    assert (row_of(ward.unit, "2026-11").minimum, row_of(other, "2026-11").minimum) == (0, 2)


@pytest.mark.parametrize("form", ["queryset", "list", "all"])
def test_however_the_units_are_given(ward, form, django_assert_num_queries):
    exempt(ward.unit)
    units = {"queryset": type(ward.unit).objects.all(), "list": [ward.unit], "all": None}[form]
    period = ReportingPeriod.of(2026, 11, rules=all_rules())
    with django_assert_num_queries(3):
        assert [row.result for row in count_period(period, units=units)] == [Result.NOT_ASKED]


def test_an_overlap_is_refused_and_a_second_one_may_follow(ward):
    exempt(ward.unit, "2026-11-01", "2026-12-01")
    with pytest.raises(ValidationError, match="từ ngày 01/11/2026 đến hết ngày 30/11/2026"):
        exempt(ward.unit, "2026-11-30")
    with pytest.raises(ValidationError):
        Exemption(
            unit=ward.unit, valid_from=day("2026-10-01"), reason="Lý do", document_number="1/QĐ-UBND"
        ).full_clean()
    exempt(ward.unit, "2026-12-01")
    exempt(factories.UnitFactory(), "2026-11-01")


def test_why_is_read_on_the_screen_and_in_the_files(client, official, ward):
    factories.UnitFactory(name="UBND phường Đức Long")
    exempt(ward.unit, reason="=Đang sắp xếp")
    client.force_login(official)
    page = client.get(reverse("compliance:report"))
    screen = texts(table_of(page))
    assert "Không giao chỉ tiêu: =Đang sắp xếp (812/UBND-NV)" in [row["result"] for row in screen]
    lines = [list(row.values()) for row in screen]
    assert lines_of(sheet_of(client.get(reverse("compliance:xlsx")))) == lines
    data = client.get(reverse("compliance:csv")).content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(data), delimiter=";"))[1:] == lines
    block = next(row for row in screen if row["number"] == "II")
    assert (block["minimum"], block["result"]) == ("2", "0/1 đạt")


def test_the_unit_reads_why_on_its_first_page(client, ward):
    exempt(ward.unit)
    client.force_login(ward.contributor)
    assert "Đang sắp xếp lại tổ chức (812/UBND-NV)" in client.get(reverse("wagtailadmin_home")).content.decode()


def test_num_queries(client, official, ward):
    client.force_login(official)
    client.get(reverse("compliance:report"))
    counted = []
    for number in (1, 20):
        for _n in range(number):
            exempt(factories.UnitFactory())
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("compliance:report"))
        counted.append(len(queries))
    assert counted[0] == counted[1]
