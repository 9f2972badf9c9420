"""Wrong passwords: five for a user name, twenty for an address, within ten minutes."""

import datetime
import re

import pytest
import time_machine
from axes.models import AccessAttempt
from django.core import signing
from django.test import Client, RequestFactory
from django.utils import timezone

from submissions.accounts.known_browsers import SALT
from submissions.accounts.lockout import client_address, counted_name
from submissions.upkeep.locked import locked_accounts, open_account
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"
START = datetime.datetime(2019, 4, 4, 8, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def counting(settings):
    settings.AXES_ENABLED = True


@pytest.fixture
def user():
    return UserFactory(username="hoa", groups=["Biên tập viên"])


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def attempt(client, name, password="sai", *, address="192.0.2.1", **headers):
    return client.post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR=address, headers=headers)


def fail(client, times, name="hoa", **where):
    return [attempt(client, name, **where).status_code for _ in range(times)]


def test_the_fifth_failure_locks_and_the_right_password_waits_too(client, user):
    assert fail(client, 5) == [200, 200, 200, 200, 429]
    assert attempt(client, "hoa", PASSWORD).status_code == 429
    assert "_auth_user_id" not in client.session


def test_four_failures_do_not_and_a_success_starts_anew(client, user):
    for _ in range(3):
        assert fail(client, 4) == [200] * 4
        assert attempt(client, "hoa", PASSWORD).status_code == 302
        client.logout()


def test_the_lock_holds_from_any_address_and_leaves_others_alone(client, user):
    UserFactory(username="binh", groups=["Biên tập viên"])
    fail(client, 5)
    assert attempt(client, "hoa", PASSWORD, address="192.0.2.2").status_code == 429
    assert attempt(client, "binh", PASSWORD).status_code == 302


def test_it_ends_ten_minutes_after_the_last_counted_failure(client, user, clock):
    fail(client, 5)
    clock.shift(datetime.timedelta(minutes=9, seconds=59))
    assert attempt(client, "hoa", PASSWORD).status_code == 429
    clock.shift(datetime.timedelta(seconds=2))
    assert attempt(client, "hoa", PASSWORD).status_code == 302


def test_old_failures_are_forgotten(client, user, clock):
    fail(client, 4)
    clock.shift(datetime.timedelta(minutes=10, seconds=1))
    assert fail(client, 4) == [200] * 4


def test_the_page_says_until_when(client, user, clock):
    fail(client, 4)
    clock.shift(datetime.timedelta(minutes=2))
    response = attempt(client, "hoa")
    assert (response.status_code, response["Retry-After"]) == (429, "600")
    text = response.content.decode()
    assert "Tạm dừng đăng nhập" in text
    assert "<strong>15:12</strong>" in text
    assert "/admin/password_reset/" in text


@pytest.mark.parametrize(
    "spellings",
    [
        ["hoa", "HOA", "Hoa", " hoa ", "hoA"],
        ["nguyễn", "NGUYỄN", "nguye\u0302\u0303n", "Nguyễn", "nguy\u1ec5n"],
        ["ｈｏａ", "hoa", "HOA", "hoa", "hoa"],
    ],
    ids=["case and spaces", "decomposed", "full width"],
)
def test_other_spellings_of_a_name_do_not_evade(client, spellings):
    assert [attempt(client, name).status_code for name in spellings] == [200, 200, 200, 200, 429]


def test_another_browser_does_not_evade(client):
    answers = [attempt(client, "hoa", **{"user-agent": f"B/{n}"}).status_code for n in range(5)]
    assert answers == [200, 200, 200, 200, 429]


def test_an_unknown_name_is_answered_like_a_known_one(client, user, clock):
    known, unknown = fail(client, 5), fail(client, 5, "khong-co", address="192.0.2.9")
    assert known == unknown
    pages = [re.sub('"[A-Za-z0-9]{64}"', "", attempt(client, name).content.decode()) for name in ("hoa", "khong-co")]
    assert pages[0] == pages[1]


def test_twenty_failures_from_one_address_lock_it(client, user):
    answers = [attempt(client, f"ten-{n}").status_code for n in range(20)]
    assert answers == [200] * 19 + [429]
    assert attempt(client, "hoa", PASSWORD).status_code == 429
    assert attempt(client, "hoa", PASSWORD, address="192.0.2.2").status_code == 302


def test_logging_in_oneself_does_not_clear_the_address(client, user):
    for n in range(19):
        attempt(client, f"ten-{n}")
    assert attempt(client, "hoa", PASSWORD).status_code == 302
    client.logout()
    assert attempt(client, "ten-20").status_code == 429


def test_knocking_on_a_locked_door_does_not_lock_it_longer(client, user, clock):
    fail(client, 5)
    clock.shift(datetime.timedelta(minutes=9))
    assert fail(client, 3) == [429] * 3
    clock.shift(datetime.timedelta(minutes=1, seconds=1))
    assert attempt(client, "hoa", PASSWORD).status_code == 302


def test_a_password_can_be_asked_for_while_locked(client, user):
    fail(client, 5)
    assert client.get("/admin/password_reset/").status_code == 200
    assert client.post("/admin/password_reset/", {"email": user.email}).status_code == 302


def test_a_very_long_name_and_an_empty_one_are_no_error(client):
    assert attempt(client, "ﷺ" * 150).status_code == 200
    assert attempt(client, "x" * 5000).status_code == 200
    assert attempt(client, "").status_code == 200


def test_a_name_of_marks_is_counted_at_once():
    """A form takes two megabytes, and to put such a row in order takes the square of its length."""
    request = RequestFactory().post("/", {"username": "a" + "\u0315\u0300" * 200_000})
    assert len(counted_name(request)) == 150


def test_no_password_is_written_down(client, user):
    attempt(client, "hoa", "bi-mat-cua-toi")
    assert "bi-mat-cua-toi" not in str(AccessAttempt.objects.values_list())


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "address"),
    [
        (0, "192.0.2.1", None, "192.0.2.1"),
        (0, "192.0.2.1", "198.51.100.7", "192.0.2.1"),
        (1, "10.0.0.1", "198.51.100.7", "198.51.100.7"),
        (1, "10.0.0.1", "1.1.1.1, 198.51.100.7", "198.51.100.7"),
        (2, "10.0.0.1", "1.1.1.1, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (2, "10.0.0.1", "198.51.100.7", "198.51.100.7"),
        (1, "10.0.0.1", None, "10.0.0.1"),
        (1, "10.0.0.1", "<script>", None),
        (0, "", None, None),
        (0, "::ffff:192.0.2.1", None, "192.0.2.1"),
        (0, "2001:db8:1:2:aaaa::1", None, "2001:db8:1:2::"),
        (0, "2001:db8:1:2:bbbb::1", None, "2001:db8:1:2::"),
    ],
)
def test_whose_address_is_counted(settings, proxies, remote, forwarded, address):
    settings.PROXY_COUNT = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)
    assert client_address(request) == address


def test_behind_a_proxy_one_visitor_does_not_lock_out_all(client, user, settings):
    settings.PROXY_COUNT = 1
    for n in range(20):
        attempt(client, f"ten-{n}", address="10.0.0.1", **{"x-forwarded-for": f"9.9.9.{n}, 198.51.100.7"})
    other = Client()
    assert attempt(other, "hoa", PASSWORD, address="10.0.0.1", **{"x-forwarded-for": "198.51.100.8"}).status_code == 302
    assert attempt(client, "hoa", address="10.0.0.1", **{"x-forwarded-for": "1.1.1.1, 198.51.100.7"}).status_code == 429


def test_times_are_local(client, user):
    with time_machine.travel(datetime.datetime(2019, 4, 4, 17, 55, tzinfo=datetime.UTC), tick=False):
        fail(client, 4)
        assert "<strong>01:05</strong>" in attempt(client, "hoa").content.decode()
        assert timezone.localdate() == datetime.date(2019, 4, 5)


class TestKnownBrowser:
    """Whoever knows a user name can lock it; its owner still comes in where the owner came in before."""

    def logged_out(self, browser):
        """As after logging out: the session goes, what the browser is known by stays."""
        browser.cookies.pop("sessionid", None)
        return browser

    def test_a_stranger_locks_the_name_and_its_owner_comes_in(self, client, user):
        browser = Client()
        attempt(browser, "hoa", PASSWORD)
        assert fail(client, 5) == [200, 200, 200, 200, 429]
        assert attempt(self.logged_out(browser), "hoa", PASSWORD).status_code == 302
        assert attempt(client, "hoa", PASSWORD).status_code == 429

    def test_so_it_is_when_the_whole_office_is_locked(self, client, user):
        browser = Client()
        attempt(browser, "hoa", PASSWORD)
        for n in range(20):
            attempt(client, f"ten-{n}")
        assert attempt(client, "hoa", PASSWORD).status_code == 429
        assert attempt(self.logged_out(browser), "hoa", PASSWORD).status_code == 302

    def test_it_is_counted_by_itself(self, client, user):
        browser = Client()
        attempt(browser, "hoa", PASSWORD)
        assert fail(self.logged_out(browser), 5) == [200, 200, 200, 200, 429]
        assert attempt(browser, "hoa", PASSWORD).status_code == 429
        # And locks nobody else out: the owner's other computer counts anew.
        assert attempt(client, "hoa", PASSWORD).status_code == 302

    def test_for_other_names_it_is_a_stranger(self, client, user):
        UserFactory(username="binh", groups=["Biên tập viên"])
        browser = Client()
        attempt(browser, "hoa", PASSWORD)
        fail(client, 5, "binh")
        assert attempt(self.logged_out(browser), "binh", PASSWORD).status_code == 429

    @pytest.mark.parametrize("cookie", ["", "x", "eyJob2EiOiJhIn0:1:abc", '{"hoa":"a"}'])
    def test_made_up_it_is_nothing(self, client, user, cookie):
        fail(client, 5)
        browser = Client()
        browser.cookies["known_browser"] = cookie
        assert attempt(browser, "hoa", PASSWORD).status_code == 429

    def test_a_new_word_is_not_had_by_failing(self, client, user):
        """Only a log-in that succeeded leaves it."""
        fail(client, 4)
        assert "known_browser" not in client.cookies

    def test_signing_in_again_brings_no_new_count(self, user):
        browser = Client()
        attempt(browser, "hoa", PASSWORD)
        before = browser.cookies["known_browser"].value
        attempt(self.logged_out(browser), "hoa", PASSWORD)
        words = [signing.loads(one, salt=SALT) for one in (before, browser.cookies["known_browser"].value)]
        assert words[0] == words[1]

    def test_nobody_types_the_mark(self, client, user):
        browser = Client()
        attempt(browser, "hoa", PASSWORD)
        word = signing.loads(browser.cookies["known_browser"].value, salt=SALT)["hoa"]
        fail(client, 5)
        assert attempt(client, f"hoa|{word}", PASSWORD).status_code == 200
        assert not AccessAttempt.objects.filter(username=f"hoa|{word}").exists()

    def test_the_administrator_opens_it_too(self, user):
        browser = Client()
        attempt(browser, "hoa", PASSWORD)
        fail(self.logged_out(browser), 5)
        assert [one.account for one in locked_accounts()] == [user]
        open_account(pk=user.pk, user=UserFactory(groups=["Quản trị"]))
        assert attempt(browser, "hoa", PASSWORD).status_code == 302
