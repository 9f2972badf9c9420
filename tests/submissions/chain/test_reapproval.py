"""What the leader approved, and what goes to the leader again (docs/chain.md)."""

import datetime

import pytest
from wagtail.models import TaskState

from submissions.body.content import PUBLIC_FIELDS, content_digest, revision_digest
from submissions.chain import decisions
from submissions.models import (
    Category,
    ClearanceState,
    NewsAuthor,
    NewsImage,
)
from submissions.rights import steps
from submissions.rights.stages import Stage, stage_of
from tests.submissions import attempts
from tests.workflow import again, approve_as, edit, fresh, overwrite, publish_through_chain, send_back_as, submit

pytestmark = pytest.mark.django_db


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
        step = ClearanceState.objects.of(piece, step=steps.LEADER_STEP).first()
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


class TestWhatIsApproved:
    """All that the public reads of a piece is in its digest, so that a change of it goes to the leader again."""

    DAY = datetime.date(2019, 4, 5)
    OTHERWISE = {
        "title": "Tiêu đề khác",
        "lead": "Mở đầu khác.",
        "genre": "phong_su",
        "event_date": DAY,
        "milestone_date": DAY,
        "origin": "compiled",
        "source": "Báo Bình Thuận",
        "programme": "Thời sự sáng",
        "broadcast_date": DAY,
    }

    def test_each_field(self, piece):
        approved = content_digest(piece)
        changes = self.OTHERWISE | {"category_id": Category.objects.exclude(pk=piece.category_id).first().pk}
        assert set(changes) == set(PUBLIC_FIELDS)
        for name, value in changes.items():
            changed = fresh(piece)
            setattr(changed, name, value)
            assert content_digest(changed) != approved, name

    def test_authors_in_their_order_with_their_shares(self, piece):
        digests = set()
        for authors in ([], [("Hoa", 60), ("Tám", 40)], [("Hoa", 40), ("Tám", 60)], [("Tám", 40), ("Hoa", 60)]):
            piece.authors.set([NewsAuthor(name=name, share=share) for name, share in authors])
            digests.add(content_digest(piece))
        assert len(digests) == 4
