"""What protects the account is changed by its owner, after the password was typed lately."""

import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.urls import reverse
from wagtail.models import ModelLogEntry

from doors.factors import factors
from tests import factories
from tests.browserform import form_of
from tests.doors.people import OWN, SET_UP, Browser, code_of, codes_of, codes_on, key_on, secret_of, with_telephone
from tests.factories import PASSWORD
from tests.soup import text_of

pytestmark = pytest.mark.django_db
ANOTHER = "kẹo-Dừa!7391-vng"
CODES, PROVE = "/admin/bao-mat/ma-du-phong/", "/admin/login/xac-nhan/"


@pytest.fixture
def writer():
    return factories.contributor_of(factories.UnitFactory())


@pytest.fixture
def secret(writer):
    return with_telephone(writer)


@pytest.fixture
def browser(writer, secret):
    return Browser().log_in(writer, secret)


def remove(browser, row):
    return browser.post(reverse("own_security:remove", args=[row.pk]), follow=True)


def test_what_there_is_is_told(browser, writer):
    codes_of(writer)
    page = text_of(browser.get(OWN))
    assert "Ứng dụng trên điện thoại" in page
    assert "Còn 10 mã." in page
    assert "Tài khoản này có xác thực hai lớp" in text_of(browser.get("/admin/account/"))


def test_taking_it_away(browser, writer):
    codes_of(writer)
    assert "Đã bỏ." in text_of(remove(browser, Authenticator.objects.get(user=writer, type="totp")))
    assert not Authenticator.objects.filter(user=writer).exists()
    assert browser.is_in
    assert Browser().log_in(writer).is_in
    assert ModelLogEntry.objects.filter(action="doors.factor_removed", user=writer).exists()


def test_who_needs_one_keeps_the_last(settings, browser, writer):
    settings.SECOND_FACTOR_FOR = ["others"]
    answer = remove(browser, Authenticator.objects.get(user=writer, type="totp"))
    assert "bắt buộc có xác thực hai lớp" in text_of(answer)
    assert factors.has_factor(writer)


def test_of_nobody_else(browser):
    other = factories.editor()
    with_telephone(other)
    row = Authenticator.objects.get(user=other)
    assert browser.post(reverse("own_security:remove", args=[row.pk])).status_code == 404
    assert factors.has_factor(other)


def test_codes_on_paper_are_not_taken_away_one_by_one(browser, writer):
    codes_of(writer)
    row = Authenticator.objects.get(user=writer, type="recovery_codes")
    assert browser.post(reverse("own_security:remove", args=[row.pk])).status_code == 404


def change_password(browser, old, new=ANOTHER):
    account = "/admin/account/"
    fields = {"old_password": old, "new_password1": new, "new_password2": new}
    given = {f"password-{name}": value for name, value in fields.items()}
    there = form_of(browser.get(account), "form:has(#name_email-section)")
    return browser.post(account, there | given, follow=True)


def test_a_session_guesses_the_password_as_often_as_a_stranger(settings, browser, writer):
    settings.AXES_ENABLED = True
    for number in range(5):
        answer = change_password(browser, f"đoán lần {number}")
    assert answer.status_code == 429
    assert change_password(browser, PASSWORD).status_code == 429
    writer.refresh_from_db()
    assert writer.check_password(PASSWORD)


def test_the_own_password_is_changed(browser, writer):
    assert change_password(browser, PASSWORD).status_code == 200
    writer.refresh_from_db()
    assert writer.check_password(ANOTHER)
    assert browser.is_in


def test_a_form_without_a_password_counts_for_nothing(settings, browser):
    settings.AXES_ENABLED = True
    for _time in range(6):
        assert browser.post("/admin/account/", {"name_email-first_name": "An"}, follow=True).status_code == 200


def test_new_codes_end_the_old_ones(browser, writer):
    old = codes_of(writer)
    page = browser.post(CODES)
    new = codes_on(page)
    assert len(new) == 10
    assert not factors.open_with(writer, old[0])
    assert factors.open_with(writer, new[0])
    assert "no-store" in page["Cache-Control"]


def test_another_telephone_takes_the_place_of_the_first(browser, writer, secret):
    key = key_on(browser.get(SET_UP))
    browser.post(SET_UP, {"code": code_of(key)})
    assert secret_of(writer) == key != secret


@pytest.mark.parametrize("address", [SET_UP, "/admin/login/thiet-lap/khoa/", CODES])
def test_a_screen_left_open_changes_nothing(browser, writer, address):
    codes_of(writer)
    before = list(Authenticator.objects.order_by("pk").values_list("pk", "data"))
    with time_machine.travel(time.time() + 16 * 60):
        assert browser.post(address, {"code": "1"})["Location"].startswith(PROVE)
        assert list(Authenticator.objects.order_by("pk").values_list("pk", "data")) == before
        assert "Mật khẩu không đúng" in text_of(browser.post(PROVE, {"password": "sai"}))
        assert browser.post(address, {"code": "1"})["Location"].startswith(PROVE)
        answer = browser.post(f"{PROVE}?next={OWN}", {"password": PASSWORD})
        assert answer["Location"] == OWN
        assert browser.post(address, {"code": "1"}).status_code in (200, 302)
        assert browser.post(address, {"code": "1"}).get("Location", "") != PROVE


def test_the_password_is_not_guessed_there(browser, writer, settings):
    settings.AXES_ENABLED = True
    answers = [browser.post(PROVE, {"password": "sai"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert browser.post(PROVE, {"password": PASSWORD}).status_code == 429


def test_it_leads_to_no_other_site(browser):
    assert browser.post(f"{PROVE}?next=https://xau.example/", {"password": PASSWORD})["Location"] == "/admin/"


@pytest.mark.parametrize("name", ["codes", "end_others"])
def test_a_link_changes_nothing(browser, writer, name):
    codes = codes_of(writer)
    assert browser.get(reverse(f"own_security:{name}"))["Location"] == OWN
    assert factors.open_with(writer, codes[0])
