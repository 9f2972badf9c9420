"""A form sent by an ended session, or with the token of an earlier one: never a bare page, and back to the form."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from submissions.models import NewsPage
from tests import factories
from tests.submissions.quick import quickly
from tests.submissions.registers import log_in
from tests.workflow import fresh, submit

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"


@pytest.fixture
def contributor(unit):
    factories.leader_of(unit)
    return factories.contributor_of(unit)


@pytest.fixture
def piece(unit, contributor):
    return factories.news(unit, owner=contributor)


@pytest.fixture
def waiting(piece, contributor):
    return submit(piece, contributor)


def send_back(client, piece, *, reason="Bổ sung địa điểm.", referrer=None, **headers):
    if referrer is not None:
        headers["referer"] = referrer
    return client.post(reverse("submissions:send_back", args=[piece.pk]), {"reason": reason}, headers=headers)


def words(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_who_was_logged_out_comes_back_to_the_form_and_hears_why(client, waiting, unit):
    form = f"/admin/tin-bai/{waiting.pk}/?xem=1"
    response = send_back(client, waiting, referrer=f"http://testserver{form}")
    assert response.status_code == 302
    login = client.get(response["Location"])
    assert "chưa gửi được gì" in login.content.decode()
    leader = factories.leader_of(unit)
    password = {"username": leader.username, "password": factories.PASSWORD}
    back = client.post(response["Location"], password | {"next": login.context["next"]})
    assert back["Location"] == form
    assert fresh(waiting).current_workflow_state.status == "in_progress"


@pytest.mark.parametrize(
    "referrer",
    ["", "https://elsewhere.example/admin/x/", "http://testserver/tin-tuc/", "//elsewhere.example/admin/", "x"],
)
def test_nobody_is_led_elsewhere(client, waiting, referrer):
    response = send_back(client, waiting, referrer=referrer)
    assert response["Location"] == f"{LOGIN}?next=%2Fadmin%2F"


def test_the_script_is_told_that_nobody_is_logged_in(client, waiting):
    response = send_back(client, waiting, **{"x-kept": "1"})
    assert (response.status_code, response.json()) == (401, {"login": True})


def test_the_script_is_told_where_to_and_that_it_is_kept(client, waiting, unit):
    page = log_in(client, factories.leader_of(unit)).get(reverse("submissions:piece", args=[waiting.pk]))
    position = page.context["position"]
    data = {"reason": "Bổ sung địa điểm.", "position": position}
    address = reverse("submissions:send_back", args=[waiting.pk])
    response = client.post(address, data, headers={"x-kept": "1"})
    assert response.json() == {"to": reverse("submissions:piece", args=[waiting.pk]), "kept": True}
    assert fresh(waiting).current_workflow_state.status == "needs_changes"
    # What the person is told survives the answer.
    assert "Đã trả lại tin, bài kèm lý do." in client.get(response.json()["to"]).content.decode()
    again = client.post(address, data, headers={"x-kept": "1"})
    assert again.json()["kept"] is False


def test_without_the_script_nothing_changes(client, waiting, unit):
    log_in(client, factories.leader_of(unit))
    assert send_back(client, waiting).status_code == 302


def test_a_form_of_before_the_log_in_is_sent_again_and_no_bare_page(waiting, unit):
    client = log_in(Client(enforce_csrf_checks=True), factories.leader_of(unit))
    piece = reverse("submissions:piece", args=[waiting.pk])
    response = send_back(client, waiting, referrer=f"http://testserver{piece}")
    assert (response.status_code, response["Location"]) == (302, piece)
    assert "chưa gửi được gì" in client.get(piece).content.decode()
    script = send_back(client, waiting, **{"x-kept": "1"})
    assert (script.status_code, script.json()) == (403, {"csrf": True})
    assert fresh(waiting).current_workflow_state.status == "in_progress"


def test_a_form_of_the_public_site_keeps_djangos_page(client):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/tim-kiem/").status_code == 403


def test_who_is_logged_in_is_told_by_name_and_token(client, contributor):
    assert client.get("/admin/phien/").status_code == 302
    assert client.get("/admin/phien/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
    answer = log_in(client, contributor).get("/admin/phien/")
    assert (answer.json()["person"], bool(answer.json()["csrf"])) == (contributor.pk, True)
    assert "no-store" in answer["Cache-Control"]


def test_every_screen_says_whose_it_is_and_the_log_in_nobodys(client, contributor):
    meta = 'name="kept-person"'
    assert meta not in client.get(LOGIN).content.decode()
    page = log_in(client, contributor).get("/admin/").content.decode()
    assert f'{meta} content="{contributor.pk}"' in page


def test_logging_out_says_that_nothing_typed_may_stay(client, contributor):
    response = log_in(client, contributor).post("/admin/logout/")
    assert response.cookies["kept-gone"].value == "1"
    assert response.cookies["kept-gone"]["path"] == "/admin/"


def test_a_piece_sent_twice_by_the_script_is_one(client, contributor, unit):
    """Its answer was lost: the second time it leads to the same piece."""
    log_in(client, contributor)
    address = reverse("submissions:quick_add", args=[unit.pk])
    data = quickly.opened(client, address, title="Ra quân", do="save")
    first, second = (client.post(address, data, headers={"x-kept": "1"}).json() for _ in range(2))
    assert first["to"] == second["to"]
    assert NewsPage.objects.count() == 1
