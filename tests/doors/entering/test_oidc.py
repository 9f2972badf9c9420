"""Log-in by the office's own server: off by default, opens no account that is not meant, asks for the factor too."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from submissions.models import User
from tests import factories
from tests.doors.entering.office import CLIENT, SECRET, Office
from tests.doors.people import CODE, HOME, LOGIN, OWN, Browser, code_of, with_telephone
from tests.soup import text_of

pytestmark = pytest.mark.django_db
BEGIN = "/admin/login/co-quan/oidc/"
CONNECT = "/admin/login/co-quan/lien-ket/"


@pytest.fixture(scope="module")
def running():
    office = Office()
    yield office
    office.close()


@pytest.fixture
def office(running, settings):
    running.claims, running.broken = {"sub": "can-bo-17", "email": "hoa@phanthiet.example"}, False
    settings.OIDC_SERVER, settings.OIDC_NAME = running.address, "Cổng tỉnh"
    app = {"provider_id": "oidc", "name": "x", "client_id": CLIENT, "secret": SECRET}
    app["settings"] = {"server_url": running.address}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    return running


@pytest.fixture
def user():
    return factories.editor(email="hoa@phanthiet.example")


def come(office, browser=None, **answer):
    browser = browser or Browser()
    return browser, office.visit(browser, browser.post(BEGIN), **answer)


def connect(office, user):
    browser = Browser().log_in(user)
    office.visit(browser, browser.post(CONNECT))
    return browser


class TestOff:
    def test_by_default(self, settings, user):
        assert settings.OIDC_SERVER == ""
        for address in (BEGIN, f"{BEGIN}ve/", CONNECT):
            assert Browser().post(address).status_code in (404, 405)
            assert Browser().get(address).status_code in (404, 405)
        assert "co-quan" not in Browser().get(LOGIN).content.decode()

    @pytest.mark.parametrize(
        "address",
        ["/accounts/", "/accounts/signup/", "/accounts/2fa/", "/admin/signup/", "/admin/login/co-quan/google/"],
    )
    def test_no_page_of_allauth_has_an_address(self, address):
        assert Browser().get(address).status_code in (302, 404, 405)
        assert "allauth" not in str(getattr(Browser().get(address).resolver_match, "func", ""))


class TestConnected:
    def test_by_its_owner_while_logged_in(self, office, user):
        page = connect(office, user).get(OWN)
        assert "Đã liên kết" in text_of(page)
        browser, answer = come(office)
        assert answer["Location"] == HOME
        assert browser.is_in

    def test_the_log_in_offers_it(self, office):
        assert "Đăng nhập bằng Cổng tỉnh" in text_of(Browser().get(LOGIN))

    def test_the_second_factor_is_asked_for_all_the_same(self, office, user):
        connect(office, user)
        secret = with_telephone(user)
        browser, answer = come(office)
        assert answer["Location"] == CODE
        assert not browser.is_in
        browser.code(code_of(secret))
        assert browser.is_in

    def test_a_closed_account_stays_closed(self, office, user):
        connect(office, user)
        User.objects.update(is_active=False)
        browser, _answer = come(office)
        assert not browser.is_in

    def test_who_has_nothing_to_do_here_is_told_so(self, office, user):
        connect(office, user)
        user.groups.clear()
        browser, answer = come(office)
        assert not browser.is_in
        assert "chưa được giao việc tại đây" in text_of(browser.get(answer["Location"]))

    def test_a_person_of_the_server_is_one_account(self, office, user):
        connect(office, user)
        other = factories.editor()
        page = Browser().log_in(other)
        page.post(CONNECT)
        answer = office.visit(page, page.post(CONNECT))
        assert "đã liên kết với tài khoản khác" in text_of(page.get(answer["Location"], follow=True))
        assert SocialAccount.objects.get().user == user

    def test_who_logs_in_with_a_connecting_of_somebody_else_connects_nothing(self, office, user):
        """The session began to connect, then another person sat down."""
        browser = Browser().log_in(user)
        begun = browser.post(CONNECT)
        browser.force_login(factories.editor(), backend="django.contrib.auth.backends.ModelBackend")
        office.visit(browser, begun)
        assert not SocialAccount.objects.exists()


class TestStrangers:
    def test_an_address_alone_opens_nothing(self, office, user):
        office.claims["email_verified"] = True
        browser, answer = come(office)
        assert not browser.is_in
        assert "Chưa có tài khoản nào" in text_of(browser.get(answer["Location"]))
        assert not SocialAccount.objects.exists()

    @pytest.fixture
    def matching(self, settings):
        settings.OIDC_MATCH_EMAIL = True

    def test_a_verified_address_where_the_setting_says_so(self, office, user, matching):
        office.claims["email_verified"] = True
        browser, _answer = come(office)
        assert browser.is_in
        assert SocialAccount.objects.get().user == user

    @pytest.mark.parametrize("verified", [False, None, "false", "", 0, "no", [], {}, "yes please"])
    def test_not_one_that_the_server_did_not_verify(self, office, user, matching, verified):
        office.claims["email_verified"] = verified
        browser, _answer = come(office)
        assert not browser.is_in

    @pytest.mark.parametrize("email", [None, "", [], {}, 5, "khac@phanthiet.example", "hoa@phanthiet.example,x@y.vn"])
    def test_not_by_something_else(self, office, user, matching, email):
        office.claims |= {"email_verified": True, "email": email}
        browser, _answer = come(office)
        assert not browser.is_in

    def test_not_a_mailbox_of_two(self, office, user, matching):
        factories.editor(email="HOA@phanthiet.example", is_active=False)
        office.claims["email_verified"] = True
        browser, _answer = come(office)
        assert not browser.is_in

    def test_not_the_mailbox_of_a_unit(self, office, user, matching):
        factories.UnitFactory(email="hoa@phanthiet.example")
        office.claims["email_verified"] = True
        browser, _answer = come(office)
        assert not browser.is_in

    def test_not_by_a_second_person_with_the_address(self, office, user, matching):
        """The address went to somebody else at the server: the account stays with whom it was connected."""
        office.claims["email_verified"] = True
        come(office)
        office.claims["sub"] = "nguoi-khac"
        browser, _answer = come(office)
        assert not browser.is_in
        assert SocialAccount.objects.get().uid == "can-bo-17"

    def test_no_account_is_made(self, office, matching):
        office.claims["email_verified"] = True
        come(office)
        assert not User.objects.exists()

    def test_unless_the_setting_says_so_and_then_without_a_right(self, office, matching, settings):
        settings.OIDC_CREATE = True
        office.claims |= {"email_verified": True, "preferred_username": "moi.den", "given_name": "Hòa"}
        browser, answer = come(office)
        assert User.objects.get().username == "moi.den"
        assert not browser.is_in
        assert "chưa được giao việc tại đây" in text_of(browser.get(answer["Location"]))

    def test_a_user_name_that_somebody_has_is_not_taken(self, office, matching, settings):
        settings.OIDC_CREATE = True
        root = factories.UserFactory(username="root", is_superuser=True)
        office.claims |= {"email_verified": True, "preferred_username": "ROOT"}
        browser, _answer = come(office)
        assert not browser.is_in
        assert User.objects.get() == root


class TestForged:
    @pytest.fixture(autouse=True)
    def connected(self, office, user):
        connect(office, user)

    def test_without_the_state_of_this_browser(self, office):
        begun = Browser().post(BEGIN)
        browser = Browser()
        answer = office.visit(browser, begun)
        assert answer["Location"] == LOGIN
        assert not browser.is_in

    def test_the_same_way_back_twice(self, office):
        browser = Browser()
        begun = browser.post(BEGIN)
        office.visit(browser, begun)
        browser.post(reverse("wagtailadmin_logout"))
        office.visit(browser, begun)
        assert not browser.is_in

    def test_a_code_that_the_server_does_not_know(self, office):
        office.broken = True
        browser, answer = come(office)
        assert not browser.is_in
        assert "Chưa đăng nhập được bằng tài khoản kia" in text_of(browser.get(answer["Location"]))

    def test_an_error_of_the_server(self, office):
        browser = Browser()
        answer = office.visit(browser, browser.post(BEGIN), error="access_denied")
        assert answer["Location"] == LOGIN

    def test_a_link_begins_nothing(self, office):
        assert Browser().get(BEGIN).status_code == 405

    def test_it_leads_to_no_other_site(self, office):
        browser = Browser()
        answer = office.visit(browser, browser.post(BEGIN, {"next": "https://xau.example/"}))
        assert answer["Location"] == HOME
