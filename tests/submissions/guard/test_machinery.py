"""Wagtail's machinery: the workflow's settings, the API and the odd numbers that nobody of good will sends."""

import pytest
from django.urls import reverse
from wagtail.models import Page, Site, Workflow

from submissions.chain import decisions
from submissions.models import EditorialReviewTask, NewsPage
from submissions.rights.stages import Stage, stage_of
from submissions.screens.posted_numbers import posted_number
from tests import workflow
from tests.submissions import attempts
from tests.submissions.states import make_piece
from tests.workflow import fresh

pytestmark = pytest.mark.django_db
TOLD = ("at_board",)


@pytest.mark.parametrize("who", ["superuser", "administrator", "editor"])
def test_nobody_switches_the_chain_off(client, cast, who):
    page, chain = make_piece("at_board", cast), Workflow.objects.get()
    client.force_login(getattr(cast, who))
    names = [(name, chain.pk) for name in ("disable", "edit", "enable")]
    names += [(name, EditorialReviewTask.objects.get().pk) for name in ("disable_task", "edit_task", "enable_task")]
    for name, number in names:
        address = reverse(f"wagtailadmin_workflows:{name}", args=[number])
        assert client.get(address).status_code == client.post(address).status_code == 404, name
    assert stage_of(fresh(page)) == Stage.AT_BOARD


def test_the_chain_is_not_taken_from_a_page(client, cast):
    chain = Workflow.objects.get()
    chain.workflow_pages.create(page=cast.unit.page)
    client.force_login(cast.superuser)
    for numbers in ([cast.unit.page_id], [cast.unit.page_id, chain.pk]):
        assert client.post(reverse("wagtailadmin_workflows:remove", args=numbers)).status_code == 404
    assert chain.workflow_pages.count() == 1


def test_another_workflow_is_the_superusers_to_change(client, cast):
    other = Workflow.objects.create(name="Khác", active=True)
    client.force_login(cast.superuser)
    assert client.get(reverse("wagtailadmin_workflows:edit", args=[other.pk])).status_code == 200


@pytest.mark.parametrize("who", ["superuser", "editor", "contributor"])
@pytest.mark.parametrize("action", ["publish", "delete", "copy", "move", "revert_to_page_revision"])
def test_the_admin_api_does_nothing(client, cast, who, action):
    page = make_piece("at_board", cast)
    client.force_login(getattr(cast, who))
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    assert client.post(address, "{}", content_type="application/json").status_code == 404


@pytest.mark.parametrize("who", ["superuser", "editor", "desk", "contributor"])
def test_wagtails_own_windows_on_a_step_are_closed(client, cast, who):
    page = make_piece("at_board", cast)
    client.force_login(getattr(cast, who))
    at = attempts.looks(page)
    assert client.get(at["workflow action"]).status_code == 404
    assert client.get(at["workflow preview"]).status_code == 404
    assert client.get(at["collect action data"]).status_code == (200 if who == "editor" else 404)


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("０７", 7), ("²", None), ("9" * 30, None), ("-1", None), ("", None), (None, None), (12, 12)],
)
def test_a_posted_number_is_one_or_none(text, number):
    assert posted_number(text) == number


@pytest.mark.parametrize("odd", ["²", "9" * 40, "9" * 6000])
def test_odd_numbers_are_no_error(client, cast, odd):
    page = make_piece("at_board", cast)
    client.force_login(cast.editor)
    mark = reverse("submissions:mark_duplicate", args=[page.pk])
    assert client.post(mark, {"of": odd}).status_code == 302
    assert client.post(mark, {"address": f"/x/{odd}/"}).status_code == 302
    assert attempts.post_edit(client, page, chain_position=f"{odd}:x").status_code == 302
    ping = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", odd, 1])
    assert client.post(ping).status_code == 404


def test_a_draft_that_was_just_submitted_is_not_deleted(client, cast, monkeypatch):
    page = make_piece("draft", cast)
    locked_page = decisions.locked_page

    def slower(pk):
        workflow.submit(page, cast.contributor)
        return locked_page(pk)

    monkeypatch.setattr(decisions, "locked_page", slower)
    client.force_login(cast.contributor)
    client.post(reverse("submissions:delete", args=[page.pk]))
    assert NewsPage.objects.filter(pk=page.pk).exists()


ODD = ["", "²", "-1", "[]", "x", "9" * 40, "a\x00b"]
ASKED_BY_NUMBER = [
    ("wagtailimages_chooser:chosen", "pk"),
    ("wagtaildocs_chooser:chosen", "pk"),
    ("wagtailimages_chooser:chosen_multiple", "id"),
    ("wagtaildocs_chooser:chosen_multiple", "id"),
    ("wagtailadmin_choose_page_chosen_multiple", "id"),
    ("wagtailadmin_choose_page", "target_pages[]"),
    ("wagtailadmin_choose_page_search", "target_pages[]"),
]


@pytest.mark.parametrize("who", ["editor", "contributor"])
@pytest.mark.parametrize(("name", "argument"), ASKED_BY_NUMBER)
def test_a_chooser_that_is_asked_for_no_number_is_no_error(client, cast, name, argument, who):
    client.force_login(getattr(cast, who))
    for odd in ODD:
        if argument == "pk":
            status = client.get(reverse(name, args=[odd])).status_code if odd else 404
        else:
            status = client.get(reverse(name), {argument: odd}).status_code
        assert status == (200 if (argument, odd) == ("target_pages[]", "") else 404), odd


@pytest.mark.parametrize("who", ["editor", "desk", "contributor"])
def test_the_root_of_the_tree_is_nothing_to_link_to(client, cast, who):
    client.force_login(getattr(cast, who))
    address = reverse("wagtailadmin_choose_page_chosen_multiple")
    assert client.get(address, {"id": Page.get_first_root_node().pk}).status_code == 404
    assert client.get(address, {"id": Site.objects.get().root_page_id}).status_code == 200
