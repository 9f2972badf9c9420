"""The second factor is set up: at log-in by whoever needs one, else from the own account; and lies encrypted."""

import io
import re

import pytest
import segno
import zxingcpp
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.urls import reverse
from PIL import Image

from doors.factors import factors
from tests import factories
from tests.doors.people import (
    CODE,
    OWN,
    SET_UP,
    Browser,
    code_of,
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
