"""A lost second factor is taken away by two administrators, never by one, never by its owner; the person is told."""

import datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.models import ModelLogEntry

from doors.factors import factors
from doors.models import AdministratorSince, FactorReset
from doors.resetting import resets
from submissions.screens.refusals import AlreadyDone, Refusal
from tests import factories
from tests.doors.people import Browser, codes_of, with_telephone
from tests.soup import text_of

pytestmark = pytest.mark.django_db
WAITING = "/admin/mat-yeu-to-thu-hai/"


def administrator(**fields):
    return for_long(new_administrator(**fields))


def new_administrator(**fields):
    return factories.UserFactory(groups=["Quản trị"], **fields)


def for_long(user, days=7):
    """`user`, an administrator for so many days."""
    since = timezone.now() - datetime.timedelta(days=days)
    assert AdministratorSince.objects.filter(account=user).update(since=since)
    return user


@pytest.fixture
def first():
    return administrator()


@pytest.fixture
def second():
    return administrator()


@pytest.fixture
def lost():
    user = factories.editor(email="mat@phanthiet.example")
    with_telephone(user)
    codes_of(user)
    return user


def ask(user, account, reason="Đến cơ quan, có căn cước"):
    return Browser().log_in(user).post(reverse("factor_resets:ask", args=[account.pk]), {"reason": reason}, follow=True)


def confirm(user, reset=None):
    reset = reset or FactorReset.objects.latest("pk")
    return Browser().log_in(user).post(reverse("factor_resets:confirm", args=[reset.pk]), follow=True)


def test_one_asks_another_confirms_the_person_is_told(first, second, lost):
    secret = with_telephone_of(lost)
    inside = Browser().log_in(lost, secret)
    assert "Đã đề nghị." in text_of(ask(first, lost))
    assert factors.has_factor(lost)
    mail = Email.objects.get(to=lost.email)
    assert "Chưa có gì thay đổi" in mail.message
    assert "Đến cơ quan, có căn cước" in mail.message
    page = text_of(Browser().log_in(second).get(WAITING))
    assert str(lost) in page
    assert "Đã xong." in text_of(confirm(second))
    assert not factors.has_factor(lost)
    assert not inside.is_in
    assert Email.objects.filter(to=lost.email).latest("pk").message.count(str(second)) == 1
    actions = set(ModelLogEntry.objects.filter(object_id=str(lost.pk)).values_list("action", "user"))
    assert actions >= {("doors.reset_asked", first.pk), ("doors.reset_done", second.pk)}
    reset = FactorReset.objects.get()
    assert (reset.asked_by, reset.confirmed_by) == (first, second)


def with_telephone_of(user):
    factors.take_away(user)
    return with_telephone(user)


def test_not_by_one_alone(first, lost):
    ask(first, lost)
    assert "Chính bạn đã đề nghị" in text_of(confirm(first))
    assert factors.has_factor(lost)


class TestTwoPeopleAreTwo:
    """Who has only just become an administrator may be the other one's own second account."""

    def test_a_new_one_confirms_nothing(self, first, lost):
        ask(first, lost)
        assert "từ thời điểm" in text_of(confirm(for_long(new_administrator(), days=6)))
        assert factors.has_factor(lost)

    def test_a_new_one_asks_for_nothing(self, first, lost):
        assert "người phụ trách máy chủ" in text_of(ask(new_administrator(), lost))
        assert not FactorReset.objects.exists()

    def test_the_screens_say_so_beforehand(self, first, lost):
        new = Browser().log_in(new_administrator())
        page = new.get(reverse("factor_resets:account", args=[lost.pk]))
        assert "từ thời điểm" in text_of(page)
        assert 'name="reason"' not in page.content.decode()
        ask(first, lost)
        page = text_of(new.get(WAITING))
        assert "từ thời điểm" in page
        assert "Xác nhận đặt lại" not in page
        assert "Rút lại" in page

    def test_after_seven_days(self, first, lost):
        ask(first, lost)
        confirm(for_long(new_administrator(), days=7))
        assert not factors.has_factor(lost)

    def test_an_old_one_whose_telephone_is_new_confirms_nothing(self, first, lost):
        """Somebody may have come in by an account that its owner never entered."""
        taken_over = administrator()
        with_telephone(taken_over)
        ask(first, lost)
        reset = FactorReset.objects.get()
        with pytest.raises(Refusal, match="từ thời điểm"):
            resets.confirm(pk=reset.pk, user=taken_over)
        assert factors.has_factor(lost)
        Authenticator.objects.filter(user=taken_over).update(created_at=timezone.now() - datetime.timedelta(days=8))
        resets.confirm(pk=reset.pk, user=taken_over)
        assert not factors.has_factor(lost)

    def test_or_as_the_setting_says(self, first, lost, settings):
        settings.ADMINISTRATOR_DAYS = 0
        ask(first, lost)
        confirm(new_administrator())
        assert not factors.has_factor(lost)

    @pytest.mark.parametrize("way", ["a role", "a right of the role", "an own right", "superuser", "in use again"])
    def test_an_old_account_counts_from_the_day_it_becomes_one(self, way):
        right = Permission.objects.get(codename="change_user", content_type__app_label="submissions")
        group = Group.objects.create(name="Vai trò mới")
        if way == "in use again":
            user = administrator()
            user.is_active = False
            user.save()
            assert not AdministratorSince.objects.filter(account=user).exists()
        else:
            user = factories.UserFactory(groups=["Kế toán"])
            user.groups.add(group)
        {
            "a role": lambda: user.groups.add(Group.objects.get(name="Quản trị")),
            "a right of the role": lambda: group.permissions.add(right),
            "an own right": lambda: user.user_permissions.add(right),
            "superuser": lambda: setattr(user, "is_superuser", True),
            "in use again": lambda: setattr(user, "is_active", True),
        }[way]()
        user.save()
        assert timezone.now() - AdministratorSince.objects.get(account=user).since < datetime.timedelta(minutes=1)

    @pytest.mark.parametrize("way", ["a role", "a right of the role", "the role itself"])
    def test_and_begins_anew_when_it_was_none_meanwhile(self, first, way):
        group = Group.objects.get(name="Quản trị")
        {
            "a role": lambda: first.groups.clear(),
            "a right of the role": lambda: group.permissions.clear(),
            "the role itself": lambda: group.delete(),
        }[way]()
        assert not AdministratorSince.objects.filter(account=first).exists()

    def test_a_log_in_changes_nothing(self, first):
        since = AdministratorSince.objects.get(account=first).since
        Browser().log_in(first)
        assert AdministratorSince.objects.get(account=first).since == since

    def test_all_administrators_are_told(self, first, second, lost):
        third, root = new_administrator(), factories.UserFactory(is_superuser=True)
        gone = new_administrator(is_active=False)
        ask(first, lost, reason="Có căn cước")
        told = [Email.objects.get(to=one.email) for one in (first, second, third, root)]
        assert all(str(lost) in mail.subject and "Có căn cước" in mail.message for mail in told)
        confirm(second)
        for one in (first, second, third, root):
            last = Email.objects.filter(to=one.email).latest("pk")
            assert str(first) in last.message
            assert str(second) in last.message
        assert not Email.objects.filter(to=gone.email).exists()
        call_command("reset_second_factor", lost.username)
        assert "người phụ trách máy chủ" in Email.objects.filter(to=third.email).latest("pk").message


def test_nobody_the_own(first, second):
    with_telephone(first)
    secret = with_telephone_of(first)
    browser = Browser().log_in(first, secret)
    browser.post(reverse("factor_resets:ask", args=[first.pk]), {"reason": "mất"})
    assert not FactorReset.objects.exists()
    ask(second, first)
    answer = browser.post(reverse("factor_resets:confirm", args=[FactorReset.objects.get().pk]), follow=True)
    assert "Không ai tự đặt lại" in text_of(answer)
    assert factors.has_factor(first)


@pytest.mark.parametrize("group", ["Biên tập viên", "Kế toán", "Thường trực Ban Biên tập", "Người xem báo cáo"])
def test_by_nobody_but_administrators(first, lost, group):
    other = factories.UserFactory(groups=[group])
    ask(other, lost)
    assert not FactorReset.objects.exists()
    ask(first, lost)
    confirm(other)
    assert factors.has_factor(lost)
    assert str(lost) not in text_of(Browser().log_in(other).get(WAITING, follow=True))


def test_of_a_superuser_by_superusers(first, second):
    root = factories.UserFactory(is_superuser=True)
    with_telephone(root)
    ask(first, root)
    assert not FactorReset.objects.exists()
    other = for_long(factories.UserFactory(is_superuser=True))
    ask(other, root)
    confirm(second)
    assert factors.has_factor(root)
    confirm(for_long(factories.UserFactory(is_superuser=True)))
    assert not factors.has_factor(root)


def test_it_holds_a_day(first, second, lost):
    ask(first, lost)
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=24, seconds=5), tick=False):
        assert "đã quá một ngày" in text_of(confirm(second))
        assert factors.has_factor(lost)
        ask(second, lost)
        confirm(first)
        assert not factors.has_factor(lost)


def test_who_is_no_administrator_any_more_counts_no_more(first, second, lost):
    ask(first, lost)
    first.groups.clear()
    assert "không còn là quản trị" in text_of(confirm(second))
    assert factors.has_factor(lost)


def test_asked_twice_and_confirmed_twice(first, second, lost):
    ask(first, lost)
    assert "Đã có người đề nghị" in text_of(ask(second, lost))
    assert FactorReset.objects.count() == 1
    confirm(second)
    new = with_telephone_of(lost)
    assert "đã được xác nhận hoặc rút lại" in text_of(confirm(second))
    assert factors.has_factor(lost)
    assert new


def test_taken_back(first, second, lost):
    ask(first, lost)
    Browser().log_in(first).post(reverse("factor_resets:withdraw", args=[FactorReset.objects.get().pk]))
    assert "đã được xác nhận hoặc rút lại" in text_of(confirm(second))
    assert factors.has_factor(lost)


def test_a_reason_is_needed(first, lost):
    assert "bắt buộc" in text_of(ask(first, lost, reason=" "))
    assert not FactorReset.objects.exists()


def test_of_an_account_without_one(first):
    assert "chưa có xác thực hai lớp" in text_of(ask(first, factories.editor()))


@pytest.mark.parametrize("who", ["the same twice", "the owner asks", "the owner confirms"])
def test_the_database_refuses_it_too(first, second, lost, who):
    people = {"the same twice": (first, first), "the owner asks": (lost, first), "the owner confirms": (first, lost)}
    asked_by, confirmed_by = people[who]
    with pytest.raises(IntegrityError), transaction.atomic():
        FactorReset.objects.create(account=lost, asked_by=asked_by, confirmed_by=confirmed_by, reason="x")


def test_a_link_confirms_nothing(first, second, lost):
    ask(first, lost)
    browser = Browser().log_in(second)
    assert browser.get(reverse("factor_resets:confirm", args=[FactorReset.objects.get().pk]))["Location"] == WAITING
    assert factors.has_factor(lost)


def test_the_way_there(first, lost):
    browser = Browser().log_in(first)
    place = reverse("factor_resets:account", args=[lost.pk])
    assert place in browser.get(reverse("wagtailusers_users:index")).content.decode()
    assert "Tài khoản này có xác thực hai lớp" in text_of(browser.get(place))


class TestOnTheServer:
    def test_where_no_two_administrators_are_left(self, first, capsys):
        with_telephone(first)
        call_command("reset_second_factor", first.username)
        assert not factors.has_factor(first)
        assert "người phụ trách máy chủ" in Email.objects.get(to=first.email).message
        assert ModelLogEntry.objects.filter(action="doors.reset_by_command", object_id=str(first.pk)).exists()

    def test_of_nobody(self):
        with pytest.raises(CommandError, match="Không có tài khoản khong"):
            call_command("reset_second_factor", "khong.co")


def test_a_row_that_is_gone(first):
    with pytest.raises(AlreadyDone):
        resets.confirm(pk=999_999, user=first)
