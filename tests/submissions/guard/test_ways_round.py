"""Ways round the chain that people of bad will have tried: no request moves a text past a step, or away."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from submissions.chain import decisions
from submissions.models import NewsPage, UnitMembership, User
from submissions.rights import rights
from submissions.rights.stages import Stage, has_unit_draft, stage_of
from tests import factories
from tests.submissions import attempts
from tests.submissions.reader import Reader
from tests.submissions.states import make_piece
from tests.workflow import again, approve_as, edit, fresh, send_back_as, submit

pytestmark = pytest.mark.django_db
TOLD = ("draft", "at_leader", "at_board", "published", "published_unit_draft")


def decide_in_editor(client, page, action="approve"):
    return attempts.workflow_action(action, "Lý do.")(client, page)


# A contributor


@pytest.mark.parametrize("state", ["returned_by_board", "published", "cleared", "taken_down", "at_board"])
def test_an_autosave_writes_over_no_version_that_was_decided_on(client, cast, state):
    """Sent as the editor's own script sends it, with the decided version named as the one to write over."""
    page = make_piece(state, cast)
    decided = page.get_latest_revision()
    decided.user = cast.contributor  # as if it were the sender's own
    decided.save()
    before = decided.content
    client.force_login(cast.contributor)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = attempts.edit_form(page) | {"overwrite_revision_id": str(decided.pk)}
    client.post(address, form, headers={"accept": "application/json"})
    decided.refresh_from_db()
    assert decided.content == before


def test_a_contributor_with_the_boards_words_in_the_form_decides_nothing(client, cast):
    page = make_piece("at_board", cast)
    position = attempts.edit_form(page)["chain_position"]
    client.force_login(cast.contributor)
    for name in ("publish", "schedule", "send_back", "take_down", "set_aside", "approve", "unschedule"):
        data = {"position": position, "reason": "x", "date": "2030-01-01", "time": "08:00"}
        for method in (client.post, client.put, client.patch, client.delete):
            method(reverse(f"submissions:{name}", args=[page.pk]), data, content_type="application/json")
    assert stage_of(fresh(page)) == Stage.AT_BOARD


@pytest.mark.parametrize("form", ["go_live_at", "live", "sent_at", "cleared_digest", "unit", "slug"])
def test_fields_that_the_form_does_not_have_are_not_taken(client, cast, form):
    page = make_piece("draft", cast)
    before = NewsPage.objects.filter(pk=page.pk).values("live", "sent_at", "cleared_digest", "unit", "go_live_at").get()
    client.force_login(cast.contributor)
    values = {"live": "on", "cleared_digest": page.title, "unit": cast.other_unit.pk, "slug": "dia-chi-khac"}
    attempts.post_edit(client, page, **{form: values.get(form, "2030-01-01 08:00")})
    assert NewsPage.objects.filter(pk=page.pk).values(*before).get() == before
    assert fresh(page).slug != "dia-chi-khac"


@pytest.mark.parametrize(("who", "state"), [("contributor", "draft"), ("leader", "at_leader"), ("editor", "at_board")])
def test_the_time_is_the_boards_to_set_and_an_end_is_nobodys(client, cast, who, state):
    page = make_piece(state, cast)
    client.force_login(getattr(cast, who))
    attempts.post_edit(client, page, go_live_at="04/12/2099 17:05", expire_at="05/12/2099 17:05")
    saved = fresh(page).get_latest_revision_as_object()
    assert saved.title == attempts.EDITED_TITLE
    assert (saved.go_live_at is not None, saved.expire_at) == (who == "editor", None)


@pytest.mark.parametrize("who", ["other_contributor", "other_leader", "editor", "desk", "official", "administrator"])
def test_nobody_else_previews_a_draft(client, cast, who):
    page = make_piece("draft", cast)
    client.force_login(getattr(cast, who))
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    shown = [client.get(address, follow=True), client.post(address, attempts.edit_form(page), follow=True)]
    shown.append(client.get(address, follow=True))
    assert [page.title in answer.content.decode() for answer in shown] == [False] * 3
    assert all(answer.status_code in (200, 302, 403, 404) for answer in shown)


# A leader


def test_a_leader_whose_term_ended_with_the_form_open_approves_nothing(client, cast):
    page = make_piece("at_leader", cast)
    client.force_login(cast.leader)
    form = attempts.edit_form(page) | {"action-workflow-action": "true", "workflow-action-name": "approve"}
    UnitMembership.objects.filter(user=cast.leader).update(valid_to=timezone.localdate())
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    client.post(reverse("submissions:approve", args=[page.pk]), {"position": form["chain_position"]})
    assert stage_of(fresh(page)) == Stage.AT_LEADER


def test_a_leader_with_a_second_account_on_the_board_needs_a_second_person(client, cast):
    """One person with one account: the leader who joins the board after approving does not publish."""
    page = approve_as(make_piece("at_leader", cast), cast.leader)
    cast.leader.groups.set(cast.editor.groups.all())
    UnitMembership.objects.filter(user=cast.leader).update(valid_to=timezone.localdate())
    client.force_login(cast.leader)
    decide_in_editor(client, page)
    assert not fresh(page).live


def test_a_leader_does_not_approve_after_leaving_the_board(client, cast):
    """Who sent a piece back for the board and then becomes its unit's leader does not clear it."""
    page = send_back_as(make_piece("at_board", cast), cast.editor)
    factories.MembershipFactory(user=cast.editor, unit=cast.unit, role=UnitMembership.Role.LEADER)
    cast.editor.groups.clear()
    edit(page, cast.contributor, title="Sửa theo góp ý")
    submit(page, cast.contributor)
    client.force_login(cast.editor)
    decide_in_editor(client, page)
    assert stage_of(fresh(page)) == Stage.AT_LEADER


# Somebody who has left


def test_who_has_left_opens_nothing_of_the_unit_with_the_old_session(client, cast):
    page = make_piece("draft", cast)
    client.force_login(cast.contributor)
    assert client.get(reverse("submissions:piece", args=[page.pk])).status_code == 200
    UnitMembership.objects.filter(user=cast.contributor).update(valid_to=timezone.localdate())
    reader = Reader(client)
    for name, address in attempts.looks(page).items():
        assert page.title not in reader.read(address), name
    assert client.get(reverse("wagtailimages:edit", args=[cast.photo.pk])).status_code in (302, 404)
    attempts.post_edit(client, page)
    assert fresh(page).get_latest_revision_as_object().title == page.title


def test_an_account_that_was_closed_stops_with_the_next_request(client, cast):
    page = make_piece("at_board", cast)
    client.force_login(cast.editor)
    User.objects.filter(pk=cast.editor.pk).update(is_active=False)
    decide_in_editor(client, page)
    assert not fresh(page).live


# The board


def test_the_boards_own_draft_after_setting_one_aside_is_its_own(client, cast):
    page = make_piece("published_unit_draft", cast)
    decisions.set_aside_draft(pk=page.pk, user=again(cast.editor), reason="Cần đính chính gấp.")
    client.force_login(cast.editor)
    attempts.post_edit(client, page, title="Đính chính, mới lưu")
    page = fresh(page)
    assert page.get_latest_revision_as_object().title == "Đính chính, mới lưu"
    assert not has_unit_draft(page)
    assert rights.user_can_publish_news(again(cast.editor), page)


def test_setting_aside_clears_no_later_draft_of_the_unit(client, cast):
    page = make_piece("published_unit_draft", cast)
    decisions.set_aside_draft(pk=page.pk, user=again(cast.editor), reason="Cần đính chính gấp.")
    edit(page, cast.contributor, title="Bản nháp thứ hai của đơn vị")
    edit(page, cast.editor, title="Biên tập viên sửa trên bản nháp ấy")
    assert has_unit_draft(fresh(page))


def test_the_board_brings_back_no_version_that_was_never_cleared(client, cast):
    page = make_piece("published_unit_draft", cast)
    secret = page.get_latest_revision()
    decisions.set_aside_draft(pk=page.pk, user=again(cast.editor), reason="Cần đính chính gấp.")
    client.force_login(cast.editor)
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, secret.pk])
    assert client.get(address).status_code == 302
    count = page.revisions.count()
    client.post(address, attempts.edit_form(page) | {"action-publish": "action-publish"})
    assert fresh(page).revisions.count() == count


# Round the piece: through the pages above it


@pytest.mark.parametrize("who", ["superuser", "administrator", "editor", "leader"])
@pytest.mark.parametrize("above", ["unit", "news", "home"])
def test_nothing_happens_to_news_through_the_pages_above(client, cast, who, above):
    published, draft = make_piece("published", cast), make_piece("draft", cast)
    unit = cast.unit.page
    page = {"unit": unit, "news": unit.get_parent(), "home": unit.get_parent().get_parent()}[above]
    client.force_login(getattr(cast, who))
    client.raise_request_exception = False
    before = list(Page.objects.order_by("path").values_list("pk", "path", "live", "first_published_at"))

    def post(view, *args, **data):
        client.post(reverse(f"wagtailadmin_pages:{view}", args=[page.pk, *args]), data)

    post("copy", new_title="Bản sao", new_slug="ban-sao", new_parent_page="1", copy_subpages="on", publish_copies="on")
    post("unpublish", include_descendants="on")
    post("move_confirm", 1)
    post("delete")
    post("delete", confirm_site_name="Phan Thiết")
    post("set_privacy", restriction_type="login")
    after = list(Page.objects.order_by("path").values_list("pk", "path", "live", "first_published_at"))
    kept = {published.pk, draft.pk}
    assert [row for row in after if row[0] in kept] == [row for row in before if row[0] in kept]
    assert len(after) == len(before)
    assert client.get(published.url).status_code == 200
