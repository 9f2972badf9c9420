"""Passkeys: made, shown, and forged in all the ways that a key and a browser do not allow."""

import json

import pytest
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator

from tests import factories
from tests.doors.entering.key import Key
from tests.doors.people import CODE, SET_UP, Browser, code_of, codes_on, key_on
from tests.soup import soup_of, text_of

pytestmark = pytest.mark.django_db
ADD = "/admin/login/thiet-lap/khoa/"


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR_FOR = ["board"]
    settings.WAGTAILADMIN_BASE_URL = "https://testserver"


@pytest.fixture
def editor():
    return factories.editor()


def question_on(response):
    return json.loads(soup_of(response).select_one("#doors-question").string)


def waiting(editor):
    browser = Browser()
    browser.password(editor)
    return browser


@pytest.fixture
def key(editor):
    """The key of the editor, set up at the first log-in."""
    key, browser = Key(), waiting(editor)
    page = browser.post(ADD, {"credential": key.make(question_on(browser.get(ADD))), "name": "Máy ở nhà"})
    assert len(codes_on(page)) == 10
    assert browser.is_in
    return key


def show(browser, key, **how):
    return browser.post(CODE, {"credential": key.show(question_on(browser.get(CODE)), **how)})


def test_made_and_shown(editor, key):
    browser = waiting(editor)
    assert not browser.is_in
    assert show(browser, key).status_code == 302
    assert browser.is_in
    row = Authenticator.objects.get(type="webauthn")
    assert row.wrap().name == "Máy ở nhà"
    assert row.last_used_at is not None


def test_another_key_is_none(editor, key):
    browser = waiting(editor)
    other = Key()
    other.number = key.number
    assert "mã" in text_of(show(browser, other)).lower()
    assert not browser.is_in


def test_of_another_site_it_is_none(editor, key):
    """A page that looks like this one hands on what the key says there."""
    browser = waiting(editor)
    assert show(browser, key, origin="https://testserver.xau.example").status_code == 200
    key.host = "xau.example"
    assert show(browser, key).status_code == 200
    assert not browser.is_in


def test_an_answer_holds_for_one_question(editor, key):
    browser = waiting(editor)
    answer = key.show(question_on(browser.get(CODE)))
    other = waiting(editor)
    other.get(CODE)
    assert other.post(CODE, {"credential": answer}).status_code == 200
    assert browser.post(CODE, {"credential": answer}).status_code == 302
    third = waiting(editor)
    assert third.post(CODE, {"credential": answer}).status_code == 200
    assert not third.is_in


def test_of_somebody_else_it_opens_nothing(editor, key):
    other, strange = factories.editor(), Key()
    adding = waiting(other)
    adding.post(ADD, {"credential": strange.make(question_on(adding.get(ADD)))})
    browser = waiting(other)
    assert show(browser, key).status_code == 200
    assert not browser.is_in


MADE_UP = ["{}", "[]", "null", "1", "x", '{"id": 1}', '{"response": []}', "9" * 30_000]
MADE_UP += ['{"id":"","rawId":"","type":"","response":{}}']


@pytest.mark.parametrize("answer", MADE_UP)
def test_made_up_answers_are_told_so(editor, key, answer):
    browser = waiting(editor)
    browser.get(CODE)
    assert browser.post(CODE, {"credential": answer}).status_code == 200
    assert not browser.is_in


@pytest.mark.parametrize("answer", [*MADE_UP, ""])
def test_made_up_answers_make_no_key(editor, answer):
    browser = waiting(editor)
    browser.get(ADD)
    page = browser.post(ADD, {"credential": answer})
    assert "Chưa dùng được khóa truy cập" in text_of(page)
    assert not Authenticator.objects.exists()
    assert not browser.is_in


def test_forged_ones_are_counted(editor, key, settings):
    settings.AXES_ENABLED = True
    browser = waiting(editor)
    browser.get(CODE)
    assert [browser.post(CODE, {"credential": "{}"}).status_code for _ in range(5)][-1] == 429
    assert browser.get(CODE).status_code == 429


def test_beside_a_telephone(editor, key):
    browser = waiting(editor)
    show(browser, key)
    secret = key_on(browser.get(SET_UP))
    browser.post(SET_UP, {"code": code_of(secret)})
    page = soup_of(waiting(editor).get(CODE)).get_text()
    assert "Dùng khóa truy cập" in page
    assert "sáu chữ số" in page


def test_the_host_of_the_site_holds_with_and_without_www(rf, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://phanthiet.example"
    for host, wanted in (
        ("www.phanthiet.example", "phanthiet.example"),
        ("phanthiet.example", "phanthiet.example"),
        ("localhost:8000", "localhost"),
        ("xauphanthiet.example", "xauphanthiet.example"),
    ):
        with context.request_context(rf.get("/", headers={"host": host})):
            assert get_adapter().get_public_key_credential_rp_entity()["id"] == wanted
