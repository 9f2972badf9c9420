"""What the end of a unit does to minimums, exemptions and figures that are closed."""

import datetime

import pytest
import time_machine
from wagtail.models import ModelLogEntry

from compliance.closing.closing import close_period
from compliance.models import Exemption, Quota
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from submissions.ending import saying
from submissions.ending.doing import end_units
from submissions.ending.plan import Ending
from submissions.models import Unit
from submissions.screens.refusals import Refusal
from tests import factories
from tests.compliance.stories import at, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(at("2026-11-20 12:00:00"), tick=True):
        yield


@pytest.fixture
def unit():
    return factories.UnitFactory(name="UBND phường Mũi Né")


def day(text):
    return datetime.date.fromisoformat(text)


def ending(unit, last_day, **fields):
    return Ending(units=[unit], last_day=day(last_day), document_number="12/NQ-HĐND", **fields)


def test_its_own_minimum_and_its_exemption_end_with_it(unit):
    kept = Quota.objects.create(unit=unit, minimum=5, valid_from=day("2026-01-01"), valid_to=day("2026-06-01"))
    own = Quota.objects.create(unit=unit, minimum=7, valid_from=day("2026-06-01"))
    exemption = Exemption.objects.create(unit=unit, reason="Đang sắp xếp", document_number="8/UBND")
    plan = ending(unit, "2026-12-24")
    said = " ".join(saying.as_texts(saying.sections(plan)))
    assert "UBND phường Mũi Né: chỉ tiêu riêng 7 tin, bài kết thúc." in said
    assert "UBND phường Mũi Né: hết thời gian không giao chỉ tiêu (Đang sắp xếp)." in said
    assert "UBND phường Mũi Né: không giao chỉ tiêu từ kỳ 1/2027." in said
    end_units(plan, said=[])
    for row, end in ((kept, "2026-06-01"), (own, "2026-12-25"), (exemption, "2026-12-25")):
        row.refresh_from_db()
        assert row.valid_to == day(end)
    assert ModelLogEntry.objects.filter(content_type__model__in=["quota", "exemption"]).count() == 2
    assert Quota.objects.get(kind="ward").valid_to is None


@pytest.mark.parametrize(
    ("last_day", "old_owes_no_more", "new_owes_from"),
    [("2026-12-24", "1/2027", "1/2027"), ("2026-12-31", "1/2027", "2/2027")],
)
def test_from_which_period_on(unit, last_day, old_owes_no_more, new_owes_from):
    new = Unit(
        name="UBND phường Mũi Né", short_name="MN", kind_id="ward", valid_from=day(last_day) + datetime.timedelta(1)
    )
    new.clean()
    said = " ".join(saying.as_texts(saying.sections(ending(unit, last_day, successors=[new]))))
    assert f"UBND phường Mũi Né: không giao chỉ tiêu từ kỳ {old_owes_no_more}." in said
    assert f"UBND phường Mũi Né (mới): 2 tin, bài có ảnh, từ kỳ {new_owes_from}." in said
    new.save()
    end_units(ending(unit, last_day, successors=[new]), said=[])
    year, month = new_owes_from.split("/")[::-1]
    assert row_of(new, f"{year}-{month:0>2}").minimum == 2


def test_closed_time_stays(unit):
    close_period(ReportingPeriod.of(2026, 10, rules=all_rules()))
    before = ending(unit, "2026-10-23")
    assert saying.refusals(before) == [
        "Số liệu đến hết ngày 24/10/2026 đã chốt: ngày làm việc cuối cùng phải là ngày đó hoặc sau đó."
    ]
    with pytest.raises(Refusal, match="ngày làm việc cuối cùng phải là ngày đó hoặc sau đó"):
        end_units(before, said=[])
    unit.refresh_from_db()
    assert unit.valid_to is None
    end_units(ending(unit, "2026-10-24"), said=[])
    unit.refresh_from_db()
    assert unit.valid_to == day("2026-10-25")


def test_a_unit_that_was_closed_by_hand_is_only_cleared_away(unit):
    """Its day lies in closed time and stays: what is done is about people and pieces."""
    Unit.objects.filter(pk=unit.pk).update(valid_to=day("2026-10-10"))
    close_period(ReportingPeriod.of(2026, 10, rules=all_rules()))
    unit.refresh_from_db()
    assert saying.refusals(ending(unit, "2026-10-09")) == []
    assert saying.refusals(ending(unit, "2026-10-20")) != []


def test_what_it_owed_by_itself_ends_with_the_first_open_day_then(unit):
    """What closed figures rest on is not changed: nothing is asked of a closed unit anyway."""
    own = Quota.objects.create(unit=unit, minimum=7, valid_from=day("2026-06-01"))
    Unit.objects.filter(pk=unit.pk).update(valid_to=day("2026-10-10"))
    close_period(ReportingPeriod.of(2026, 10, rules=all_rules()))
    unit.refresh_from_db()
    end_units(ending(unit, "2026-10-09"), said=[])
    own.refresh_from_db()
    assert own.valid_to == day("2026-10-25")
