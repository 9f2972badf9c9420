"""The second factor at the door: asked for, set up, used once, guessed by nobody; and nothing is open before it."""

import datetime
import io
import re
import time

import pytest
import segno
import time_machine
import zxingcpp
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.urls import reverse
from PIL import Image

from doors.factors import factors
from submissions.models import KnownDevice
from tests import factories
from tests.doors.people import (
    CODE,
    HOME,
    LOGIN,
    OWN,
    SET_UP,
    Browser,
    code_of,
    codes_of,
    codes_on,
    key_on,
    secret_of,
    with_telephone,
)
from tests.soup import text_of
from tests.submissions.registers import GROUPS

pytestmark = pytest.mark.django_db
ALL = ["board", "desk", "accountant", "head_of_office", "administrator", "superuser"]
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


class TestSetUp:
    @pytest.mark.parametrize("group", sorted(set(NEEDING)))
    def test_who_needs_one_is_led_there_and_comes_no_further(self, group):
        user = factories.UserFactory(groups=[group])
        browser = Browser()
        assert browser.password(user)["Location"] == SET_UP
        assert "Vai trò này mở được nhiều việc" in text_of(browser.get(SET_UP))
        assert not browser.is_in

    def test_a_superuser_too(self):
        assert Browser().password(factories.UserFactory(is_superuser=True))["Location"] == SET_UP

    @pytest.mark.parametrize("role", ["contributor", "leader", "official"])
    def test_others_may_go_without(self, role):
        unit = factories.UnitFactory()
        user = {
            "contributor": lambda: factories.contributor_of(unit),
            "leader": lambda: factories.leader_of(unit),
            "official": lambda: factories.UserFactory(groups=["Người xem báo cáo"]),
        }[role]()
        assert Browser().log_in(user).is_in

    def test_the_telephone_then_the_paper_then_in(self, admin):
        browser = Browser()
        browser.password(admin)
        key = key_on(browser.get(SET_UP))
        assert key_on(browser.get(SET_UP)) == key
        assert browser.post(SET_UP, {"code": "000000"}).status_code == 200
        assert not browser.is_in
        page = browser.post(SET_UP, {"code": code_of(key)})
        codes = codes_on(page)
        assert len(set(codes)) == 10
        assert browser.is_in
        assert secret_of(admin) == key
        other = Browser()
        other.password(admin)
        assert other.code(codes[3]).status_code == 302

    def test_codes_are_shown_this_once(self, admin):
        browser = Browser()
        browser.password(admin)
        code = codes_on(browser.post(SET_UP, {"code": code_of(key_on(browser.get(SET_UP)))}))[0]
        everywhere = [browser.get(address).content.decode() for address in (OWN, SET_UP, CODE)]
        assert not any(code in re.sub(r"\s", "", page) for page in everywhere)

    def test_the_code_that_set_it_up_opens_nothing_more(self, admin):
        browser = Browser()
        browser.password(admin)
        code = code_of(key_on(browser.get(SET_UP)))
        browser.post(SET_UP, {"code": code})
        assert not factors.open_with(admin, code)

    def test_the_password_alone_adds_no_telephone_to_an_account_that_has_one(self, admin):
        """Two browsers wait; the owner sets it up in one, the thief of the password has the other."""
        owner, thief = Browser(), Browser()
        owner.password(admin)
        thief.password(admin)
        key = key_on(thief.get(SET_UP))
        owner.post(SET_UP, {"code": code_of(key_on(owner.get(SET_UP)))})
        assert thief.get(SET_UP)["Location"] == CODE
        assert thief.post(SET_UP, {"code": code_of(key)})["Location"] == CODE
        assert thief.post(reverse("doors:set_up_passkey"), {"credential": "{}"})["Location"] == CODE
        assert secret_of(admin) != key
        assert not thief.is_in

    def test_the_picture_is_what_the_telephone_reads(self, admin):
        buffer = io.BytesIO()
        url = get_adapter().build_totp_url(admin, "ABCDEFGHIJKLMNOP")
        segno.make_qr(url, error="m").save(buffer, kind="png", scale=5, border=4)
        read = zxingcpp.read_barcodes(Image.open(buffer))[0].text
        assert read == url
        assert "otpauth://totp/quan.tri?secret=ABCDEFGHIJKLMNOP&issuer=Trang" in read

    def test_secrets_lie_encrypted(self, admin):
        browser = Browser()
        browser.password(admin)
        key = key_on(browser.get(SET_UP))
        stored = str(browser.session.load())
        assert key not in stored
        browser.post(SET_UP, {"code": code_of(key)})
        rows = str(list(Authenticator.objects.values_list("data", flat=True)))
        assert key not in rows
        assert "gAAAAA" in rows

    def test_a_key_that_the_site_lost_opens_nothing(self, admin, secret, settings):
        settings.PERSONAL_DATA_KEYS = ["YW5vdGhlci1hbm90aGVyLWFub3RoZXItYW5vdGhlci0="]
        browser = Browser()
        browser.password(admin)
        answer = browser.code(code_of(secret))
        assert answer.status_code == 503
        assert "Vui lòng báo quản trị" in text_of(answer)
        assert not browser.is_in

    def test_who_is_in_sets_one_up_and_ends_the_other_sessions(self, settings):
        writer = factories.contributor_of(factories.UnitFactory())
        here, there = Browser().log_in(writer), Browser().log_in(writer)
        page = here.post(SET_UP, {"code": code_of(key_on(here.get(SET_UP)))})
        assert len(codes_on(page)) == 10
        assert here.is_in
        assert not there.is_in

    def test_pages_are_kept_nowhere(self, admin):
        browser = Browser()
        browser.password(admin)
        assert "no-store" in browser.get(SET_UP)["Cache-Control"]


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
