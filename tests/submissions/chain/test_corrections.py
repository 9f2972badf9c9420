"""What the board does to a piece after its publication."""

import pytest
from wagtail.models import PageLogEntry
from wagtail.rich_text import RichText

from submissions.chain import decisions
from submissions.rights.stages import has_unit_draft
from submissions.screens.refusals import Refusal
from tests import factories
from tests.submissions import attempts
from tests.workflow import again, approve_as, edit, fresh, publish_through_chain, submit

pytestmark = pytest.mark.django_db


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
        with pytest.raises(Refusal, match="Vui lòng ghi lý do"):
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

    def test_older_version_published_again_stays_a_duplicate(self, piece, contributor, leader, editor):
        publish_through_chain(piece, contributor=contributor, leader=leader, editor=editor)
        earlier = piece.revisions.order_by("pk").first()
        original = factories.published(piece.unit)
        decisions.mark_duplicate(pk=piece.pk, user=again(editor), of=original)
        edit(piece, editor, title="Bản sau khi đánh dấu").get_latest_revision().publish(
            user=editor, skip_permission_checks=True
        )
        assert fresh(piece).duplicate_of == original
        earlier.publish(user=editor, skip_permission_checks=True)
        assert fresh(piece).duplicate_of == original

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
