"""Both approvals, proven on content at the end: whatever else ends a workflow publishes nothing."""

import datetime

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Task, Workflow, WorkflowPage

from submissions.models import (
    ClearanceState,
    EditorialReviewTask,
    UnitLeaderApprovalTask,
    UnitMembership,
)
from submissions.rights.stages import Stage, stage_of
from submissions.screens.refusals import Refusal
from tests import factories
from tests.submissions import attempts
from tests.workflow import approve_as, edit, fresh, overwrite, submit

pytestmark = pytest.mark.django_db


class TestProofAtTheEnd:
    """What ends a workflow otherwise than by both approvals publishes nothing."""

    def test_unit_version_that_slipped_in_is_not_published(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        edit(piece, contributor, title="Chen vào sau khi lãnh đạo duyệt")
        with pytest.raises(Refusal):
            approve_as(piece, editor)
        assert not fresh(piece).live
        assert stage_of(fresh(piece)) == Stage.AT_BOARD

    def test_approved_version_overwritten_in_place_is_not_published(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        overwrite(fresh(piece), title="Sửa ngay trong bản đã duyệt")
        with pytest.raises(Refusal):
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
        with pytest.raises(Refusal):
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
        with pytest.raises(Refusal):
            foreign.start(piece, contributor)
        assert not fresh(piece).live

    def test_wagtails_own_workflow_is_gone(self):
        assert list(Workflow.objects.values_list("name", flat=True)) == ["Duyệt tin, bài"]

    def test_approval_by_somebody_who_was_no_leader_then_does_not_count(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        UnitMembership.objects.filter(user=leader).update(valid_to=timezone.localdate())
        with pytest.raises(Refusal):
            approve_as(piece, editor)

    def test_approval_by_a_contributor_of_the_unit_does_not_count(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        UnitMembership.objects.filter(user=leader).update(role=UnitMembership.Role.CONTRIBUTOR)
        with pytest.raises(Refusal):
            approve_as(piece, editor)

    def test_leader_whose_term_ended_since_did_approve(self, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        yesterday = timezone.now() - datetime.timedelta(days=1)
        ClearanceState.objects.filter(finished_by=leader).update(finished_at=yesterday)
        UnitMembership.objects.filter(user=leader).update(valid_to=timezone.localdate())
        assert approve_as(piece, editor).live
