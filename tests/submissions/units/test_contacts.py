"""How a unit is reached, kept on one screen by desk and administrator."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from submissions.models import UnitContact, UnitHours
from tests import factories
from tests.plugins.told import told
from tests.soup import soup_of

pytestmark = pytest.mark.django_db
ADD, LIST = reverse("unit_contacts:add"), reverse("unit_contacts:index")
HOURS = {"place": "office", "first_day": "0", "last_day": "4", "opens": "07:00", "closes": "11:30"}
LEADER = {"name": "Nguyễn Văn An", "post": "Chủ tịch UBND phường", "telephone": "", "email": ""}


@told
def ward():
    return factories.UnitFactory(name="UBND phường Phú Thủy")


def typed(unit, *, hours=(HOURS,), leaders=(LEADER,), **fields):
    empty = ("address", "telephone", "one_stop", "one_stop_telephone", "reception")
    form = {"unit": unit.pk} | dict.fromkeys(empty, "") | fields
    return nested_form_data(form | {"hours": inline_formset(hours), "leaders": inline_formset(leaders)})


@pytest.mark.parametrize("group", ["Quản trị", "Thường trực Ban Biên tập"])
def test_desk_and_administrator_enter_and_change_them(client, ward, group):
    client.force_login(factories.UserFactory(groups=[group]))
    assert client.post(ADD, typed(ward, address="21 Tôn Đức Thắng", telephone="0252 3821 111")).status_code == 302
    contact = UnitContact.objects.get(unit=ward)
    assert [str(one) for one in contact.hours.all()] == ["Thứ Hai đến Thứ Sáu: 07:00–11:30"]
    assert [str(one) for one in contact.leaders.all()] == ["Nguyễn Văn An, Chủ tịch UBND phường"]
    edit = reverse("unit_contacts:edit", args=[contact.pk])
    other = factories.UnitFactory()
    assert client.post(edit, typed(other, address="5 Thủ Khoa Huân", hours=(), leaders=())).status_code == 302
    contact.refresh_from_db()
    assert (contact.unit, contact.address, contact.telephone) == (ward, "5 Thủ Khoa Huân", "")
    offered = soup_of(client.get(ADD)).select("select[name=unit] option")
    assert {one.text for one in offered} == {"---------", other.name}
    client.post(reverse("unit_contacts:delete", args=[contact.pk]))
    assert UnitContact.objects.count() == 1


@pytest.mark.parametrize("role", ["leader", "contributor", "editor", "official"])
def test_nobody_else_does(client, ward, role):
    people = {"leader": factories.leader_of, "contributor": factories.contributor_of}
    user = people[role](ward) if role in people else None
    groups = {"editor": ["Biên tập viên"], "official": ["Người xem báo cáo"]}
    client.force_login(user or factories.UserFactory(groups=groups[role]))
    assert [client.get(address).status_code for address in (LIST, ADD)] == [302, 302]
    assert client.post(ADD, typed(ward)).status_code == 302
    assert not UnitContact.objects.exists()


def test_what_is_wrong_is_said(client, ward):
    client.force_login(factories.UserFactory(groups=["Quản trị"]))
    wrong = HOURS | {"last_day": "0", "first_day": "4", "closes": "06:00"}
    told = client.post(ADD, typed(ward, telephone="không có", hours=(wrong,), leaders=(LEADER | {"name": ""},))).text
    assert "Vui lòng ghi số điện thoại trước" in told
    assert "Giờ đóng cửa phải sau giờ mở cửa." in told
    assert "Ngày sau trong tuần đứng trước ngày đầu" in told
    assert not UnitContact.objects.exists()


def test_hours_of_one_day():
    saturday = UnitHours(first_day=5, last_day=5, opens=datetime.time(7), closes=datetime.time(11))
    assert str(saturday) == "Thứ Bảy: 07:00–11:00"
    with pytest.raises(ValidationError):
        UnitHours(first_day=5, last_day=5, opens=datetime.time(7), closes=datetime.time(7)).clean()


def test_num_queries_of_the_list(client, ward, django_assert_max_num_queries, django_assert_num_queries):
    client.force_login(factories.UserFactory(groups=["Quản trị"]))
    UnitContact.objects.create(unit=ward, leaders=[])
    client.get(LIST)
    with django_assert_max_num_queries(25) as few:
        client.get(LIST)
    before = len(few)
    for _number in range(3):
        UnitContact.objects.create(unit=factories.UnitFactory())
    with django_assert_num_queries(before):
        assert client.get(f"{LIST}").status_code == 200
