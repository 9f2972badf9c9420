"""The invariants of the chain, one story each (docs/chain.md)."""

import datetime

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision, Task, TaskState, Workflow, WorkflowPage
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import rich_text

from submissions import chain, decisions, saving
from submissions.content import revision_digest
from submissions.models import (
    ClearanceState,
    EditorialReviewTask,
    NewsImage,
    NewsPage,
    UnitLeaderApprovalTask,
    UnitMembership,
)
from submissions.scheduling import publish_due
from submissions.stages import Stage, has_unit_draft, stage_of
from tests import factories
from tests.browserform import form_of, stream
from tests.submissions import attempts
from tests.workflow import again, approve_as, fresh, publish_through_chain, send_back_as, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return factories.UnitFactory()


@pytest.fixture
def contributor(unit):
    return factories.contributor_of(unit)


@pytest.fixture
def leader(unit):
    return factories.leader_of(unit)


@pytest.fixture
def editor():
    return factories.editor()


@pytest.fixture
def piece(unit, contributor):
    return factories.news(unit, owner=contributor, image=factories.photo(unit))


def edit(page, user, *, title):
    """A new version by `user`, as a save in the editor makes it."""
    version = fresh(page).get_latest_revision_as_object()
    version.title = title
    version.save_revision(user=user)
    return fresh(page)


def overwrite(page, *, title):
    """The latest revision with other words under the same id, as an autosave leaves it."""
    revision = page.get_latest_revision()
    revision.content["title"] = title
    revision.created_at = timezone.now()
    revision.save()
    return fresh(page)


def leader_steps(page):
    return chain.states_of(page, step=chain.LEADER_STEP)


class TestReapproval:
    def test_sent_back_and_unchanged_goes_straight_to_the_board(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        send_back_as(piece, editor)
        assert stage_of(submit(piece, contributor)) == Stage.AT_BOARD

    def test_sent_back_and_changed_goes_to_the_leader_again(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        send_back_as(piece, editor)
        edit(piece, contributor, title="Tiêu đề khác")
        assert stage_of(submit(piece, contributor)) == Stage.AT_LEADER
        assert stage_of(approve_as(piece, leader)) == Stage.AT_BOARD

    def test_wording_changed_by_the_board_before_sending_back_goes_to_the_leader(
        self, piece, contributor, leader, editor
    ):
        submit(piece, contributor)
        approve_as(piece, leader)
        edit(piece, editor, title="Tiêu đề do biên tập viên sửa")
        send_back_as(piece, editor)
        assert stage_of(submit(piece, contributor)) == Stage.AT_LEADER

    def test_words_changed_in_place_by_autosave_go_to_the_leader(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        send_back_as(piece, editor)
        overwrite(fresh(piece), title="Cùng số phiên bản, khác lời")
        assert stage_of(submit(piece, contributor)) == Stage.AT_LEADER

    def test_exchanged_photo_file_goes_to_the_leader(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        send_back_as(piece, editor)
        image = fresh(piece).body[1].value["image"]
        NewsImage.objects.filter(pk=image.pk).update(file_hash="0" * 40)
        assert stage_of(submit(piece, contributor)) == Stage.AT_LEADER

    def test_withdrawn_at_the_board_the_leader_decides_again(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        decisions.withdraw(pk=piece.pk, user=again(contributor))
        assert stage_of(fresh(piece)) == Stage.DRAFT
        assert stage_of(submit(piece, contributor)) == Stage.AT_LEADER

    def test_what_the_leader_changed_is_part_of_the_approval(self, client, piece, contributor, leader):
        submit(piece, contributor)
        client.force_login(leader)
        attempts.workflow_action("approve", "")(client, piece)
        step = leader_steps(piece).first()
        latest = fresh(piece).get_latest_revision()
        assert step.status == TaskState.STATUS_APPROVED
        assert step.revision == latest
        assert step.digest == revision_digest(latest)
        assert latest.as_object().title == attempts.EDITED_TITLE
        assert step.decider_name == str(leader)
        assert step.decider_post == "Chủ tịch UBND phường"
        assert stage_of(fresh(piece)) == Stage.AT_BOARD

    def test_new_version_of_a_published_piece_goes_through_both_steps(self, piece, contributor, leader, editor):
        published = publish_through_chain(piece, contributor=contributor, leader=leader, editor=editor)
        edit(piece, contributor, title="Bản cập nhật")
        assert stage_of(submit(piece, contributor)) == Stage.AT_LEADER
        approve_as(piece, leader)
        updated = approve_as(piece, editor)
        assert updated.title == "Bản cập nhật"
        assert updated.first_published_at == published.first_published_at == updated.published_at


class TestProofAtTheEnd:
    """What ends a workflow otherwise than by both approvals publishes nothing."""

    def test_unit_version_that_slipped_in_is_not_published(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        edit(piece, contributor, title="Chen vào sau khi lãnh đạo duyệt")
        with pytest.raises(chain.ChainRefusal):
            approve_as(piece, editor)
        assert not fresh(piece).live
        assert stage_of(fresh(piece)) == Stage.AT_BOARD

    def test_approved_version_overwritten_in_place_is_not_published(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        overwrite(fresh(piece), title="Sửa ngay trong bản đã duyệt")
        with pytest.raises(chain.ChainRefusal):
            approve_as(piece, editor)
        assert not fresh(piece).live

    def test_own_version_of_the_board_is_published(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        edit(piece, editor, title="Ban Biên tập đã biên tập")
        assert approve_as(piece, editor).title == "Ban Biên tập đã biên tập"

    def test_steps_cannot_be_switched_off(self, client, piece, contributor, leader):
        submit(piece, contributor)
        approve_as(piece, leader)
        for task in (UnitLeaderApprovalTask.objects.get(), EditorialReviewTask.objects.get()):
            with pytest.raises(ImproperlyConfigured):
                task.deactivate()
        client.force_login(factories.UserFactory(is_superuser=True))
        address = reverse("wagtailadmin_workflows:disable_task", args=[EditorialReviewTask.objects.get().pk])
        client.raise_request_exception = False
        client.post(address)
        assert not fresh(piece).live
        assert stage_of(fresh(piece)) == Stage.AT_BOARD

    def test_task_deactivated_behind_our_back_publishes_nothing(self, piece, contributor, leader):
        submit(piece, contributor)
        approve_as(piece, leader)
        with pytest.raises(chain.ChainRefusal):
            Task.deactivate(EditorialReviewTask.objects.get())
        assert not fresh(piece).live

    def test_without_the_chain_nothing_can_be_submitted(self, client, piece, contributor, leader):
        chain.chain_workflow().deactivate()
        foreign = Workflow.objects.create(name="Khác", active=True)
        WorkflowPage.objects.create(workflow=foreign, page=Page.objects.get(depth=1))
        assert fresh(piece).get_workflow() is None
        client.force_login(contributor)
        attempts.button("action-submit")(client, piece)
        assert stage_of(fresh(piece)) == Stage.DRAFT

    def test_foreign_workflow_publishes_nothing(self, piece, contributor):
        foreign = Workflow.objects.create(name="Khác", active=True)
        with pytest.raises(chain.ChainRefusal):
            foreign.start(piece, contributor)
        assert not fresh(piece).live

    def test_wagtails_own_workflow_is_gone(self):
        assert list(Workflow.objects.values_list("name", flat=True)) == ["Duyệt tin, bài"]

    def test_approval_by_somebody_who_was_no_leader_then_does_not_count(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        UnitMembership.objects.filter(user=leader).update(valid_to=timezone.localdate())
        with pytest.raises(chain.ChainRefusal):
            approve_as(piece, editor)

    def test_leader_whose_term_ended_since_did_approve(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        yesterday = timezone.now() - datetime.timedelta(days=1)
        ClearanceState.objects.filter(finished_by=leader).update(finished_at=yesterday)
        UnitMembership.objects.filter(user=leader).update(valid_to=timezone.localdate())
        assert approve_as(piece, editor).live


class TestSubmitting:
    def test_without_a_leader_is_refused_and_nothing_is_lost(self, client, piece, contributor):
        client.force_login(contributor)
        response = attempts.button("action-submit")(client, piece)
        assert "chưa có lãnh đạo" in response.content.decode()
        assert attempts.EDITED_TITLE in response.content.decode()
        assert stage_of(fresh(piece)) == Stage.DRAFT

    def test_create_and_submit_in_one_go(self, client, unit, contributor, leader):
        client.force_login(contributor)
        address = reverse("wagtailadmin_pages:add", args=["submissions", "newspage", unit.page_id])
        form = form_of(client.get(address)) | {
            "title": "UBND phường tiếp công dân định kỳ",
            "lead": "Sáng 12/5, lãnh đạo phường tiếp dân.",
            "category": "2",
            "action-submit": "action-submit",
            **stream("body", [("text", rich_text("<p>Nội dung.</p>"))]),
        }
        client.post(address, form)
        page = NewsPage.objects.get()
        assert stage_of(page) == Stage.AT_LEADER
        assert page.slug == "ubnd-phuong-tiep-cong-dan-dinh-ky"
        assert page.unit == unit
        assert [author.name for author in page.authors.all()] == [str(contributor)]

    @pytest.mark.parametrize("who", ["superuser", "editor", "other"])
    def test_create_and_publish_makes_nothing_live(self, client, unit, editor, who):
        people = {
            "superuser": factories.UserFactory(is_superuser=True),
            "editor": editor,
            "other": factories.contributor_of(factories.UnitFactory()),
        }
        client.force_login(people[who])
        address = reverse("wagtailadmin_pages:add", args=["submissions", "newspage", unit.page_id])
        body = stream("body", [("text", rich_text("<p>Nội dung.</p>"))])
        client.post(address, {"title": "Đăng thẳng", "lead": "x", "action-publish": "1", **body})
        assert not NewsPage.objects.exists()

    def test_photo_of_another_unit_is_refused(self, client, piece, contributor):
        foreign = factories.photo(factories.UnitFactory())
        client.force_login(contributor)
        photo = {"image": str(foreign.pk), "caption": "Ảnh", "credit": "", "alt": ""}
        response = client.post(
            reverse("wagtailadmin_pages:edit", args=[piece.pk]),
            attempts.edit_form(piece) | stream("body", [("photo", photo)]),
        )
        assert "thuộc đơn vị khác" in response.content.decode()
        assert fresh(piece).title != attempts.EDITED_TITLE


class TestTimes:
    def test_dates_posted_by_the_unit_are_dropped(self, client, piece, contributor):
        client.force_login(contributor)
        attempts.post_edit(client, piece, go_live_at="2030-01-01 08:00", expire_at="2030-02-01 08:00")
        version = fresh(piece).get_latest_revision_as_object()
        assert version.title == attempts.EDITED_TITLE
        assert (version.go_live_at, version.expire_at) == (None, None)

    def test_board_sets_a_time_but_no_expiry(self, client, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        client.force_login(editor)
        attempts.post_edit(
            client,
            piece,
            go_live_at="2030-01-01 08:00",
            expire_at="2030-02-01 08:00",
            **{"action-workflow-action": "true", "workflow-action-name": "approve"},
        )
        page = fresh(piece)
        assert stage_of(page) == Stage.SCHEDULED
        assert not page.live
        assert page.first_published_at is None
        assert page.scheduled_revision.as_object().expire_at is None
        Revision.objects.filter(pk=page.scheduled_revision.pk).update(approved_go_live_at=timezone.now())
        revision = Revision.objects.get(pk=page.scheduled_revision.pk)
        revision.content["go_live_at"] = timezone.now().isoformat()
        revision.save()
        assert publish_due() == (1, 0)
        assert publish_due() == (0, 0)
        assert fresh(piece).live


class TestAfterPublication:
    def test_board_corrects_without_the_chain(self, client, piece, contributor, leader, editor):
        publish_through_chain(piece, contributor=contributor, leader=leader, editor=editor)
        client.force_login(editor)
        attempts.button("action-publish")(client, piece)
        assert fresh(piece).title == attempts.EDITED_TITLE
        assert not has_unit_draft(fresh(piece))

    def test_draft_set_aside_lets_the_board_correct(self, client, piece, contributor, leader, editor):
        publish_through_chain(piece, contributor=contributor, leader=leader, editor=editor)
        edit(piece, contributor, title="Nháp của đơn vị")
        decisions.set_aside_draft(pk=piece.pk, user=again(editor), reason="Cần đính chính gấp.")
        assert fresh(piece).get_latest_revision_as_object().title == piece.title
        assert fresh(piece).revisions.filter(content__title="Nháp của đơn vị").exists()
        client.force_login(editor)
        attempts.button("action-publish")(client, piece)
        assert fresh(piece).title == attempts.EDITED_TITLE

    def test_board_edit_upon_a_unit_draft_is_no_way_round(self, piece, contributor, leader, editor):
        publish_through_chain(piece, contributor=contributor, leader=leader, editor=editor)
        edit(piece, contributor, title="Nháp của đơn vị")
        edit(piece, editor, title="Biên tập viên sửa trên nháp")
        assert has_unit_draft(fresh(piece))

    def test_taken_down_with_reason_and_published_again(self, client, piece, contributor, leader, editor):
        published = publish_through_chain(piece, contributor=contributor, leader=leader, editor=editor)
        with pytest.raises(chain.ChainRefusal):
            decisions.take_down(pk=piece.pk, user=again(editor), reason="  ")
        decisions.take_down(pk=piece.pk, user=again(editor), reason="Sai số liệu.")
        assert not fresh(piece).live
        entry = PageLogEntry.objects.get(page=piece.pk, action="submissions.take_down")
        assert entry.data["comment"] == "Sai số liệu."
        client.force_login(editor)
        attempts.button("action-publish")(client, piece)
        assert fresh(piece).live
        assert fresh(piece).published_at == published.published_at

    def test_older_version_published_again_keeps_the_columns(self, piece, contributor, leader, editor):
        published = publish_through_chain(piece, contributor=contributor, leader=leader, editor=editor)
        piece.revisions.order_by("pk").first().publish(user=editor, skip_permission_checks=True)
        page = fresh(piece)
        assert page.published_at == published.published_at
        assert page.sent_at == published.sent_at
        assert (page.is_live, page.has_photo, page.unit_id) == (True, True, published.unit_id)

    def test_address_stays_when_the_title_changes(self, client, piece, contributor, leader, editor):
        published = publish_through_chain(piece, contributor=contributor, leader=leader, editor=editor)
        client.force_login(editor)
        attempts.button("action-publish")(client, piece)
        assert (fresh(piece).slug, fresh(piece).url_path) == (published.slug, published.url_path)

    def test_photo_removed_by_the_board(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        version = fresh(piece).get_latest_revision_as_object()
        version.body = [("text", RichText("<p>Không ảnh.</p>"))]
        version.save_revision(user=editor)
        page = approve_as(piece, editor)
        assert (page.has_photo, page.cover_id) == (False, None)


class TestNothingIsLost:
    def test_submitted_piece_cannot_be_deleted_even_in_code(self, piece, contributor, leader):
        submit(piece, contributor)
        decisions.withdraw(pk=piece.pk, user=again(contributor))
        with pytest.raises(PermissionDenied):
            fresh(piece).delete()

    def test_second_save_over_a_newer_version_is_told_first(self, client, piece, contributor, leader):
        stale = attempts.edit_form(piece)
        edit(piece, leader, title="Lãnh đạo đã sửa")
        client.force_login(contributor)
        address = reverse("wagtailadmin_pages:edit", args=[piece.pk])
        response = client.post(address, stale)
        body = response.content.decode()
        assert str(leader) in body
        assert attempts.EDITED_TITLE in body
        assert fresh(piece).get_latest_revision_as_object().title == "Lãnh đạo đã sửa"
        again_form = stale | {k: v for k, v in form_of(response).items() if k.startswith("loaded_revision")}
        client.post(address, again_form)
        assert fresh(piece).get_latest_revision_as_object().title == attempts.EDITED_TITLE

    def test_foreign_task_state_in_the_address_decides_nothing(self, client, piece, contributor, leader):
        other = factories.UnitFactory()
        foreign_leader = factories.leader_of(other)
        own = submit(factories.news(other, owner=factories.contributor_of(other)), foreign_leader)
        submit(piece, contributor)
        foreign_state = fresh(piece).current_workflow_task_state
        client.force_login(foreign_leader)
        client.post(reverse("wagtailadmin_pages:workflow_action", args=[own.pk, "approve", foreign_state.pk]))
        assert stage_of(fresh(piece)) == Stage.AT_LEADER

    def test_posted_extra_data_is_only_a_comment(self, client, piece, contributor, leader):
        submit(piece, contributor)
        client.force_login(leader)
        attempts.post_edit(
            client,
            piece,
            **{
                "action-workflow-action": "true",
                "workflow-action-name": "reject",
                "workflow-action-extra-data": '{"comment": "Thiếu ảnh.", "update": false, "nope": 1}',
            },
        )
        assert stage_of(fresh(piece)) == Stage.RETURNED_BY_LEADER
        assert leader_steps(piece).first().comment == "Thiếu ảnh."

    def test_second_decision_says_who_was_first(self, client, piece, contributor, leader, unit):
        submit(piece, contributor)
        second = factories.leader_of(unit)
        stale = attempts.edit_form(piece) | {"action-workflow-action": "true", "workflow-action-name": "approve"}
        send_back_as(piece, leader, "Thiếu thời gian.")
        client.force_login(second)
        response = client.post(reverse("wagtailadmin_pages:edit", args=[piece.pk]), stale, follow=True)
        assert f"{leader} đã trả lại" in response.content.decode()
        assert stage_of(fresh(piece)) == Stage.RETURNED_BY_LEADER
        assert leader_steps(piece).count() == 1

    def test_decision_on_our_own_screen_is_refused_the_second_time(self, piece, contributor, leader):
        page = submit(piece, contributor)
        position = saving.reading_position(page)
        decisions.decide(pk=page.pk, user=again(leader), action="approve", position=position)
        with pytest.raises(chain.AlreadyDecided):
            decisions.decide(pk=page.pk, user=again(leader), action="approve", position=position)
        assert leader_steps(piece).count() == 1
