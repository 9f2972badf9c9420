"""The second factor at the door: asked for, set up, used once, guessed by nobody; and nothing is open before it."""

import datetime
import time

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse

from doors.factors import factors
from submissions.models import KnownDevice
from tests import factories
from tests.doors.people import (
    CODE,
    HOME,
    LOGIN,
    SET_UP,
    Browser,
    code_of,
    codes_of,
    with_telephone,
)
from tests.soup import text_of
from tests.submissions.registers import GROUPS

pytestmark = pytest.mark.django_db
ALL = ["board", "desk", "accountant", "head_of_office", "administrator", "superuser"]
# Where Wagtail's pages for certain readers ask who somebody is.
BESIDE = "/_util/login/"
NEEDING = ["Biên tập viên", "Trưởng Ban Biên tập", *(set(GROUPS.values()) - {"Người xem báo cáo"})]


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR_FOR = ALL


@pytest.fixture
def admin():
    return factories.UserFactory(username="quan.tri", groups=["Quản trị"])


@pytest.fixture
def secret(admin):
    return with_telephone(admin)


class TestAsked:
    def test_the_password_alone_opens_nothing(self, admin, secret):
        browser = Browser()
        assert browser.password(admin)["Location"] == CODE
        assert not browser.is_in
        assert "_auth_user_id" not in browser.session

    def test_the_code_opens(self, admin, secret):
        browser = Browser()
        browser.password(admin, next="/admin/users/")
        page = text_of(browser.get(CODE))
        assert "Nhập sáu chữ số" in page
        answer = browser.code(f" {code_of(secret)[:3]} {code_of(secret)[3:]} ")
        assert answer["Location"] == "/admin/users/"
        assert browser.is_in

    @pytest.mark.parametrize("code", ["", "000000", "abc", "１２３４５６", "0" * 5000, "12345"])
    def test_a_wrong_code_opens_nothing(self, admin, secret, code):
        browser = Browser()
        browser.password(admin)
        assert browser.code(code).status_code == 200
        assert not browser.is_in

    def test_the_same_code_twice_is_refused(self, admin, secret):
        code = code_of(secret)
        Browser().log_in(admin, secret)
        other = Browser()
        other.password(admin)
        assert "đã dùng rồi" in text_of(other.code(code))
        assert not other.is_in

    def test_an_older_code_after_a_newer_one_is_refused(self, admin, secret):
        with time_machine.travel(1_900_000_000, tick=False):
            newer, older = code_of(secret, steps=1), code_of(secret)
            assert factors.open_with(admin, newer)
            assert not factors.open_with(admin, older)

    def test_a_clock_may_be_half_a_minute_off_and_no_more(self, admin, secret):
        with time_machine.travel(1_900_000_000, tick=False):
            assert not factors.open_with(admin, code_of(secret, steps=2))
            assert not factors.open_with(admin, code_of(secret, steps=-2))
            assert factors.open_with(admin, code_of(secret, steps=-1))
            assert factors.open_with(admin, code_of(secret, steps=1))

    def test_of_somebody_else_opens_nothing(self, admin, secret):
        other = factories.UserFactory(groups=["Quản trị"])
        browser = Browser()
        browser.password(admin)
        assert browser.code(code_of(with_telephone(other))).status_code == 200
        assert not browser.is_in

    def test_without_a_password_there_is_no_step(self, secret):
        assert Browser().get(CODE)["Location"] == LOGIN
        assert Browser().code(code_of(secret))["Location"] == LOGIN
        assert Browser().get(SET_UP)["Location"] == LOGIN

    def test_the_step_waits_ten_minutes(self, admin, secret):
        browser = Browser()
        browser.password(admin)
        with time_machine.travel(time.time() + 601):
            assert browser.code(code_of(secret))["Location"] == LOGIN

    def test_another_password_meanwhile_ends_it(self, admin, secret):
        browser = Browser()
        browser.password(admin)
        admin.set_password("khac-han-2031")
        admin.save()
        assert browser.code(code_of(secret))["Location"] == LOGIN

    def test_a_closed_account_does_not_go_on(self, admin, secret):
        browser = Browser()
        browser.password(admin)
        admin.is_active = False
        admin.save()
        assert browser.code(code_of(secret))["Location"] == LOGIN

    def test_whoever_set_one_up_is_asked_for_it_whatever_the_role(self, settings):
        settings.SECOND_FACTOR_FOR = []
        writer = factories.contributor_of(factories.UnitFactory())
        with_telephone(writer)
        browser = Browser()
        assert browser.password(writer)["Location"] == CODE
        assert not browser.is_in

    def test_remembering_and_the_own_device_are_kept_over_the_step(self, secret, admin):
        factories.MembershipFactory(user=admin)
        browser = Browser()
        browser.password(admin, remember="on", is_own_device="on")
        assert not KnownDevice.objects.exists()
        browser.code(code_of(secret))
        assert KnownDevice.objects.get().user == admin
        assert not browser.session.get_expire_at_browser_close()

    def test_what_waits_is_no_open_redirect(self, admin, secret):
        browser = Browser()
        browser.password(admin, next="https://xau.example/")
        assert browser.code(code_of(secret))["Location"] == HOME

    def test_the_session_has_another_key_afterwards(self, admin, secret):
        browser = Browser()
        browser.password(admin)
        before = browser.session.session_key
        browser.code(code_of(secret))
        assert browser.session.session_key != before
        assert not Session.objects.filter(session_key=before).exists()

    def test_a_session_that_somebody_planted_is_not_handed_on(self, admin, secret):
        """Its key is known to whoever put it there: neither who waits nor who is in has it."""
        browser, thief = Browser(), Browser()
        browser.get(LOGIN)
        kept = browser.session
        kept["x"] = 1
        kept.save()
        browser.cookies["sessionid"] = thief.cookies["sessionid"] = kept.session_key
        browser.password(admin)
        assert thief.get(CODE)["Location"] == LOGIN
        browser.code(code_of(secret))
        assert browser.is_in
        assert not thief.is_in

    def test_one_of_before_that_was_not_enough_is_not_made_enough(self, admin, secret):
        browser, thief = Browser(), Browser()
        browser.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
        thief.cookies["sessionid"] = browser.cookies["sessionid"].value
        browser.log_in(admin, secret)
        assert browser.is_in
        assert not thief.is_in


class TestGuessing:
    @pytest.fixture(autouse=True)
    def counting(self, settings):
        settings.AXES_ENABLED = True

    def test_five_wrong_codes_lock_and_the_right_one_waits_too(self, admin, secret):
        browser = Browser()
        browser.password(admin)
        assert [browser.code("000000").status_code for _ in range(5)] == [200, 200, 200, 200, 429]
        assert browser.code(code_of(secret)).status_code == 429
        assert not browser.is_in

    def test_the_password_again_does_not_begin_anew(self, admin, secret):
        for _attempt in range(4):
            browser = Browser()
            browser.password(admin)
            browser.code("000000")
        browser = Browser()
        browser.password(admin)
        assert browser.code("000000").status_code == 429

    def test_wagtails_other_log_in_does_not_begin_anew(self, admin, secret):
        """Behind a log-in that succeeded failures are forgotten: nobody logs in by half beside the door."""
        browser = Browser()
        browser.password(admin)
        for _attempt in range(4):
            browser.code("000000")
        given = {"username": admin.username, "password": factories.PASSWORD}
        answer = Browser().post(f"{BESIDE}?next=/admin/users/", given)
        assert answer["Location"] == f"{LOGIN}?next=/admin/users/"
        assert browser.code("000000").status_code == 429

    def test_beside_the_door_there_is_no_form(self):
        assert Browser().get(BESIDE)["Location"] == LOGIN


class TestPaper:
    def test_each_code_once(self, admin, secret):
        [first, second, *_rest] = codes_of(admin)
        browser = Browser()
        browser.password(admin)
        assert browser.code(f"{first[:4]} {first[4:]}").status_code == 302
        other = Browser()
        other.password(admin)
        assert other.code(first).status_code == 200
        assert other.code(second).status_code == 302
        assert factors.codes_left(admin) == 8

    def test_paper_alone_is_no_factor(self, admin):
        """Of an account that set none up, or lost it: codes that lie about do not open in its place."""
        code = codes_of(admin)[0]
        assert not factors.open_with(admin, code)


class TestTrusted:
    def log_in(self, admin, secret):
        browser = Browser()
        browser.password(admin)
        browser.code(code_of(secret), trust="on")
        browser.post(reverse("wagtailadmin_logout"))
        return browser

    def test_for_thirty_days(self, admin, secret):
        browser = self.log_in(admin, secret)
        assert browser.password(admin)["Location"] == HOME
        assert browser.is_in
        browser.post(reverse("wagtailadmin_logout"))
        with time_machine.travel(time.time() + 30 * 86_400 + 5):
            assert browser.password(admin)["Location"] == CODE

    def test_not_unless_it_was_chosen(self, admin, secret):
        browser = Browser().log_in(admin, secret)
        browser.post(reverse("wagtailadmin_logout"))
        assert browser.password(admin)["Location"] == CODE

    def test_a_wrong_password_is_wrong_there_too(self, admin, secret):
        assert self.log_in(admin, secret).password(admin, "sai").status_code == 200

    def test_of_nobody_else(self, admin, secret):
        browser = self.log_in(admin, secret)
        other = factories.UserFactory(groups=["Quản trị"])
        with_telephone(other)
        assert browser.password(other)["Location"] == CODE

    def test_another_password_or_another_factor_ends_it(self, admin, secret):
        browser = self.log_in(admin, secret)
        factors.new_codes(admin)
        assert browser.password(admin)["Location"] == CODE
        browser = Browser()
        browser.cookies["trusted_device"] = "gia-mao"
        assert browser.password(admin)["Location"] == CODE

    def test_the_setting_may_say_never(self, admin, secret, settings):
        browser = self.log_in(admin, secret)
        settings.TRUSTED_DEVICE_DAYS = 0
        assert browser.password(admin)["Location"] == CODE
        assert "Không hỏi trên máy này" not in text_of(browser.get(CODE))


def test_a_role_that_comes_later_is_asked_at_once():
    user = factories.UserFactory(groups=["Người xem báo cáo"])
    browser = Browser().log_in(user)
    assert browser.is_in
    user.groups.set(factories.UserFactory(groups=["Quản trị"]).groups.all())
    assert not browser.is_in


def test_a_last_session_of_before_is_asked_for_the_factor(admin):
    """As of an update: a session that knows nothing of factors."""
    browser = Browser()
    browser.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
    kept = browser.session
    del kept["doors"]
    kept.save()
    assert not browser.is_in


def test_days_of_trust_are_those_of_the_setting(settings, admin):
    settings.TRUSTED_DEVICE_DAYS = 7
    secret = with_telephone(admin)
    browser = Browser()
    browser.password(admin)
    browser.code(code_of(secret), trust="on")
    age = browser.cookies["trusted_device"]["max-age"]
    assert datetime.timedelta(seconds=age) == datetime.timedelta(days=7)
