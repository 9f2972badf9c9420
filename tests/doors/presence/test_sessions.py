"""Sessions: seen and ended by their owner, ended by themselves after a silence, and by another password."""

import time

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.urls import reverse

from doors.presence import sessions
from tests import factories
from tests.doors.people import HOME, OWN, Browser
from tests.soup import text_of
from tests.submissions.by_mail.visitor import IPHONE

pytestmark = pytest.mark.django_db
START = 1_900_000_000


@pytest.fixture
def reader():
    return factories.UserFactory(groups=["Người xem báo cáo"])


def minutes(number):
    return time_machine.travel(START + number * 60, tick=False)


def test_while_the_database_takes_nothing_in_staff_read_on(reader, settings):
    """deploy/update shows pages meanwhile: no session is noted, and none is ended."""
    with minutes(0):
        browser = Browser().log_in(reader)
    settings.READ_ONLY = True
    with minutes(30):
        rows = [list(Session.objects.values()), list(UserSession.objects.values())]
        assert browser.get(HOME).status_code == 200
        settings.SESSION_IDLE_MINUTES = {"others": 20}
        assert browser.get(HOME).status_code == 302
        assert [list(Session.objects.values()), list(UserSession.objects.values())] == rows


class TestSilence:
    @pytest.fixture(autouse=True)
    def limits(self, settings):
        settings.SESSION_IDLE_MINUTES = {"administrator": 30, "board": 120, "others": 0}

    def test_after_it_the_password_is_asked_for(self):
        with minutes(0):
            browser = Browser().log_in(factories.UserFactory(groups=["Quản trị"]))
        with minutes(29):
            assert browser.is_in
        with minutes(58):
            assert browser.is_in
        with minutes(88):
            assert not browser.is_in
            assert "_auth_user_id" not in browser.session

    def test_the_least_of_several_roles_holds(self):
        with minutes(0):
            browser = Browser().log_in(factories.UserFactory(groups=["Biên tập viên", "Quản trị"]))
        with minutes(31):
            assert not browser.is_in

    def test_a_role_without_a_limit_has_none(self, reader):
        with minutes(0):
            browser = Browser().log_in(reader, None)
        with minutes(60 * 24):
            assert browser.is_in

    def test_a_screen_that_stands_open_keeps_nobody_in(self):
        with minutes(0):
            browser = Browser().log_in(factories.UserFactory(groups=["Quản trị"]))
        with minutes(20):
            browser.get("/admin/phien/")
        with minutes(31):
            assert not browser.is_in


class TestOwn:
    def test_device_moment_and_address_are_told(self, reader):
        Browser(headers={"user-agent": IPHONE}).log_in(reader)
        page = text_of(Browser().log_in(reader).get(OWN))
        assert "iPhone, Safari" in page
        assert "Bỏ ghi nhận" not in page
        assert "địa chỉ mạng 127.0.0.1" in page
        assert page.count("máy này") >= 1

    def test_one_is_ended(self, reader):
        here, there = Browser().log_in(reader), Browser().log_in(reader)
        row = UserSession.objects.get(session_key=there.session.session_key)
        here.post(reverse("own_security:end_session", args=[row.pk]))
        assert here.is_in
        assert not there.is_in

    def test_all_others_are_ended(self, reader):
        here, *others = [Browser().log_in(reader) for _ in range(3)]
        here.post(reverse("own_security:end_others"))
        assert here.is_in
        assert not any(one.is_in for one in others)
        answer = here.post(reverse("own_security:end_others"), follow=True)
        assert "Không có phiên đăng nhập nào khác" in text_of(answer)

    def test_of_nobody_else(self, reader):
        victim = Browser().log_in(factories.editor())
        row = UserSession.objects.get(session_key=victim.session.session_key)
        thief = Browser().log_in(reader)
        assert thief.post(reverse("own_security:end_session", args=[row.pk])).status_code == 404
        assert victim.is_in
        assert text_of(thief.get(OWN)).count("Đăng nhập lúc") == 1

    def test_the_one_in_use_is_ended_by_logging_out(self, reader):
        browser = Browser().log_in(reader)
        row = UserSession.objects.get(session_key=browser.session.session_key)
        answer = browser.post(reverse("own_security:end_session", args=[row.pk]), follow=True)
        assert "Đây là phiên đang dùng" in text_of(answer)
        assert browser.is_in

    def test_what_is_over_is_not_told(self, reader):
        gone = Browser().log_in(reader)
        gone.post(reverse("wagtailadmin_logout"))
        assert text_of(Browser().log_in(reader).get(OWN)).count("Đăng nhập lúc") == 1

    def test_use_is_noted_once_a_minute(self, reader):
        with minutes(0):
            browser = Browser().log_in(reader)
        with minutes(5):
            browser.get(HOME)
        row = UserSession.objects.get()
        assert int(row.last_seen_at.timestamp()) == START + 300

    def test_after_another_password_the_session_is_still_on_the_list(self, reader):
        browser = Browser().log_in(reader)
        kept = browser.session
        kept.cycle_key()
        browser.cookies["sessionid"] = kept.session_key
        with time_machine.travel(time.time() + 120):
            browser.get(HOME)
            assert sessions.sessions_of(reader)[0].session_key == kept.session_key


def test_remembering_is_a_choice(reader):
    short, long = Browser(), Browser()
    short.password(reader)
    long.password(reader, remember="on")
    assert short.session.get_expire_at_browser_close()
    assert not long.session.get_expire_at_browser_close()


def test_only_a_logged_in_person_has_the_screen():
    assert Browser().get(OWN)["Location"].startswith("/admin/login/")
