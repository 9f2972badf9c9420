"""Members of units and accounts in the admin: who registers whom, and what nobody may do."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from post_office.models import Email

from submissions.models import UnitMembership, User
from submissions.rights.roles import user_can_write_for
from tests.browserform import form_of
from tests.factories import MembershipFactory, UnitFactory, UserFactory, contributor_of, editor, leader_of, news
from tests.submissions.registers import ALLOWED, REFUSED, is_refused, log_in, person
from tests.workflow import again, submit

pytestmark = pytest.mark.django_db
MEMBERS, ACCOUNTS = "/admin/thanh-vien/", "/admin/users/"


@pytest.fixture(scope="module")
def unit_told(tell):
    return tell(lambda: UnitFactory(name="UBND phường Đức Nghĩa", short_name="Đức Nghĩa"))


@pytest.fixture
def administrator(unit):
    return person("administrator", unit=unit)


@pytest.fixture
def admin(client, administrator):
    return log_in(client, administrator)


@pytest.fixture
def member(unit):
    user = UserFactory(username="hoa", first_name="Nguyễn Thị Ngọc", last_name="Hoa")
    return MembershipFactory(unit=unit, user=user)


def screens(base, pk):
    return [base, f"{base}results/", f"{base}new/", *(f"{base}{name}/{pk}/" for name in ("edit", "history", "usage"))]


@pytest.mark.parametrize("role", ALLOWED)
def test_screens_are_open_to(client, unit, member, role):
    log_in(client, person(role, unit=unit))
    for address in [*screens(MEMBERS, member.pk), f"{MEMBERS}delete/{member.pk}/", *screens(ACCOUNTS, member.user.pk)]:
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("role", REFUSED)
def test_screens_are_closed_to(client, unit, member, role):
    log_in(client, person(role, unit=unit))
    accounts = User.objects.count()
    deletes = [f"{MEMBERS}delete/{member.pk}/", f"{ACCOUNTS}delete/{member.user.pk}/"]
    for address in [*screens(MEMBERS, member.pk), *screens(ACCOUNTS, member.user.pk), *deletes]:
        assert is_refused(client.get(address)), address
        if "history" not in address and "usage" not in address:
            assert is_refused(client.post(address, {"role": "leader", "username": "khac"})), address
    member.refresh_from_db()
    assert (member.role, UnitMembership.objects.count() > 0, User.objects.count()) == ("contributor", True, accounts)


# Members


def names_in(response):
    return [str(record) for record in response.context["object_list"]]


@pytest.mark.parametrize("words", ["ngoc hoa", "Ngọc Hoa", "hoa", "duc nghia"])
def test_search_by_person_and_unit(admin, member, words):
    MembershipFactory(user__first_name="Trần", user__last_name="Bình", user__username="binh")
    assert names_in(admin.get(MEMBERS, {"q": words})) == [str(member)]


def test_filters(admin, unit, member):
    today = timezone.localdate()
    ended = MembershipFactory(unit=unit, valid_to=today)
    coming = MembershipFactory(valid_from=today + datetime.timedelta(days=1), role="leader")
    assert names_in(admin.get(MEMBERS, {"validity": "today"})) == [str(member)]
    assert names_in(admin.get(MEMBERS, {"validity": "ended"})) == [str(ended)]
    assert names_in(admin.get(MEMBERS, {"validity": "later"})) == [str(coming)]
    assert names_in(admin.get(MEMBERS, {"role": "leader"})) == [str(coming)]
    assert set(names_in(admin.get(MEMBERS, {"unit": unit.pk}))) == {str(member), str(ended)}


def test_register_a_contributor(admin, unit):
    user = UserFactory()
    assert not user_can_write_for(user, unit)
    form = form_of(admin.get(f"{MEMBERS}new/?user={user.pk}&unit={unit.pk}"))
    assert (form["user"], form["unit"], form["role"]) == (str(user.pk), str(unit.pk), "contributor")
    assert form["valid_from"] == f"{timezone.localdate():%d/%m/%Y}"
    form |= {"document_number": "12/QĐ-UBND", "document_date": "08/04/2019", "post": "Công chức VHXH"}
    assert admin.post(f"{MEMBERS}new/", form).status_code == 302
    made = UnitMembership.objects.get(user=user)
    assert (made.document_number, made.document_date) == ("12/QĐ-UBND", datetime.date(2019, 4, 8))
    assert user_can_write_for(again(user), unit)


def test_accounts_are_offered_by_given_name_and_told_apart(admin, unit):
    for username, first, last in [("c", "Lê", "Ân"), ("b", "Đỗ", "An"), ("a", "Võ", "Anh")]:
        UserFactory(username=username, first_name=first, last_name=last)
    UserFactory(username="x", is_active=False)
    labels = [label for _pk, label in admin.get(f"{MEMBERS}new/").context["form"].fields["user"].choices]
    assert labels == ["---------", "Đỗ An (b)", "Võ Anh (a)", "Lê Ân (c)"]


def test_what_ended_today_gives_no_right_today(admin, unit, member):
    address = f"{MEMBERS}edit/{member.pk}/"
    form = form_of(admin.get(address)) | {"valid_to": f"{timezone.localdate():%d/%m/%Y}"}
    assert admin.post(address, form).status_code == 302
    assert not user_can_write_for(again(member.user), unit)


def test_two_entries_for_the_same_at_the_same_time_are_refused(admin, member):
    form = form_of(admin.get(f"{MEMBERS}new/")) | {"user": member.user.pk, "unit": member.unit.pk}
    response = admin.post(f"{MEMBERS}new/", form)
    assert "Người này đã được ghi nhận" in response.content.decode()
    admin.post(f"{MEMBERS}new/", form | {"role": "leader"})
    assert list(UnitMembership.objects.values_list("role", flat=True)) == ["contributor", "leader"]


def test_an_entry_that_was_used_keeps_person_unit_and_role(admin, unit, member):
    leader_of(unit)
    submit(news(unit, owner=member.user), member.user)
    other = UserFactory()
    address = f"{MEMBERS}edit/{member.pk}/"
    form = form_of(admin.get(address)) | {"user": other.pk, "unit": UnitFactory().pk, "role": "leader", "post": "Mới"}
    assert admin.post(address, form).status_code == 302
    changed = UnitMembership.objects.get(pk=member.pk)
    assert (changed.user, changed.unit, changed.role, changed.post) == (member.user, unit, "contributor", "Mới")
    assert is_refused(admin.get(f"{MEMBERS}delete/{member.pk}/"))
    assert is_refused(admin.post(f"{MEMBERS}delete/{member.pk}/"))
    assert UnitMembership.objects.filter(pk=member.pk).exists()


def test_an_entry_made_by_mistake_can_be_taken_out(admin, member):
    assert admin.post(f"{MEMBERS}delete/{member.pk}/").status_code == 302
    assert not UnitMembership.objects.filter(pk=member.pk).exists()
    assert User.objects.filter(pk=member.user.pk).exists()


def test_nobody_appoints_themselves(admin, administrator, unit):
    form = form_of(admin.get(f"{MEMBERS}new/")) | {"user": administrator.pk, "unit": unit.pk, "role": "leader"}
    assert admin.post(f"{MEMBERS}new/", form).status_code == 200
    own = MembershipFactory(unit=unit, user=administrator)
    for name in ("edit", "delete"):
        assert is_refused(admin.get(f"{MEMBERS}{name}/{own.pk}/"))
        assert is_refused(admin.post(f"{MEMBERS}{name}/{own.pk}/", form))
    assert list(administrator.memberships.values_list("role", flat=True)) == ["contributor"]


def test_nobody_hands_an_entry_to_themselves(admin, administrator, member):
    address = f"{MEMBERS}edit/{member.pk}/"
    assert admin.post(address, form_of(admin.get(address)) | {"user": administrator.pk}).status_code == 200
    assert not administrator.memberships.exists()


# Accounts


def account_form(admin, **values):
    person = {"username": "binh", "first_name": "Trần Văn", "last_name": "Bình", "email": "phuong@phanthiet.example"}
    return {**form_of(admin.get(f"{ACCOUNTS}new/")), **person, **values}


def test_create_an_account_without_a_password(admin):
    response = admin.post(f"{ACCOUNTS}new/", account_form(admin))
    assert response.status_code == 302
    made = User.objects.get(username="binh")
    assert (str(made), made.is_active, made.is_superuser) == ("Trần Văn Bình", True, False)
    assert not made.has_usable_password()
    mail = Email.objects.get()
    assert mail.to == [made.email]
    assert "Tên đăng nhập: binh" in mail.message
    assert "/admin/dat-mat-khau/?t=" in mail.message


def test_two_accounts_share_a_mailbox_but_not_a_user_name(admin):
    UserFactory(username="hoa", email="phuong@phanthiet.example")
    assert admin.post(f"{ACCOUNTS}new/", account_form(admin)).status_code == 302
    response = admin.post(f"{ACCOUNTS}new/", account_form(admin, username="HOA"))
    assert "Tên đăng nhập này đã có tài khoản khác" in response.content.decode()
    assert User.objects.filter(email="phuong@phanthiet.example").count() == 2


def test_the_form_speaks_vietnamese_and_has_no_password(admin):
    response = admin.get(f"{ACCOUNTS}new/")
    labels = [str(field.label) for field in response.context["form"].visible_fields()]
    assert labels[:3] == ["Tên đăng nhập", "Họ và tên đệm", "Tên"]
    assert "password1" not in response.context["form"].fields


def test_accounts_are_found_and_sorted_by_given_name(admin, administrator):
    for username, first, last in [("c", "Lê", "Đức"), ("b", "Đỗ", "Dũng"), ("a", "Võ", "Ân")]:
        UserFactory(username=username, first_name=first, last_name=last)
    listed = names_in(admin.get(ACCOUNTS))
    assert [name for name in listed if name != str(administrator)] == ["Võ Ân", "Đỗ Dũng", "Lê Đức"]
    assert names_in(admin.get(ACCOUNTS, {"q": "le duc"})) == ["Lê Đức"]
    assert names_in(admin.get(ACCOUNTS, {"groups": [Group.objects.get(name="Quản trị").pk]})) == [str(administrator)]


def roles(user):
    return set(User.objects.get(pk=user.pk).groups.values_list("name", flat=True))


def test_the_administrator_gives_roles_to_others(admin):
    user = UserFactory()
    address = f"{ACCOUNTS}edit/{user.pk}/"
    chosen = Group.objects.get(name="Biên tập viên").pk
    assert admin.post(address, form_of(admin.get(address)) | {"groups": [chosen]}).status_code == 302
    assert roles(user) == {"Biên tập viên"}


def test_the_administrator_does_not_change_their_own_roles(admin, administrator):
    address = f"{ACCOUNTS}edit/{administrator.pk}/"
    form = form_of(admin.get(address)) | {
        "groups": [group.pk for group in Group.objects.all()],
        "is_superuser": "on",
        "is_active": "",
        "last_name": "Mới",
    }
    assert admin.post(address, form).status_code == 302
    after = User.objects.get(pk=administrator.pk)
    assert (after.last_name, after.is_superuser, after.is_active) == ("Mới", False, True)
    assert roles(administrator) == {"Quản trị"}


def test_an_administrator_makes_no_superuser(admin):
    assert "is_superuser" not in form_of(admin.get(f"{ACCOUNTS}new/"))
    admin.post(f"{ACCOUNTS}new/", account_form(admin, is_superuser="on", is_staff="on"))
    made = User.objects.get(username="binh")
    address = f"{ACCOUNTS}edit/{made.pk}/"
    admin.post(address, form_of(admin.get(address)) | {"is_superuser": "on", "user_permissions": ["1"]})
    made.refresh_from_db()
    assert (made.is_superuser, made.is_staff, made.user_permissions.count()) == (False, False, 0)


def test_an_administrator_does_not_touch_a_superuser(admin):
    root = UserFactory(is_superuser=True, email="goc@phanthiet.example")
    address = f"{ACCOUNTS}edit/{root.pk}/"
    form = account_form(admin, username=root.username, email="toi@phanthiet.example")
    assert is_refused(admin.get(address))
    assert is_refused(admin.post(address, form))
    root.refresh_from_db()
    assert root.email == "goc@phanthiet.example"


def test_a_superuser_makes_another(client):
    admin = log_in(client, UserFactory(is_superuser=True))
    admin.post(f"{ACCOUNTS}new/", account_form(admin, is_superuser="on"))
    assert User.objects.get(username="binh").is_superuser


def test_deactivating_ends_access_at_once(admin, client, member):
    address = f"{ACCOUNTS}edit/{member.user.pk}/"
    form = form_of(admin.get(address))
    del form["is_active"]
    assert admin.post(address, form).status_code == 302
    assert is_refused(log_in(client, member.user).get("/admin/"))


@pytest.mark.parametrize("role", ALLOWED)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_deletes_an_account_and_is_told_what_to_do(client, unit, member, role, method):
    log_in(client, person(role, unit=unit))
    for address in (ACCOUNTS, f"{ACCOUNTS}edit/{member.user.pk}/"):
        assert "/admin/users/delete/" not in client.get(address).content.decode()
    response = getattr(client, method)(f"{ACCOUNTS}delete/{member.user.pk}/", follow=True)
    assert "Không xóa tài khoản" in response.content.decode()
    bulk = f"/admin/bulk/submissions/user/delete/?id={member.user.pk}"
    assert getattr(client, method)(bulk).status_code == 404
    assert User.objects.filter(pk=member.user.pk).exists()


@pytest.mark.parametrize("role", ALLOWED)
@pytest.mark.parametrize("action", ["assign_role", "set_active_state"])
def test_no_bulk_actions_on_accounts(client, unit, role, action):
    user = person(role, unit=unit)
    log_in(client, user)
    board = Group.objects.get(name="Biên tập viên")
    address = f"/admin/bulk/submissions/user/{action}/?id={user.pk}"
    assert client.get(address).status_code == 404
    assert client.post(address, {"role": board.pk, "mark_as_active": "False"}).status_code == 404
    assert "Biên tập viên" not in roles(user)


def test_groups_themselves_are_not_the_administrators(admin):
    group = Group.objects.get(name="Quản trị")
    assert is_refused(admin.get("/admin/groups/"))
    assert is_refused(admin.post(f"/admin/groups/edit/{group.pk}/", {"name": "Khác"}))


@pytest.mark.parametrize("base", [MEMBERS, ACCOUNTS, f"{MEMBERS}new/"])
def test_num_queries(admin, base):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert admin.get(base).status_code == 200
        return len(captured)

    MembershipFactory(user__groups=["Biên tập viên"]), editor(), queries()
    before = queries()
    for _ in range(4):
        MembershipFactory(user__groups=["Biên tập viên"])
        contributor_of(UnitFactory())
    assert queries() == before


def test_what_a_person_holds_today_is_one_query_where_it_is_one_entry(unit, django_assert_num_queries):
    user = contributor_of(unit)
    UnitMembership.objects.create(user=user, unit=UnitFactory(), valid_to=timezone.localdate())
    with django_assert_num_queries(1):
        [held] = user.memberships.held_today()
        assert held.unit == unit and held.unit.page and held.unit.collection and held.stands_in_for is None


def test_several_entries_come_in_the_order_of_the_units(unit):
    later = UnitFactory(display_order=unit.display_order + 1)
    user = contributor_of(later)
    MembershipFactory(user=user, unit=unit)
    assert [membership.unit for membership in user.memberships.held_today()] == [unit, later]
