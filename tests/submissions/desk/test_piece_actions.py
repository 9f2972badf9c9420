"""What the forms on a piece's own page decide, and what they refuse."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from submissions.chain import decisions, timing
from submissions.models import NewsPage
from submissions.rights import positions
from submissions.rights.stages import Stage, stage_of
from submissions.screens.refusals import Refusal
from submissions.standing.piece_standing import standing_of
from tests import factories
from tests.submissions import attempts
from tests.submissions.piece_pages import (
    REASON,
    act,
    page_of,
    told,
)
from tests.submissions.states import make_piece
from tests.workflow import again, fresh, submit

pytestmark = pytest.mark.django_db
TOLD = ("draft", "at_leader", "at_board", "published")


def test_the_whole_way_on_the_pieces_own_page(cast):
    page = make_piece("draft", cast)
    assert "trình" in told(act(cast.contributor, page, "submit")).lower()
    assert stage_of(fresh(page)) == Stage.AT_LEADER
    act(cast.leader, page, "approve")
    assert stage_of(fresh(page)) == Stage.AT_BOARD
    act(cast.editor, page, "publish")
    assert stage_of(fresh(page)) == Stage.PUBLISHED
    act(cast.editor, page, "take_down")
    assert stage_of(fresh(page)) == Stage.TAKEN_DOWN
    assert REASON in page_of(again(cast.contributor), page).content.decode()


def test_second_tap_says_who_decided_and_changes_nothing(cast):
    page = make_piece("at_leader", cast)
    position = positions.reading_position(page)
    act(cast.leader, page, "approve", position=position)
    before = attempts.publication(page), attempts.chain_record(page)
    for user in (cast.leader, cast.leader_contributor):
        for name in ("approve", "send_back"):
            assert str(cast.leader) in told(act(user, page, name, position=position))
    assert (attempts.publication(page), attempts.chain_record(page)) == before


def test_second_tap_on_publishing_publishes_once(cast):
    page = make_piece("at_board", cast)
    position = positions.reading_position(page)
    act(cast.editor, page, "publish", position=position)
    before = attempts.publication(page), attempts.chain_record(page), attempts.wording(page)
    for name, data in (("publish", {}), ("schedule", {"date": "2031-01-01", "time": "08:00"})):
        assert str(cast.editor) in told(act(cast.editor, page, name, position=position, **data))
    assert (attempts.publication(page), attempts.chain_record(page), attempts.wording(page)) == before


@pytest.mark.parametrize(("state", "name"), [("at_leader", "send_back"), ("published", "take_down")])
def test_a_reason_is_obligatory(state, name, cast):
    page = make_piece(state, cast)
    user = cast.leader if state == "at_leader" else cast.editor
    before = attempts.publication(page), attempts.chain_record(page)
    assert "lý do" in told(act(user, page, name, reason="  \n "))
    assert (attempts.publication(page), attempts.chain_record(page)) == before


def test_incomplete_piece_is_not_submitted_and_opens_in_the_quick_form(cast):
    page = make_piece("draft", cast)
    version = page.get_latest_revision_as_object()
    version.lead, version.origin, version.body = "", "reprinted", []
    version.save_revision(user=cast.contributor, clean=False)
    response = act(cast.contributor, page, "submit")
    assert response.redirect_chain[-1][0] == reverse("submissions:quick", args=[page.pk])
    for words in ("Tóm tắt", "nguồn", "nội dung"):
        assert words in told(response)
    assert stage_of(fresh(page)) == Stage.DRAFT


def test_photo_without_caption_is_not_submitted(cast):
    page = make_piece("draft", cast)
    version = page.get_latest_revision_as_object()
    version.body = [("photo", {"image": cast.photo, "caption": "", "credit": "", "alt": ""})]
    version.save_revision(user=cast.contributor)
    assert "Phần 1 của nội dung (Ảnh) còn thiếu" in told(act(cast.contributor, page, "submit"))
    assert stage_of(fresh(page)) == Stage.DRAFT


def test_unit_without_leader_is_told_what_to_do():
    unit = factories.UnitFactory()
    contributor = factories.contributor_of(unit)
    page = factories.news(unit, owner=contributor)
    assert "chưa có lãnh đạo" in told(act(contributor, page, "submit"))
    assert stage_of(fresh(page)) == Stage.DRAFT


def test_set_time_is_the_boards_and_lies_in_the_future(cast):
    page = make_piece("at_board", cast)
    yesterday = timezone.localtime() - datetime.timedelta(days=1)
    for date, time in ((yesterday.strftime("%Y-%m-%d"), "08:00"), ("", ""), ("2031-02-30", "08:00"), ("x", "y")):
        act(cast.editor, page, "schedule", date=date, time=time)
        assert stage_of(fresh(page)) == Stage.AT_BOARD, (date, time)
    refused = told(act(cast.editor, page, "schedule", date="31/02/2031", time="8 giờ sáng"))
    assert "Hãy viết như 25/04/2019." in refused and "Hãy viết như 08:05." in refused
    act(cast.editor, page, "schedule", date="2/1/2031", time="7h30")
    page = fresh(page)
    assert stage_of(page) == Stage.SCHEDULED
    planned = timezone.localtime(page.scheduled_revision.approved_go_live_at)
    assert planned.strftime("%d/%m/%Y %H:%M") == "02/01/2031 07:30"
    assert "07:30 02/01/2031" in page_of(again(cast.contributor), page).content.decode()


def test_the_present_moment_is_no_time_to_set():
    with time_machine.travel(timezone.now(), tick=False):
        for moment in (timezone.now(), timezone.now() - datetime.timedelta(minutes=1)):
            with pytest.raises(Refusal, match="Giờ đăng phải ở tương lai"):
                timing.require_future(moment)
        timing.require_future(timezone.now() + datetime.timedelta(minutes=1))


def test_publishing_at_once_forgets_a_time_set_in_the_editor(cast):
    page = make_piece("at_board", cast)
    version = page.get_latest_revision_as_object()
    version.go_live_at = timezone.now() + datetime.timedelta(days=3)
    version.save_revision(user=cast.editor)
    act(cast.editor, page, "publish")
    assert stage_of(fresh(page)) == Stage.PUBLISHED


def test_stopped_time_can_be_set_again_or_published(cast):
    page = make_piece("scheduled", cast)
    act(cast.editor, page, "unschedule")
    assert stage_of(fresh(page)) == Stage.CLEARED
    act(cast.editor, page, "schedule", date="2031-01-02", time="07:30")
    assert stage_of(fresh(page)) == Stage.SCHEDULED
    assert fresh(page).scheduled_revision.approved_go_live_at.year == 2031
    act(cast.editor, page, "unschedule")
    act(cast.editor, page, "publish")
    assert stage_of(fresh(page)) == Stage.PUBLISHED


def test_a_set_time_that_has_passed_is_said(cast):
    """The worker is down: what happens then, to the unit and to the board."""
    page = make_piece("scheduled", cast)
    at = page.scheduled_revision.approved_go_live_at
    with time_machine.travel(at + datetime.timedelta(minutes=4)):
        assert standing_of(page, user=cast.editor).label == "Đã hẹn giờ đăng"
    with time_machine.travel(at + datetime.timedelta(minutes=6)):
        board, unit = standing_of(page, user=cast.editor), standing_of(page, user=cast.contributor)
        assert {board.label, unit.label} == {"Đã quá giờ hẹn, chưa đăng"}
        assert "hãy hủy hẹn giờ rồi đăng" in board.next_step
        assert unit.next_step.startswith("Không phải làm gì")


def test_refused_time_leaves_no_version_behind(cast):
    page = make_piece("at_board", cast)
    at = timezone.now() + datetime.timedelta(days=1)
    with pytest.raises(Refusal, match="Bước này không thuộc thẩm quyền của tài khoản"):
        timing.publish(pk=page.pk, user=again(cast.leader_editor), position=positions.reading_position(page), at=at)
    assert fresh(page).get_latest_revision_as_object().go_live_at is None
    assert fresh(page).revisions.count() == page.revisions.count()


def test_draft_is_deleted_only_before_it_was_ever_submitted(cast):
    page = make_piece("draft", cast)
    act(cast.contributor, page, "delete")
    assert not NewsPage.objects.filter(pk=page.pk).exists()
    page = make_piece("draft", cast)
    submit(page, cast.contributor)
    act(cast.contributor, page, "withdraw")
    act(cast.contributor, page, "delete")
    assert stage_of(fresh(page)) == Stage.DRAFT


def test_duplicate_is_chosen_typed_and_cleared(cast):
    page, other = make_piece("published", cast), make_piece("published", cast)
    act(cast.editor, page, "mark_duplicate", of=str(other.pk))
    assert fresh(page).duplicate_of == other
    assert other.title in page_of(again(cast.contributor), page).content.decode()
    act(cast.editor, page, "mark_duplicate", of="")
    assert fresh(page).duplicate_of is None
    for address in (f"https://phanthiet.example{other.url_path}", f"/admin/tin-bai/{other.pk}/"):
        act(cast.editor, page, "mark_duplicate", address=address)
        assert fresh(page).duplicate_of == other
        act(cast.editor, page, "mark_duplicate", of="")
    for address in ("/khong-co/", f"/admin/tin-bai/{page.pk}/"):
        act(cast.editor, page, "mark_duplicate", address=address)
        assert fresh(page).duplicate_of is None


def test_marking_needs_a_choice(cast):
    page = make_piece("published", cast)
    before = fresh(page).duplicate_of_id
    assert "chọn" in told(act(cast.editor, page, "mark_duplicate"))
    assert fresh(page).duplicate_of_id == before
    with pytest.raises(Refusal, match="Chỉ Ban Biên tập được đánh dấu tin"):
        decisions.mark_duplicate(pk=page.pk, user=again(cast.contributor), of=None)
