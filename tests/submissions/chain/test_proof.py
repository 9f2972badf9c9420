"""Both approvals, proven on content at the end: whatever else ends a workflow publishes nothing."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Task, Workflow, WorkflowPage

from submissions.models import (
    ClearanceState,
    EditorialReviewTask,
    Unit,
    UnitLeaderApprovalTask,
    UnitMembership,
    User,
)
from submissions.models.tasks import ChainTask
from submissions.rights import positions, steps
from submissions.rights.stages import Stage, stage_of
from submissions.screens.refusals import Refusal
from tests import factories
from tests.submissions import attempts
from tests.submissions.states import make_piece
from tests.workflow import again, approve_as, edit, fresh, overwrite, submit

pytestmark = pytest.mark.django_db
TOLD = ("at_leader", "at_board", "returned_by_board")


class TestProofAtTheEnd:
    """What ends a workflow otherwise than by both approvals publishes nothing."""

    def test_unit_version_that_slipped_in_is_not_published(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        edit(piece, contributor, title="Chen vào sau khi lãnh đạo duyệt")
        with pytest.raises(Refusal, match="Nội dung này không phải bản mà lãnh đạo đơn vị đã duyệt"):
            approve_as(piece, editor)
        assert not fresh(piece).live
        assert stage_of(fresh(piece)) == Stage.AT_BOARD

    def test_approved_version_overwritten_in_place_is_not_published(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        overwrite(fresh(piece), title="Sửa ngay trong bản đã duyệt")
        with pytest.raises(Refusal, match="Nội dung này không phải bản mà lãnh đạo đơn vị đã duyệt"):
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
        with pytest.raises(Refusal, match="Nội dung này không phải bản mà lãnh đạo đơn vị đã duyệt"):
            Task.deactivate(EditorialReviewTask.objects.get())
        assert not fresh(piece).live

    def test_without_the_chain_nothing_can_be_submitted(self, client, piece, contributor, leader):
        fresh(piece).get_workflow().deactivate()
        foreign = Workflow.objects.create(name="Khác", active=True)
        WorkflowPage.objects.create(workflow=foreign, page=Page.objects.get(depth=1))
        assert fresh(piece).get_workflow() is None
        client.force_login(contributor)
        attempts.button("action-submit")(client, piece)
        assert stage_of(fresh(piece)) == Stage.DRAFT

    def test_foreign_workflow_publishes_nothing(self, piece, contributor):
        foreign = Workflow.objects.create(name="Khác", active=True)
        with pytest.raises(Refusal, match="Nội dung này không phải bản mà lãnh đạo đơn vị đã duyệt"):
            foreign.start(piece, contributor)
        assert not fresh(piece).live

    def test_wagtails_own_workflow_is_gone(self):
        assert list(Workflow.objects.values_list("name", flat=True)) == ["Duyệt tin, bài"]


def ended_before_it(cast):
    """The end of the leader's term, registered only now, with a day before the approval."""
    UnitMembership.objects.filter(user=cast.leader_editor).update(valid_to=timezone.localdate())


def closed(cast):
    Unit.objects.filter(pk=cast.unit.pk).update(valid_to=timezone.localdate())


def renamed(cast):
    unit = Unit.objects.get(pk=cast.unit.pk)
    unit.name, unit.short_name = "Phường mới", "Phường mới"
    unit.save()


# What becomes of a leader and a unit after the approval; the last names the approval itself.
LATER = {
    "the term's end is registered": ended_before_it,
    "the role is another": lambda cast: UnitMembership.objects.filter(user=cast.leader_editor).update(
        role=UnitMembership.Role.CONTRIBUTOR
    ),
    "the entry is deleted": lambda cast: UnitMembership.objects.filter(user=cast.leader_editor).delete(),
    "the unit of the entry is another": lambda cast: UnitMembership.objects.filter(user=cast.leader_editor).update(
        unit=cast.other_unit
    ),
    "the account is deactivated": lambda cast: User.objects.filter(pk=cast.leader_editor.pk).update(is_active=False),
    "the unit is closed": closed,
    "the unit is renamed": renamed,
}


class TestWhatHeldAtTheDecision:
    """An approval rests on what was written down with it, not on rows that were changed since."""

    @pytest.mark.parametrize("later", LATER)
    def test_a_valid_approval_stays_valid(self, client, cast, later):
        page = make_piece("at_board", cast)
        LATER[later](cast)
        client.force_login(cast.editor)
        position = positions.reading_position(fresh(page))
        client.post(reverse("submissions:publish", args=[page.pk]), {"position": position})
        assert (fresh(page).live, stage_of(fresh(page))) == (True, Stage.PUBLISHED)

    @pytest.mark.parametrize("later", LATER)
    def test_sent_back_and_unchanged_it_still_goes_to_the_board(self, cast, later):
        page = make_piece("returned_by_board", cast)
        LATER[later](cast)
        assert stage_of(submit(page, cast.contributor)) == Stage.AT_BOARD

    @pytest.mark.parametrize("who", ["contributor", "other_leader", "expired", "editor", "superuser"])
    def test_an_approval_without_the_right_never_counts(self, client, cast, who):
        """Written past the rule that decides, with all that it writes down, and with a right that comes later."""
        page = make_piece("at_leader", cast)
        state = page.current_workflow_task_state.specific
        user = again(getattr(cast, who))
        UnitLeaderApprovalTask.objects.get().record_decision(state, page=page, user=user)
        state.approve(user=user)
        factories.MembershipFactory(unit=cast.unit, user=user, role=UnitMembership.Role.LEADER)
        assert stage_of(fresh(page)) == Stage.AT_LEADER
        # And moved on to the board's step all the same:
        board_step = EditorialReviewTask.objects.get()
        ChainTask.start(board_step, fresh(page).current_workflow_state, user=user)
        with pytest.raises(Refusal, match="Bước này không thuộc thẩm quyền của tài khoản"):
            approve_as(page, factories.editor())
        assert not fresh(page).live

    def test_an_approval_for_another_unit_never_counts(self, cast):
        page = make_piece("at_board", cast)
        ClearanceState.objects.filter(finished_by=cast.leader_editor).update(leader_of=cast.other_unit)
        with pytest.raises(Refusal, match="Nội dung này không phải bản mà lãnh đạo đơn vị đã duyệt"):
            approve_as(page, cast.editor)
        assert not fresh(page).live

    def test_what_was_decided_before_this_was_written_down(self, cast):
        """The migration notes the unit of each leader's decision that the chain has recorded, and of nothing else."""
        page, other = make_piece("at_board", cast), make_piece("returned_by_board", cast)
        ClearanceState.objects.update(leader_of=None)
        ClearanceState.objects.of(other, step=steps.LEADER_STEP).update(digest="")
        migration = import_module("submissions.migrations.0020_approvals_rest_on_record")
        migration.note_the_units_led(apps, None)
        noted = ClearanceState.objects.exclude(leader_of=None)
        assert [state.leader_of for state in noted] == [cast.unit]
        assert noted.get() == ClearanceState.objects.of(page, step=steps.LEADER_STEP).get()
        assert approve_as(page, cast.editor).live
