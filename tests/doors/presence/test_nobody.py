"""Who has not shown the second factor is nobody, whatever is asked and however: by the resolver's own list."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from doors.presence.middleware import WhoIsHere, who_is_here
from submissions.models import NewsPage, User
from tests import factories, workflow
from tests.doors.people import HOME, Browser, code_of, with_telephone
from tests.language import addresses

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR_FOR = ["administrator", "superuser", "board"]


def half_in(user):
    """A browser with a whole session of Django's for `user`, who showed no factor: as on the day of an update."""
    browser = Browser(raise_request_exception=False)
    browser.force_login(user, backend=BACKEND)
    return browser


def somewhere(name, wanted):
    """An address of the view `name`, with whatever fits its arguments; None where nothing does."""
    by_name = [dict.fromkeys(wanted or (), value) for value in (1, "1", "x", "abc")]
    tries = [(1,) * 5, ("x",) * 5] if wanted is None else by_name
    for given in tries:
        for arguments in [given] if isinstance(given, dict) else [given[:n] for n in range(1, 6)]:
            try:
                kwargs = {"kwargs": arguments} if isinstance(arguments, dict) else {"args": arguments}
                return reverse(name, **kwargs)
            except NoReverseMatch:
                continue
    return None


def told(response):
    return response.status_code, response.get("Location", "")


def test_every_address_answers_as_to_nobody():
    """Those of Wagtail that nobody thought of too, and those of its next version."""
    strangers, superuser = Client(raise_request_exception=False), half_in(factories.UserFactory(is_superuser=True))
    asked = {address for name, wanted in addresses.views() if (address := somewhere(name, wanted))}
    asked = sorted(one for one in asked if one.startswith(("/admin/", "/documents/")))
    assert len(asked) > 300
    wrong = []
    for address in asked:
        for method in ("get", "post"):
            answers = [told(getattr(one, method)(address)) for one in (superuser, strangers)]
            if answers[0] != answers[1]:
                wrong.append((method, address, *answers))
    assert wrong == []
    # The walk itself would see an open door.
    superuser.session.flush()
    in_for_good = half_in(factories.UserFactory(groups=["Người xem báo cáo"]))
    assert told(in_for_good.get(HOME)) != told(strangers.get(HOME))


@pytest.fixture(params=["needs one and has none", "has one and did not show it"])
def browser(request):
    editor = factories.editor()
    if request.param == "has one and did not show it":
        with_telephone(editor)
    return half_in(editor)


class TestRealThings:
    """With objects that are there, as somebody whose rights reach them."""

    def test_the_first_screen_and_scripts(self, browser):
        assert browser.get(HOME)["Location"].startswith("/admin/login/")
        assert browser.get(HOME, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
        assert browser.get("/admin/phien/").status_code in (302, 403)

    def test_a_decision_and_an_autosave(self, browser):
        unit = factories.UnitFactory()
        writer, leader = factories.contributor_of(unit), factories.leader_of(unit)
        draft = factories.news(unit, owner=writer, image=factories.photo(unit))
        page = workflow.approve_as(workflow.submit(draft, writer), leader)
        for address in (
            reverse("submissions:publish", args=[page.pk]),
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]),
        ):
            assert browser.post(address, {"title": "Khác"})["Location"].startswith("/admin/login/")
        page = NewsPage.objects.get(pk=page.pk)
        assert not page.live
        assert page.get_latest_revision_as_object().title != "Khác"
        for name in ("wagtailadmin_api:pages:listing", "wagtailadmin_api:images:listing"):
            answer = browser.get(reverse(name))
            assert answer.status_code in (302, 401, 403), name

    def test_a_file_that_is_not_public(self, browser):
        document = factories.document(factories.UnitFactory())
        address = reverse("wagtaildocs_serve", args=[document.pk, document.filename])
        assert browser.get(address).status_code == 404

    def test_an_account_is_not_made(self, settings):
        browser = half_in(factories.UserFactory(groups=["Quản trị"]))
        before = User.objects.count()
        form = {"username": "ke.gian", "email": "x@y.vn", "first_name": "A", "last_name": "B"}
        browser.post(reverse("wagtailusers_users:add"), form)
        assert User.objects.count() == before

    def test_logging_in_whole_opens_it_all(self):
        admin = factories.UserFactory(groups=["Quản trị"])
        browser = half_in(admin)
        secret = with_telephone(admin)
        assert not browser.is_in
        assert browser.log_in(admin, secret).is_in


def test_a_reader_asks_the_database_nothing_more(rf, django_assert_num_queries):
    """The site is read without sessions: nobody is looked for until somebody asks."""
    request = rf.get("/")
    request.user = AnonymousUser()
    with django_assert_num_queries(0):
        assert WhoIsHere(lambda request: "page")(request) == "page"


def test_nobody_stays_nobody(rf):
    assert not who_is_here(rf.get("/"), AnonymousUser()).is_authenticated


def test_what_a_session_knows_lies_in_it():
    """No statement for each request: not of the factor, not of the row of the session."""
    browser = Browser().log_in(factories.UserFactory(groups=["Người xem báo cáo"]))
    browser.get(HOME)
    with CaptureQueriesContext(connection) as asked:
        browser.get(HOME)
    assert not [one["sql"] for one in asked if "mfa_authenticator" in one["sql"] or "usersessions" in one["sql"]]


def test_the_code_is_asked_in_the_place_of_a_session_without_it():
    editor = factories.editor()
    secret = with_telephone(editor)
    browser = half_in(editor)
    assert browser.password(editor)["Location"] == "/admin/login/ma/"
    browser.code(code_of(secret))
    assert browser.is_in
