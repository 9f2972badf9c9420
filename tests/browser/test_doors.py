"""The log-in with a second factor as people meet it: on a telephone, with a passkey of Chromium, and how it looks."""

import os
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from doors.models import FactorReset
from doors.presence import sessions
from tests import factories
from tests.browser.chromium import DESK, DEVICES, PHONE
from tests.browser.looking import findings
from tests.doors.people import code_of, with_telephone

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
# A folder for pictures, for whoever wants to look.
PICTURES = os.environ.get("DOORS_PICTURES", "")


@pytest.fixture
def here(site):
    """The site under a name: browsers make no passkeys for a bare address."""
    return site.replace("127.0.0.1", "localhost")


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR_FOR = ["board", "administrator"]
    settings.SESSION_IDLE_MINUTES = {"administrator": 60}
    settings.OIDC_SERVER, settings.OIDC_NAME = "https://sso.example", "Cổng dịch vụ công của tỉnh"


@pytest.fixture
def editor():
    return factories.editor(username="bien.tap")


def picture(page, name):
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def type_password(page, here, user):
    page.goto(f"{here}/admin/login/")
    page.get_by_label("Tên đăng nhập").fill(user.username)
    page.locator("[name=password]").fill(factories.PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def key_of(page):
    page.locator("summary").click()
    return page.locator(".doors-key").inner_text().replace(" ", "")


def test_the_telephone_is_set_up_and_asked_for(window, here, editor):
    page = window(PHONE)
    type_password(page, here, editor)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cài đặt xác thực hai lớp")
    page.get_by_label("Mã", exact=True).fill(code_of(key_of(page)))
    page.get_by_role("button", name="Hoàn tất").click()
    expect(page.locator(".doors-codes li")).to_have_count(10)
    paper = page.locator(".doors-codes code").first.inner_text()
    page.get_by_role("link", name="Đã ghi lại, tiếp tục").click()
    expect(page).to_have_url(f"{here}/admin/")
    page.context.clear_cookies()
    type_password(page, here, editor)
    page.get_by_label("Mã", exact=True).fill(paper)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page).to_have_url(f"{here}/admin/")


def test_a_passkey_of_the_browser(window, here, editor):
    page = window(DESK)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"automaticPresenceSimulation": True}})
    type_password(page, here, editor)
    page.get_by_role("link", name="Dùng vân tay, khuôn mặt").click()
    page.get_by_role("button", name="Tạo khóa truy cập").click()
    expect(page.locator(".doors-codes li")).to_have_count(10)
    assert Authenticator.objects.get(type="webauthn").user == editor
    page.context.clear_cookies()
    type_password(page, here, editor)
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(page).to_have_url(f"{here}/admin/")


def test_a_passkey_that_fails_is_told_in_words(window, here, editor):
    """No key in this browser, and nobody touches one: the person is told, and may try again."""
    page = window(DESK)
    page.add_init_script("navigator.credentials.create = () => Promise.reject(new Error('no'))")
    type_password(page, here, editor)
    page.get_by_role("link", name="Dùng vân tay, khuôn mặt").click()
    page.get_by_role("button", name="Tạo khóa truy cập").click()
    expect(page.get_by_text("Chưa dùng được khóa truy cập")).to_be_visible()
    expect(page.get_by_role("button", name="Tạo khóa truy cập")).to_be_enabled()


def whole_session(page, here, user):
    """`page` logged in as `user`, with the factor shown where there is one."""
    type_password(page, here, user)
    if "/login/ma/" in page.url:
        Authenticator.objects.filter(user=user).delete()
        secret = with_telephone(user)
        page.get_by_label("Mã", exact=True).fill(code_of(secret))
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page).to_have_url(f"{here}/admin/")
    return page


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_how_it_looks(window, here, editor, device, scheme):
    """Each page between the password and the site, and the screens: nothing cut off, nothing for axe to find."""
    page = window(DEVICES[device], color_scheme=scheme)
    found = {}

    def look(name):
        page.wait_for_load_state()
        expect(page.locator("#main, main").first).to_be_visible()
        picture(page, f"{name}-{device}-{scheme}")
        if told := list(findings(page)):
            found[name] = told

    page.goto(f"{here}/admin/login/")
    look("log-in")
    type_password(page, here, editor)
    look("set-up")
    page.get_by_label("Mã", exact=True).fill(code_of(key_of(page)))
    page.get_by_role("button", name="Hoàn tất").click()
    expect(page.locator(".doors-codes li")).to_have_count(10)
    look("codes")
    page.context.clear_cookies()
    type_password(page, here, editor)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    look("code")
    page.goto(f"{here}/admin/login/thiet-lap/khoa/")
    page.context.clear_cookies()

    administrator = factories.UserFactory(username="quan.tri", groups=["Quản trị"])
    with_telephone(administrator)
    sessions.UserSession.objects.create(
        user=administrator, ip="203.0.113.9", session_key="y" * 32, user_agent="Mozilla/5.0 (iPhone) Safari/604.1"
    )
    whole_session(page, here, administrator)
    page.goto(f"{here}/admin/bao-mat/")
    look("own")
    page.goto(f"{here}/admin/login/thiet-lap/khoa/")
    look("passkey")
    page.goto(f"{here}/admin/login/xac-nhan/")
    look("prove")
    asker = factories.UserFactory(groups=["Quản trị"])
    FactorReset.objects.create(account=editor, asked_by=asker, reason="Đã đến cơ quan, mang căn cước; mất điện thoại.")
    page.goto(f"{here}/admin/mat-yeu-to-thu-hai/")
    look("resets")
    page.goto(f"{here}/admin/mat-yeu-to-thu-hai/tai-khoan/{editor.pk}/")
    look("account-waiting")
    FactorReset.objects.update(withdrawn_at=sessions.timezone.now())
    page.goto(f"{here}/admin/mat-yeu-to-thu-hai/tai-khoan/{editor.pk}/")
    look("account")
    page.goto(f"{here}/admin/account/")
    picture(page, f"account-panel-{device}-{scheme}")
    assert not found, found
