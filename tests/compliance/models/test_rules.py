"""No change of the rules moves a closed period: what is refused, why, and what may still be changed."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.models import Exemption, Quota, ReportingRule
from compliance.models.rules import all_rules
from compliance.periods import moved, settled
from compliance.periods.periods import ReportingPeriod

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]

# The last day of period 10/2026.
CLOSED = datetime.date(2026, 10, 24)


def day(text):
    return datetime.date.fromisoformat(text)


def of_the_wards(**changed):
    """The letter's minimum for the wards, in force since 2019, with something changed."""
    quota = Quota.objects.get(kind_id="ward")
    for name, value in changed.items():
        setattr(quota, name, value)
    return quota


def refused(changed, closed=CLOSED):
    """Why `changed` is refused, in one text; "" when it is not."""
    stored = type(changed).objects.filter(pk=changed.pk).first()
    try:
        settled.refuse_unsettling(changed, stored=stored, closed=closed)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def refuse_moved(rule, closed=CLOSED):
    moved.refuse_moving_closed_periods(rule, before=all_rules(), closed=closed)


@pytest.mark.parametrize(
    "changed", [{"minimum": 3}, {"photo_required": False}, {"kind_id": "commune"}, {"valid_from": day("2026-12-01")}]
)
def test_what_was_in_force_at_a_closing_stays(changed):
    assert "Số liệu đã chốt đến hết ngày 24/10/2026 dựa trên mục này" in refused(of_the_wards(**changed))


@pytest.mark.parametrize(
    ("valid_to", "is_refused"),
    [("2026-10-24", True), ("2026-10-25", False), ("2026-10-26", False), ("2027-01-01", False), (None, False)],
)
def test_its_end_lies_after_the_last_closed_day(valid_to, is_refused):
    why = refused(of_the_wards(valid_to=valid_to and day(valid_to)))
    assert bool(why) == is_refused
    if is_refused:
        assert "Số liệu đến hết ngày 24/10/2026 đã chốt. Hãy nhập một ngày sau đó." in why


def test_what_ended_before_the_closing_does_not_begin_again():
    quota = of_the_wards()
    Quota.objects.filter(pk=quota.pk).update(valid_to=day("2026-10-01"))
    assert refused(of_the_wards(valid_to=None))
    assert refused(of_the_wards(valid_to=day("2027-01-01")))
    assert not refused(of_the_wards())


@pytest.mark.parametrize(
    ("valid_from", "is_refused"), [(None, True), ("2026-10-24", True), ("2026-10-25", False), ("2027-01-01", False)]
)
@pytest.mark.parametrize("model", [Quota, Exemption])
def test_a_new_one_begins_after_the_last_closed_day(ward, model, valid_from, is_refused):
    fields = {"minimum": 4} if model is Quota else {"reason": "Sắp xếp", "document_number": "8/UBND-NV"}
    assert bool(refused(model(unit=ward.unit, valid_from=valid_from and day(valid_from), **fields))) == is_refused


def test_what_has_not_begun_may_change_but_not_begin_earlier(ward):
    quota = Quota.objects.create(unit=ward.unit, minimum=4, valid_from=day("2026-12-01"))
    quota.minimum, quota.valid_from = 5, day("2026-11-01")
    assert not refused(quota)
    quota.valid_from = day("2026-10-01")
    assert refused(quota)


def test_nothing_is_refused_before_the_first_closing():
    assert not refused(of_the_wards(minimum=3, valid_to=day("2020-01-01")), closed=None)
    rule = ReportingRule(first_day=1, report_day=5, valid_from=day("2020-01-01"))
    moved.refuse_moving_closed_periods(rule, before=all_rules(), closed=None)


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (
            {"first_day": 15, "valid_from": day("2026-10-01")},
            "Kỳ 10/2026 (từ ngày 25/9/2026 đến hết ngày 24/10/2026) đã chốt số liệu. "
            "Theo quy định này, kỳ đó sẽ là từ ngày 25/9/2026 đến hết ngày 14/10/2026.",
        ),
        ({"first_day": 15, "valid_from": day("2020-01-01")}, "Kỳ 10/2026"),
        ({"first_day": 15, "valid_from": day("2018-01-01")}, "Kỳ 4/2019"),
        ({"report_day": 28, "valid_from": day("2026-10-31")}, "ngày báo cáo của kỳ đó sẽ là 28/10/2026"),
        ({"on_day_off": "next_working_day", "valid_from": day("2026-10-31")}, "sẽ là 26/10/2026"),
        ({"first_day": 15, "valid_from": day("2026-11-01")}, ""),
        ({"first_day": 1, "report_day": 5, "valid_from": day("2027-01-01")}, ""),
        ({"valid_from": day("2026-06-01")}, ""),
    ],
)
def test_a_rule_moves_no_closed_period(rule, why):
    try:
        refuse_moved(ReportingRule(**rule))
    except ValidationError as refusal:
        told = " ".join(refusal.messages)
    else:
        told = ""
    assert why in told
    assert bool(why) == bool(told)


def test_a_stored_rule_is_compared_without_itself():
    later = ReportingRule.objects.create(first_day=15, valid_from=day("2026-12-01"))
    later.first_day = 1
    refuse_moved(later)
    letters = ReportingRule.objects.earliest("valid_from")
    letters.legal_basis = "Công văn khác"
    refuse_moved(letters)
    letters.first_day = 20
    with pytest.raises(ValidationError, match="đã chốt số liệu"):
        refuse_moved(letters)


DAYS = st.dates(min_value=datetime.date(2025, 6, 1), max_value=datetime.date(2027, 6, 30))
RULES = st.builds(
    dict,
    first_day=st.integers(1, 28),
    report_day=st.integers(1, 28),
    on_day_off=st.sampled_from(ReportingRule.OnDayOff.values),
    valid_from=DAYS,
)
HISTORIES = st.lists(RULES, min_size=1, max_size=4, unique_by=lambda rule: rule["valid_from"])


@settings(deadline=None)
@given(history=HISTORIES, change=RULES, closed_months=st.integers(1, 20))
def test_whatever_rule_is_let_through_leaves_the_closed_periods(history, change, closed_months):
    """The oracle compares the days themselves: each closed day lies in the period of the same month as before."""
    ReportingRule.objects.all().delete()
    for rule in history:
        ReportingRule.objects.create(**rule)
    before = all_rules()
    first = ReportingPeriod.of(2025, 7, rules=before)
    closed = [first]
    while len(closed) < closed_months:
        closed.append(closed[-1].next)
    until = closed[-1].last_day
    stored = ReportingRule.objects.filter(valid_from=change["valid_from"]).first()
    rule = ReportingRule(pk=stored.pk if stored else None, **change)
    try:
        refuse_moved(rule, closed=until)
    except ValidationError:
        return
    rule.save()
    after = all_rules()
    day = first.first_day
    while day <= until:
        assert ReportingPeriod.of_day(day, rules=after) == ReportingPeriod.of_day(day, rules=before), day
        day += datetime.timedelta(days=1)
    assert ReportingPeriod.of_day(until, rules=after).last_day == until
