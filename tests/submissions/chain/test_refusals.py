"""What is refused so that nothing is lost and every decision is taken once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Page

from submissions.chain import decisions
from submissions.models import ClearanceState, NewsPage, User
from submissions.rights import positions, steps
from submissions.rights.stages import Stage, stage_of
from submissions.screens.refusals import AlreadyDone
from tests import factories
from tests.browserform import form_of
from tests.submissions import attempts
from tests.workflow import again, edit, fresh, send_back_as, submit

pytestmark = pytest.mark.django_db


class TestNothingIsLost:
    def test_submitted_piece_cannot_be_deleted_even_in_code(self, piece, contributor, leader):
        submit(piece, contributor)
        decisions.withdraw(pk=piece.pk, user=again(contributor))
        with pytest.raises(PermissionDenied):
            fresh(piece).delete()

    @pytest.mark.parametrize("of", [NewsPage, Page])
    def test_nor_with_others_as_a_list_or_a_shell_deletes_them(self, piece, contributor, leader, of):
        """`QuerySet.delete` asks no row's own `delete`."""
        submit(piece, contributor)
        with pytest.raises(PermissionDenied), transaction.atomic():
            of.objects.filter(pk=piece.pk).delete()
        assert fresh(piece).get_parent().numchild == 1

    def test_nor_along_with_the_page_above(self, piece, contributor, leader):
        submit(piece, contributor)
        with pytest.raises((PermissionDenied, ProtectedError)), transaction.atomic():
            Page.objects.filter(pk=piece.get_parent().pk).delete()

    def test_accounts_are_not_deleted_in_any_way(self):
        account = factories.UserFactory()
        with pytest.raises(ProtectedError), transaction.atomic():
            account.delete()
        with pytest.raises(ProtectedError), transaction.atomic():
            User.objects.filter(pk=account.pk).delete()

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

    def test_a_form_opened_before_the_piece_moved_on_saves_nothing(self, client, piece, contributor, leader):
        stale = attempts.edit_form(piece)
        submit(piece, contributor)
        send_back_as(piece, leader)
        client.force_login(contributor)
        client.post(reverse("wagtailadmin_pages:edit", args=[piece.pk]), stale)
        assert fresh(piece).get_latest_revision_as_object().title == piece.title
        assert attempts.post_edit(client, piece).status_code == 302
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

    def test_second_decision_says_who_was_first(self, client, piece, contributor, leader, unit):
        submit(piece, contributor)
        second = factories.leader_of(unit)
        stale = attempts.edit_form(piece) | {"action-workflow-action": "true", "workflow-action-name": "approve"}
        send_back_as(piece, leader, "Thiếu thời gian.")
        client.force_login(second)
        response = client.post(reverse("wagtailadmin_pages:edit", args=[piece.pk]), stale, follow=True)
        assert f"{leader} đã trả lại" in response.content.decode()
        assert stage_of(fresh(piece)) == Stage.RETURNED_BY_LEADER
        assert ClearanceState.objects.of(piece, step=steps.LEADER_STEP).count() == 1

    def test_decision_on_our_own_screen_is_refused_the_second_time(self, piece, contributor, leader):
        page = submit(piece, contributor)
        position = positions.reading_position(page)
        decisions.decide(pk=page.pk, user=again(leader), action="approve", position=position)
        with pytest.raises(AlreadyDone):
            decisions.decide(pk=page.pk, user=again(leader), action="approve", position=position)
        assert ClearanceState.objects.of(piece, step=steps.LEADER_STEP).count() == 1
