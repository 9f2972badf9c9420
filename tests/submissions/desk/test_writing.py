"""From “Viết tin, bài” into the editor and out of it: buttons in the office's words, and where one lands."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import rich_text

from submissions.desk import action_menu
from submissions.models import Category, NewsPage, Unit
from submissions.rights import positions
from submissions.rights.stages import Stage, stage_of
from tests import factories
from tests.browserform import form_of, stream
from tests.soup import soup_of
from tests.submissions import attempts
from tests.submissions.states import make_piece
from tests.workflow import again, fresh

pytestmark = pytest.mark.django_db

WRITE = reverse("submissions:write")
# (actor, state) → the buttons below the editor, in order.
BUTTONS = {
    ("contributor", "draft"): ["Trình lãnh đạo duyệt", "Lưu bản nháp", "Xem tin, bài"],
    ("leader", "draft"): ["Trình lãnh đạo duyệt", "Lưu bản nháp", "Xem tin, bài"],
    ("contributor", "returned_by_leader"): ["Trình lãnh đạo duyệt", "Lưu bản nháp", "Xem tin, bài"],
    ("contributor", "returned_by_board"): ["Trình lãnh đạo duyệt", "Lưu bản nháp", "Xem tin, bài"],
    ("leader", "at_leader"): ["Duyệt", "Lưu bản nháp", "Trả lại…"],
    ("editor", "at_board"): ["Đăng", "Lưu bản nháp", "Trả lại…"],
    ("editor", "published"): ["Đăng", "Lưu bản nháp", "Xem tin, bài"],
    ("editor", "cleared"): ["Đăng", "Lưu bản nháp", "Xem tin, bài"],
    ("contributor", "published"): ["Trình lãnh đạo duyệt", "Lưu bản nháp", "Xem tin, bài"],
}


def signed_in(user):
    client = Client()
    client.force_login(again(user))
    return client


def written(cast, **extra):
    """What a browser sends for a new piece with one photo."""
    blocks = [
        ("text", rich_text("<p>Sáng nay, phường ra quân.</p>")),
        ("photo", {"image": str(cast.photo.pk), "caption": "Ra quân", "credit": "", "alt": ""}),
    ]
    return {
        "title": "Phường ra quân dọn vệ sinh",
        "lead": "Hơn 100 người tham gia.",
        "genre": "tin",
        "category": str(Category.objects.get(slug="tin-tuc-su-kien").pk),
        "origin": "own",
        **stream("body", blocks),
        **extra,
    }


def editor_of(unit):
    return reverse("wagtailadmin_pages:add", args=["submissions", "newspage", unit.page_id])


def buttons(response):
    row = soup_of(response).select_one(".tb-buttons")
    return [" ".join(button.text.split()) for button in row.select("button, a")]


def quick_form_of(unit):
    return reverse("submissions:quick_add", args=[unit.pk])


def test_one_unit_leads_straight_into_the_form(cast):
    response = signed_in(cast.contributor).get(WRITE)
    assert (response.status_code, response.url) == (302, quick_form_of(cast.unit))


def test_several_units_are_a_choice(cast):
    factories.MembershipFactory(user=cast.contributor, unit=cast.other_unit)
    html = signed_in(cast.contributor).get(WRITE).content.decode()
    assert quick_form_of(cast.unit) in html and quick_form_of(cast.other_unit) in html


def test_closed_unit_is_explained_and_its_editor_refused(cast):
    Unit.objects.filter(pk=cast.unit.pk).update(valid_to=timezone.localdate())
    client = signed_in(cast.contributor)
    response = client.get(WRITE)
    assert "không còn trong danh sách" in response.content.decode()
    assert client.get(editor_of(cast.unit)).status_code == 302
    client.post(editor_of(cast.unit), written(cast))
    assert not NewsPage.objects.exists()


def test_unit_of_which_one_is_two_things_is_named_once(cast):
    make_piece("draft", cast)
    client = signed_in(cast.leader_contributor)
    row = soup_of(client.get(reverse("submissions:unit_list"))).select_one(".tb-row")
    assert cast.unit.name not in row.text
    Unit.objects.filter(pk=cast.unit.pk).update(valid_to=timezone.localdate())
    for address in (WRITE, reverse("wagtailadmin_home")):
        assert client.get(address).content.decode().count("không còn trong danh sách") == 1


@pytest.mark.parametrize("actor", ["editor", "desk", "official", "administrator", "other_contributor", "expired"])
def test_others_do_not_write_for_the_unit(cast, actor):
    client = signed_in(getattr(cast, actor))
    if actor != "other_contributor":
        assert client.get(WRITE).status_code == 302
    client.post(editor_of(cast.unit), written(cast))
    assert not NewsPage.objects.exists()


def test_written_and_submitted_in_one_go_leads_to_the_pieces_page(cast):
    client = signed_in(cast.contributor)
    empty = client.get(editor_of(cast.unit))
    assert buttons(empty) == ["Trình lãnh đạo duyệt", "Lưu bản nháp"]
    data = form_of(empty) | written(cast, **{"action-submit": "action-submit"})
    response = client.post(editor_of(cast.unit), data)
    page = NewsPage.objects.get()
    assert (response.status_code, response.url) == (302, reverse("submissions:piece", args=[page.pk]))
    assert stage_of(page) == Stage.AT_LEADER
    assert [author.name for author in page.get_latest_revision_as_object().authors.all()] == [str(cast.contributor)]


def test_saving_stays_in_the_editor(cast):
    client = signed_in(cast.contributor)
    data = form_of(client.get(editor_of(cast.unit))) | written(cast)
    response = client.post(editor_of(cast.unit), data)
    page = NewsPage.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert stage_of(page) == Stage.DRAFT
    response = attempts.post_edit(client, page)
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.parametrize(("actor", "state"), BUTTONS)
def test_buttons_below_the_editor(cast, actor, state):
    page = make_piece(state, cast)
    response = signed_in(getattr(cast, actor)).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert buttons(response) == BUTTONS[actor, state]


@pytest.mark.parametrize(
    ("actor", "state", "extra", "stage"),
    [
        ("contributor", "returned_by_board", {"action-submit": "action-submit"}, Stage.AT_LEADER),
        (
            "leader",
            "at_leader",
            {"action-workflow-action": "true", "workflow-action-name": "approve"},
            Stage.AT_BOARD,
        ),
        (
            "editor",
            "at_board",
            {"action-workflow-action": "true", "workflow-action-name": "approve"},
            Stage.PUBLISHED,
        ),
        ("editor", "published", {"action-publish": "action-publish"}, Stage.PUBLISHED),
    ],
)
def test_deciding_in_the_editor_leads_to_the_pieces_page(cast, actor, state, extra, stage):
    page = make_piece(state, cast)
    client = signed_in(getattr(cast, actor))
    response = attempts.post_edit(client, page, **extra)
    assert (response.status_code, response.url) == (302, reverse("submissions:piece", args=[page.pk]))
    assert stage_of(fresh(page)) == stage
    told = [str(message) for message in client.get(response.url).context["messages"]]
    assert told == [action_menu.HAPPENED[stage]]


def test_opening_what_is_not_ones_to_edit_leads_to_the_pieces_page(cast):
    page = make_piece("at_board", cast)
    response = signed_in(cast.contributor).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert (response.status_code, response.url) == (302, reverse("submissions:piece", args=[page.pk]))


def test_form_carries_where_the_piece_stood(cast):
    page = make_piece("at_leader", cast)
    response = signed_in(cast.leader).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert form_of(response)["chain_position"] == positions.chain_position(page)


def chooser_titles(user, parent):
    response = signed_in(user).get(reverse("wagtailadmin_choose_page_child", args=[parent.pk]))
    return response.json()["html"]


def test_links_lead_to_what_is_live_and_to_own_drafts(cast):
    draft = factories.news(cast.unit, owner=cast.contributor, title="Nháp của phường")
    assert draft.title in chooser_titles(cast.contributor, cast.unit.page)
    assert draft.title not in chooser_titles(cast.other_contributor, cast.unit.page)
    live = make_piece("published", cast)
    assert live.title in chooser_titles(cast.other_contributor, cast.unit.page)
