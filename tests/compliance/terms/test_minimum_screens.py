"""Minimums and rules as the desk keeps them on their screens: who may, and what the form refuses with which words."""

import datetime

import pytest
from django.urls import reverse

from compliance.models import Quota, ReportingRule
from tests import factories

pytestmark = pytest.mark.django_db


def day(text):
    return datetime.date.fromisoformat(text)


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
    for name, key in (("add", []), ("edit", [Quota.objects.get(kind_id="ward").pk])):
        page = client.get(reverse(f"quotas:{name}", args=key)).content.decode()
        assert "chọn “Đổi chỉ tiêu từ ngày…”" in page


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
