"""Minimums and rules as the desk keeps them: dated, one at a time for one subject, nothing silently overruled."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from compliance.models import Quota, ReportingRule
from submissions.models import Unit
from tests import factories

pytestmark = pytest.mark.django_db


def day(text):
    return datetime.date.fromisoformat(text)


def test_the_letters_minimums_are_there():
    quotas = {quota.kind: (quota.minimum, quota.photo_required, str(quota.valid_from)) for quota in Quota.objects.all()}
    assert quotas.pop("radio") == (15, False, "2019-04-04")
    assert quotas == dict.fromkeys(["division", "service_unit", "ward", "commune"], (2, True, "2019-04-04"))


@pytest.mark.parametrize("both", [True, False])
def test_either_a_kind_or_one_unit(both, ward):
    subject = {"kind": Unit.Kind.WARD, "unit": ward.unit} if both else {}
    quota = Quota(minimum=2, **subject)
    with pytest.raises(ValidationError, match="Chọn một trong hai"):
        quota.full_clean()
    with pytest.raises(IntegrityError):
        quota.save()


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "clashes"),
    [
        ("2026-01-01", None, True),
        (None, None, True),
        (None, "2019-04-05", True),
        (None, "2019-04-04", False),
        ("2019-04-04", "2019-04-05", True),
    ],
)
def test_overlapping_minimums_of_one_subject_are_refused(valid_from, valid_to, clashes):
    quota = Quota(
        kind=Unit.Kind.WARD, minimum=3, valid_from=valid_from and day(valid_from), valid_to=valid_to and day(valid_to)
    )
    if not clashes:
        quota.full_clean()
        return
    with pytest.raises(ValidationError) as refusal:
        quota.full_clean()
    assert "đã có chỉ tiêu 2 tin, bài từ ngày 04/04/2019, không thời hạn" in str(refusal.value)


def test_after_the_end_of_the_old_one_a_new_one_may_begin(ward):
    Quota.objects.create(unit=ward.unit, minimum=3, valid_from=day("2026-01-01"), valid_to=day("2026-07-01"))
    Quota(unit=ward.unit, minimum=4, valid_from=day("2026-07-01")).full_clean()
    with pytest.raises(ValidationError):
        Quota(unit=ward.unit, minimum=4, valid_from=day("2026-06-30")).full_clean()


def test_one_units_minimum_does_not_clash_with_its_kinds(ward):
    Quota(unit=ward.unit, minimum=5, valid_from=day("2026-01-01")).full_clean()


@pytest.mark.parametrize("way", ["create", "save"])
def test_overlapping_minimums_are_refused_without_a_form_too(ward, way):
    Quota.objects.create(unit=ward.unit, minimum=3, valid_from=day("2026-01-01"), valid_to=day("2026-07-01"))
    later = Quota.objects.create(unit=ward.unit, minimum=4, valid_from=day("2026-07-01"))
    with pytest.raises(ValidationError, match="đã có chỉ tiêu 3 tin, bài"):
        if way == "create":
            Quota.objects.create(unit=ward.unit, minimum=5, valid_from=day("2026-06-30"), valid_to=day("2026-07-01"))
        else:
            later.valid_from = day("2026-06-30")
            later.save()
    kept = Quota.objects.filter(unit=ward.unit).order_by("valid_from")
    assert [(quota.minimum, quota.valid_from) for quota in kept] == [(3, day("2026-01-01")), (4, day("2026-07-01"))]


KEEPERS = ["Thường trực Ban Biên tập", "Quản trị"]
OTHERS = ["Người xem báo cáo", "Biên tập viên", "Kế toán", "Trưởng Ban Biên tập"]


@pytest.mark.parametrize("group", KEEPERS)
def test_the_desk_and_the_administrator_set_minimums_and_rules(client, group):
    client.force_login(factories.UserFactory(groups=[group]))
    new_quota = {"kind": "", "unit": factories.UnitFactory().pk, "minimum": 4, "legal_basis": "Quy chế phối hợp"}
    new_quota["confirmed"] = "1"
    client.post(reverse("quotas:add"), {**new_quota, "valid_from": "01/01/2027", "valid_to": ""})
    assert Quota.objects.get(minimum=4).valid_from == day("2027-01-01")
    new_rule = {"first_day": 15, "report_day": 25, "valid_from": "01/01/2027", "legal_basis": "Nghị định 09/2019/NĐ-CP"}
    new_rule |= {"on_day_off": "stays", "confirmed": "1"}
    client.post(reverse("reporting_rules:add"), new_rule)
    assert ReportingRule.objects.filter(first_day=15).exists()


def test_the_form_says_how_a_minimum_changes_from_a_day_on(client):
    client.force_login(factories.UserFactory(groups=["Quản trị"]))
    for name, key in (("add", []), ("edit", [Quota.objects.get(kind=Unit.Kind.WARD).pk])):
        page = client.get(reverse(f"quotas:{name}", args=key)).content.decode()
        assert "thêm chỉ tiêu mới áp dụng từ chính ngày đó" in page


def test_a_clash_is_told_in_the_form(client):
    client.force_login(factories.UserFactory(groups=KEEPERS[:1]))
    data = {"kind": "ward", "unit": "", "minimum": 3, "legal_basis": "x", "valid_from": "01/01/2027", "valid_to": ""}
    response = client.post(reverse("quotas:add"), data)
    assert "đã có chỉ tiêu 2 tin, bài" in response.content.decode()
    assert not Quota.objects.filter(minimum=3).exists()


@pytest.mark.parametrize("name", ["add", "edit"])
def test_whoever_was_quicker_is_told_in_the_form_too(client, ward, monkeypatch, name):
    """The other minimum comes in after the form was found right, and before it is saved."""
    own = Quota.objects.create(unit=ward.unit, minimum=4, valid_from=day("2026-01-01"), valid_to=day("2026-02-01"))
    checked = Quota.clean

    def clean_and_come_second(quota):
        checked(quota)
        Quota.objects.create(unit=ward.unit, minimum=7, valid_from=day("2026-03-01"))

    monkeypatch.setattr(Quota, "clean", clean_and_come_second)
    client.force_login(factories.UserFactory(groups=KEEPERS[:1]))
    address = reverse("quotas:add") if name == "add" else reverse("quotas:edit", args=[own.pk])
    data = {"kind": "", "unit": ward.unit.pk, "minimum": 9, "legal_basis": "x", "confirmed": "1"}
    first = "01/04/2026" if name == "add" else "01/01/2026"
    response = client.post(address, data | {"valid_from": first, "valid_to": ""})
    assert response.status_code == 200
    assert "đã có chỉ tiêu 7 tin, bài" in response.content.decode()
    assert set(Quota.objects.filter(unit=ward.unit).values_list("minimum", flat=True)) == {4, 7}


@pytest.mark.parametrize("group", OTHERS)
@pytest.mark.parametrize("viewset", ["quotas", "reporting_rules"])
def test_others_do_not(client, group, viewset):
    client.force_login(factories.UserFactory(groups=[group]))
    for name in ("index", "add"):
        assert client.get(reverse(f"{viewset}:{name}")).status_code == 302
    data = {"kind": "", "unit": factories.UnitFactory().pk, "minimum": 9, "legal_basis": "x", "confirmed": "1"}
    assert client.post(reverse("quotas:add"), data).status_code == 302
    assert not Quota.objects.filter(minimum=9).exists()


@pytest.mark.parametrize("group", [*KEEPERS, *OTHERS])
def test_nobody_deletes_one(client, group):
    client.force_login(factories.UserFactory(groups=[group]))
    quota = Quota.objects.first()
    assert client.post(reverse("quotas:delete", args=[quota.pk])).status_code == 302
    assert Quota.objects.filter(pk=quota.pk).exists()
