"""The register of units in the admin: found, added, renamed, closed, never deleted."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from submissions.models import Unit
from tests.browserform import form_of
from tests.factories import MembershipFactory, UnitFactory, UserFactory, contributor_of, leader_of
from tests.submissions.registers import ALLOWED, REFUSED, is_refused, log_in, person

pytestmark = pytest.mark.django_db
INDEX = "/admin/don-vi/"


@pytest.fixture(scope="module")
def unit_told(tell):
    return tell(lambda: UnitFactory(name="UBND phường Phú Thủy", short_name="Phú Thủy", slug="phuong-phu-thuy"))


@pytest.fixture
def admin(client, unit):
    return log_in(client, person("administrator", unit=unit))


def addresses(unit):
    return [
        INDEX,
        f"{INDEX}results/",
        f"{INDEX}new/",
        f"{INDEX}edit/{unit.pk}/",
        f"{INDEX}history/{unit.pk}/",
        f"{INDEX}history-results/{unit.pk}/",
        f"{INDEX}usage/{unit.pk}/",
    ]


def names_in(response):
    return [unit.name for unit in response.context["object_list"]]


@pytest.mark.parametrize("role", ALLOWED)
def test_screens_are_open_to(client, unit, role):
    log_in(client, person(role, unit=unit))
    assert [client.get(address).status_code for address in addresses(unit)] == [200] * 7


@pytest.mark.parametrize("role", REFUSED)
def test_screens_are_closed_to(client, unit, role):
    log_in(client, person(role, unit=unit))
    for address in [*addresses(unit), f"{INDEX}delete/{unit.pk}/"]:
        assert is_refused(client.get(address)), address
        assert is_refused(client.post(address, {"name": "Khác"})) or client.post(address).status_code == 405, address
    unit.refresh_from_db()
    assert (unit.name, Unit.objects.count()) == ("UBND phường Phú Thủy", 1)


def test_list_is_in_the_order_of_protocol(admin, unit):
    for name, order in [("UBND xã B", 3), ("Văn phòng", 1), ("Đài", 2)]:
        UnitFactory(name=name, display_order=order)
    Unit.objects.filter(pk=unit.pk).update(display_order=4)
    assert names_in(admin.get(INDEX)) == ["Văn phòng", "Đài", "UBND xã B", "UBND phường Phú Thủy"]


@pytest.mark.parametrize("words", ["phú thủy", "phu thuy", "PHÚ THUỶ", "thuy phu"])
def test_search_with_and_without_marks(admin, unit, words):
    UnitFactory(name="UBND phường Đức Thắng")
    assert names_in(admin.get(INDEX, {"q": words})) == ["UBND phường Phú Thủy"]


def test_search_finds_the_letter_dd(admin):
    UnitFactory(name="UBND phường Đức Thắng")
    assert names_in(admin.get(INDEX, {"q": "duc thang"})) == ["UBND phường Đức Thắng"]
    assert names_in(admin.get(INDEX, {"q": "không có"})) == []


def test_filters(admin, unit):
    today = timezone.localdate()
    closed = UnitFactory(name="Đã giải thể", valid_to=today)
    coming = UnitFactory(name="Sắp có", valid_from=today + datetime.timedelta(days=1), kind_id="commune")
    assert names_in(admin.get(INDEX, {"kind": "commune"})) == [coming.name]
    assert names_in(admin.get(INDEX, {"validity": "today"})) == [unit.name]
    assert names_in(admin.get(INDEX, {"validity": "ended"})) == [closed.name]
    assert names_in(admin.get(INDEX, {"validity": "later"})) == [coming.name]


def test_a_filter_that_is_not_set_says_so_in_words(admin, unit):
    page = admin.get(INDEX).content.decode()
    assert "---------" not in page
    assert "Tất cả" in page


def test_filter_of_units_that_nobody_is_assigned_for(admin, unit):
    today = timezone.localdate()
    full, expired, inactive = UnitFactory(), UnitFactory(), UnitFactory()
    UnitFactory(name="Đã giải thể", valid_to=today)
    for place in (full, expired, inactive):
        leader_of(place)
    contributor_of(full)
    MembershipFactory(unit=expired, valid_to=today)
    contributor_of(inactive, is_active=False)
    contributor_of(unit)
    assert names_in(admin.get(INDEX, {"unassigned": "contributor"})) == [expired.name, inactive.name]
    assert names_in(admin.get(INDEX, {"unassigned": "leader"})) == [unit.name]
    assert set(names_in(admin.get(INDEX, {"unassigned": "any"}))) == {unit.name, expired.name, inactive.name}


def test_list_shows_the_people_of_today(admin, unit):
    MembershipFactory(unit=unit, user=UserFactory(first_name="Đỗ Thị", last_name="Cũ"), valid_to=timezone.localdate())
    contributor_of(unit, first_name="Nguyễn Thị", last_name="Ánh")
    text = admin.get(INDEX).content.decode()
    assert "Nguyễn Thị Ánh" in text
    assert "Đỗ Thị Cũ" not in text
    assert "⚠ Chưa phân công" in text


def new_unit_form(admin, **values):
    return {**form_of(admin.get(f"{INDEX}new/")), "name": "UBND xã Tiến Lợi", "short_name": "Tiến Lợi", **values}


def test_create_makes_slug_page_and_collection(admin, unit):
    response = admin.post(f"{INDEX}new/", new_unit_form(admin, kind="commune", name="UBND xã Tiến Lợi"))
    assert response.status_code == 302
    made = Unit.objects.get(name="UBND xã Tiến Lợi")
    assert made.slug == "xa-tien-loi"
    assert (made.page.title, made.page.slug, made.page.live) == (made.name, made.slug, True)
    assert made.collection.name == made.name
    assert made.display_order == unit.display_order + 1


def test_a_slug_is_never_given_twice(admin):
    UnitFactory(name="UBND xã Tiến Lợi", slug="xa-tien-loi", valid_to=datetime.date(2025, 7, 1))
    form = new_unit_form(admin, kind="commune", valid_from="01/07/2025")
    assert admin.post(f"{INDEX}new/", form).status_code == 302
    assert set(Unit.objects.filter(name="UBND xã Tiến Lợi").values_list("slug", flat=True)) == {
        "xa-tien-loi",
        "xa-tien-loi-2",
    }


def test_the_same_name_at_the_same_time_is_refused_however_it_is_spelt(admin, unit):
    response = admin.post(f"{INDEX}new/", new_unit_form(admin, kind="ward", name="UBND Phường Phú Thuỷ"))
    assert response.status_code == 200
    assert "đã có trong thời gian đó" in response.content.decode()
    assert Unit.objects.count() == 1


def test_renaming_keeps_the_slug_and_carries_page_and_collection_along(admin, unit):
    address = f"{INDEX}edit/{unit.pk}/"
    form = form_of(admin.get(address))
    assert "slug" not in form
    response = admin.post(address, {**form, "name": "UBND phường Phú Thủy mới", "slug": "khac"})
    assert response.status_code == 302
    unit = Unit.objects.get(pk=unit.pk)
    assert (unit.name, unit.slug, unit.page.slug) == ("UBND phường Phú Thủy mới", "phuong-phu-thuy", "phuong-phu-thuy")
    assert (unit.page.title, unit.collection.name) == (unit.name, unit.name)


def test_closing_with_successors(admin, unit):
    successor = UnitFactory(name="Phường Phú Thủy", slug="phuong-phu-thuy-2", valid_from=datetime.date(2025, 7, 1))
    address = f"{INDEX}edit/{unit.pk}/"
    form = form_of(admin.get(address))
    admin.post(address, {**form, "valid_to": "01/07/2025", "successors": [successor.pk]})
    unit.refresh_from_db()
    assert (unit.valid_to, unit.successors.count()) == (None, 0), "a unit in force ends by the assistant"
    Unit.objects.filter(pk=unit.pk).update(valid_to=datetime.date(2025, 6, 1))
    form = form_of(admin.get(address))
    admin.post(address, {**form, "valid_to": "01/07/2025", "successors": [successor.pk]})
    unit.refresh_from_db()
    assert unit.valid_to == datetime.date(2025, 7, 1)
    assert list(unit.successors.all()) == [successor]
    assert f"Hết hiệu lực từ {unit.valid_to:%d/%m/%Y}" in admin.get(INDEX).content.decode()


def test_a_unit_does_not_succeed_itself_and_ends_after_it_begins(admin, unit):
    address = f"{INDEX}edit/{unit.pk}/"
    Unit.objects.filter(pk=unit.pk).update(valid_to=datetime.date(2025, 6, 1))
    form = form_of(admin.get(address))
    assert admin.post(address, {**form, "successors": [unit.pk]}).status_code == 200
    backwards = {**form, "valid_from": "01/07/2025", "valid_to": "01/07/2025"}
    assert list(admin.post(address, backwards).context["form"].errors) == ["valid_to"]


@pytest.mark.parametrize("role", ALLOWED)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_deletes_a_unit_and_is_told_what_to_do(client, unit, role, method):
    log_in(client, person(role, unit=unit))
    assert "/admin/don-vi/delete/" not in client.get(INDEX).content.decode()
    assert "/admin/don-vi/delete/" not in client.get(f"{INDEX}edit/{unit.pk}/").content.decode()
    response = getattr(client, method)(f"{INDEX}delete/{unit.pk}/", follow=True)
    assert "Không xóa cơ quan, đơn vị" in response.content.decode()
    assert Unit.objects.filter(pk=unit.pk).exists()


def test_num_queries(admin, unit):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert admin.get(INDEX).status_code == 200
        return len(captured)

    contributor_of(unit), leader_of(unit), queries()
    before = queries()
    for _ in range(20):
        more = UnitFactory()
        contributor_of(more), leader_of(more)
    assert queries() == before
