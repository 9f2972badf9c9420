"""“Đổi chỉ tiêu từ ngày …”: the old ends and the new begins in one step, seen before it is done."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry

from compliance.closing.closing import close_period
from compliance.models import Quota
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from tests import factories
from tests.browserform import form_of
from tests.compliance.stories import at, row_of

pytestmark = pytest.mark.django_db
NOW = at("2026-11-10 09:00:00")
OTHERS = ["Người xem báo cáo", "Biên tập viên", "Kế toán", "Trưởng Ban Biên tập"]


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(client):
    client.force_login(factories.UserFactory(groups=["Thường trực Ban Biên tập"]))
    return client


ADDRESS = "/admin/chi-tieu/doi-tu-ngay/"


def of_wards():
    return Quota.objects.filter(kind="ward").order_by("valid_from")


def asked(**fields):
    """What the form posts: three a period for all wards, from the period of January on."""
    data = {"kind": "ward", "unit": "", "valid_from": "25/12/2026", "minimum": 3, "photo_required": "on"}
    return data | {"legal_basis": "Quy chế phối hợp số 12"} | fields


def test_the_form_begins_with_what_is_in_force(desk):
    held = of_wards().get()
    page = desk.get(f"{ADDRESS}?tu={held.pk}")
    form = page.context["form"]
    assert (form["kind"].value(), str(form["minimum"].value())) == ("ward", "2")
    assert form["valid_from"].value() == day("2026-11-25"), "the first day of the next period"
    listed = desk.get(reverse("quotas:index")).content.decode()
    assert f"{ADDRESS}?tu={held.pk}" in listed


def test_a_kind_from_a_day_on(desk):
    held = of_wards().get()
    ward, unit_of_its_own = factories.UnitFactory(name="UBND phường Phú Thủy"), factories.UnitFactory()
    Quota.objects.create(unit=unit_of_its_own, minimum=5)
    preview = desk.post(ADDRESS, asked())
    (change,) = preview.context["effect"].changes
    assert (str(change.before), str(change.after)) == ("2 tin, bài có ảnh", "3 tin, bài có ảnh")
    assert change.since.key == "2027-01"
    assert change.units == (ward,)
    assert of_wards().get() == held, "nothing is stored by looking"

    desk.post(ADDRESS, form_of(preview, ".change-preview__decision") | {"confirmed": "1"})
    old, new = of_wards()
    assert (old.pk, old.minimum, old.valid_to) == (held.pk, 2, day("2026-12-25"))
    assert (new.minimum, new.valid_from, new.valid_to) == (3, day("2026-12-25"), None)
    assert [row_of(ward, period).minimum for period in ("2026-12", "2027-01")] == [2, 3]
    logged = ModelLogEntry.objects.filter(content_type__model="quota").values_list("object_id", "action")
    assert set(logged) == {(str(old.pk), "wagtail.edit"), (str(new.pk), "wagtail.create")}


def test_a_unit_that_had_none_of_its_own(desk):
    unit = factories.UnitFactory()
    desk.post(ADDRESS, asked(kind="", unit=unit.pk, minimum=4, confirmed="1"))
    assert Quota.objects.get(unit=unit).valid_from == day("2026-12-25")
    assert of_wards().get().valid_to is None
    assert [row_of(unit, period).minimum for period in ("2026-12", "2027-01")] == [2, 4]


def test_what_follows_later_stays(desk):
    """The new one ends where the old one ended."""
    held = of_wards().get()
    held.valid_to = day("2027-02-25")
    held.save()
    Quota.objects.create(kind_id="ward", minimum=7, valid_from=day("2027-02-25"))
    desk.post(ADDRESS, asked(confirmed="1"))
    spans = of_wards().values_list("minimum", "valid_from", "valid_to")
    assert list(spans)[-2:] == [(3, day("2026-12-25"), day("2027-02-25")), (7, day("2027-02-25"), None)]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"valid_from": ""}, "bắt buộc"),
        ({"kind": ""}, "Chọn"),
        ({"minimum": "-1"}, ""),
    ],
)
def test_bad_input(desk, fields, sentence):
    answer = desk.post(ADDRESS, asked(**fields, confirmed="1"))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert sentence in answer.content.decode()
    assert of_wards().count() == 1


def test_the_first_day_of_what_is_in_force(desk):
    held = of_wards().get()
    held.valid_to = day("2026-12-01")
    held.save()
    Quota.objects.create(kind_id="ward", minimum=7, valid_from=day("2026-12-25"))
    answer = desk.post(ADDRESS, asked(confirmed="1"))
    assert "từ chính ngày này" in answer.content.decode()
    assert of_wards().count() == 2


def test_closed_time_stays(desk):
    close_period(ReportingPeriod.of(2026, 10, rules=all_rules()))
    answer = desk.post(ADDRESS, asked(valid_from="20/10/2026", confirmed="1"))
    assert "đã chốt" in answer.content.decode()
    assert of_wards().get().valid_to is None


@pytest.mark.parametrize("group", ["Thường trực Ban Biên tập", "Quản trị"])
def test_open_to(client, group):
    client.force_login(factories.UserFactory(groups=[group]))
    assert client.get(ADDRESS).status_code == 200


@pytest.mark.parametrize("group", OTHERS)
def test_closed_to(client, group):
    client.force_login(factories.UserFactory(groups=[group]))
    assert client.get(ADDRESS).status_code == 302
    assert client.post(ADDRESS, asked(confirmed="1")).status_code == 302
    assert of_wards().count() == 1


def test_num_queries(desk, django_assert_max_num_queries):
    for _place in range(20):
        factories.UnitFactory()
    desk.get(ADDRESS)
    with django_assert_max_num_queries(30):
        desk.get(ADDRESS)


def test_what_somebody_ended_meanwhile_does_not_hold_longer_by_it():
    new = Quota(kind_id="ward", minimum=3, valid_from=day("2027-02-25"))
    new.take_the_place()
    held = of_wards().get()
    held.valid_to = day("2026-12-25")
    held.save()
    with pytest.raises(ValidationError):
        new.save()
    assert [(quota.minimum, quota.valid_to) for quota in of_wards()] == [(2, day("2026-12-25"))]
