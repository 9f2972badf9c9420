"""An approval on paper: of this leader, of this very text, confirmed by somebody who has no part in the piece."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.models import Revision

from submissions.chain import decisions
from submissions.models import ApprovalRules, ClearanceState, PaperApproval, UnitMembership
from submissions.papers import approving
from submissions.rights import positions, rights
from submissions.rights.stages import Stage, stage_of
from submissions.screens.refusals import AlreadyDone, Refusal
from tests import factories
from tests.soup import soup_of
from tests.submissions.papers.attaching import attached, confirmed, of, scan
from tests.workflow import again, approve_as, edit, fresh, send_back_as, submit

pytestmark = pytest.mark.django_db
MARK = "duyệt giấy"
State = PaperApproval.State


class TestWhatIsRecorded:
    def test_it_is_the_leaders_approval_of_that_very_text(self, page, contributor, leader, desk, editor, unit):
        paper = attached(page, contributor, leader)
        page = confirmed(paper, desk)
        assert stage_of(page) == Stage.AT_BOARD and page.sent_at is not None
        state = ClearanceState.objects.get(pk=paper.step_id)
        assert (state.finished_by, state.leader_of, state.confirmed_by) == (leader, unit, desk)
        assert (state.digest, state.decided_by) == (paper.digest, f"{leader} (Chủ tịch UBND phường)")
        assert (of(paper).state, of(paper).decided_by) == (State.CONFIRMED, desk)
        assert approve_as(page, editor).live

    def test_it_is_marked_in_history_queue_and_mail(self, page, contributor, leader, desk, editor, client):
        paper = attached(page, contributor, leader)
        Email.objects.all().delete()
        confirmed(paper, desk)
        client.force_login(editor)
        screen = soup_of(client.get(reverse("submissions:piece", args=[page.pk])))
        assert screen.select_one(".tb-where .tb-mark").text == MARK
        history = screen.select_one(".tb-history").text
        assert MARK in history and str(desk) in history and "đã xác nhận bản duyệt giấy" in history
        assert f"Ghi chú: {MARK}." in Email.objects.get(to=editor.email).message
        [told] = Email.objects.filter(to=leader.email)
        assert "Bản duyệt giấy mang tên" in told.subject and str(desk) in told.message

    def test_an_earlier_leader_who_led_that_day(self, page, contributor, leader, unit, desk):
        factories.leader_of(unit)
        UnitMembership.objects.filter(user=leader).update(valid_to=timezone.localdate())
        saved = timezone.now() - datetime.timedelta(days=1)
        Revision.objects.filter(pk=page.latest_revision_id).update(created_at=saved)
        paper = attached(page, contributor, leader, days=1)
        assert stage_of(confirmed(paper, desk)) == Stage.AT_BOARD

    def test_who_leads_no_more_signed_no_text_of_a_later_day(self, page, contributor, leader, unit):
        factories.leader_of(unit)
        UnitMembership.objects.filter(user=leader).update(valid_to=timezone.localdate())
        with pytest.raises(ValidationError, match="không còn là lãnh đạo"):
            attached(page, contributor, leader, days=1)
        assert not PaperApproval.objects.exists()

    def test_whoever_confirmed_does_not_decide_for_the_board(self, page, contributor, leader, editor):
        desk = factories.editor()
        desk.groups.add(factories.UserFactory(groups=["Thường trực Ban Biên tập"]).groups.get())
        page = confirmed(attached(page, contributor, leader), desk)
        assert not rights.user_can_decide_news(again(desk), page)
        with pytest.raises(Refusal, match="Bước này không thuộc thẩm quyền của tài khoản"):
            approve_as(page, desk)
        # Nor where the record was made to look so.
        ClearanceState.objects.of(page, step="unitleaderapprovaltask").update(confirmed_by=editor)
        with pytest.raises(Refusal, match="Bước này không thuộc thẩm quyền của tài khoản"):
            approve_as(page, editor)
        assert not fresh(page).live

    def test_who_decided_for_the_board_confirms_nothing(self, unit, contributor, leader, editor):
        piece = factories.news(unit, owner=contributor)
        editor.groups.add(factories.UserFactory(groups=["Thường trực Ban Biên tập"]).groups.get())
        page = send_back_as(approve_as(submit(piece, contributor), leader), editor)
        page = submit(edit(page, contributor, title="Tin đã sửa"), contributor)
        with pytest.raises(Refusal, match="Bản duyệt giấy này không thuộc quyền xác nhận"):
            confirmed(attached(page, contributor, leader), editor)


class TestWhatIsRefused:
    def test_who_was_no_leader_that_day(self, page, contributor, leader, unit):
        UnitMembership.objects.filter(user=leader).update(valid_from=timezone.localdate())
        other = factories.leader_of(factories.UnitFactory())
        for person, days in ((leader, 1), (contributor, 0), (other, 0)):
            with pytest.raises(approving.ValidationError, match="không phải là lãnh đạo"):
                attached(page, contributor, person, days=days)
        with pytest.raises(approving.ValidationError, match="30 ngày"):
            attached(page, contributor, leader, days=31)
        with pytest.raises(approving.ValidationError, match="30 ngày"):
            attached(page, contributor, leader, days=-1)

    def test_who_wrote_it_where_that_is_forbidden(self, unit, contributor, leader, desk):
        factories.leader_of(unit)
        page = submit(factories.news(unit, owner=leader), contributor)
        paper = attached(page, contributor, leader)
        ApprovalRules.objects.update_or_create(defaults={"forbids_own_piece": True})
        with pytest.raises(Refusal, match="không được duyệt"):
            confirmed(paper, desk)
        with pytest.raises(approving.ValidationError, match="không được duyệt"):
            attached(page, contributor, leader)

    def test_nobody_but_the_unit_attaches(self, page, leader, editor, desk):
        for person in (factories.contributor_of(factories.UnitFactory()), editor, desk):
            with pytest.raises(Refusal, match="Bản duyệt giấy do đơn vị đính kèm"):
                attached(page, person, leader)

    def test_nothing_to_attach_to(self, unit, contributor, leader):
        with pytest.raises(Refusal, match="Bản duyệt giấy do đơn vị đính kèm"):
            attached(factories.news(unit, owner=contributor), contributor, leader)

    def test_a_text_that_was_changed_before_attaching(self, page, contributor, leader):
        position = positions.reading_position(page)
        edit(page, leader, title="Lãnh đạo sửa")
        with pytest.raises(AlreadyDone):
            attached(page, contributor, leader, position=position)

    def test_nobody_with_a_part_in_it_confirms(self, page, contributor, leader, unit, editor):
        group = factories.UserFactory(groups=["Thường trực Ban Biên tập"]).groups.get()
        paper = attached(page, contributor, leader)
        colleague = factories.contributor_of(unit)
        for person in (contributor, leader, colleague):
            person.groups.add(group)
        for person in (contributor, leader, colleague, editor, factories.UserFactory(is_superuser=True)):
            with pytest.raises(Refusal, match="Bản duyệt giấy này không thuộc quyền xác nhận"):
                confirmed(paper, person)
        assert stage_of(fresh(page)) == Stage.AT_LEADER

    @pytest.mark.parametrize(
        ("content", "name"),
        [
            (b"MZ\x90", "giay.pdf"),
            (b"<svg/>", "giay.jpg"),
            (b"\xff\xd8\xff\xe0 half", "giay.jpg"),
            (b"PK\x03\x04", "a"),
        ],
    )
    def test_what_is_no_scan(self, content, name):
        with pytest.raises(approving.ValidationError):
            scan(content, name)

    def test_a_photo_loses_what_the_camera_wrote(self):
        photo = factories.picture_file("anh.jpg", comment=b"so dien thoai").read()
        assert b"so dien thoai" in photo
        assert b"so dien thoai" not in scan(photo, "anh.jpg").read()


class TestWhatMakesItVoid:
    def changes(self):
        return {
            "edited": lambda page, contributor, leader: edit(page, leader, title="Lãnh đạo sửa"),
            "withdrawn": lambda page, contributor, leader: decisions.withdraw(pk=page.pk, user=again(contributor)),
            "sent back": lambda page, contributor, leader: send_back_as(page, leader),
            "approved": lambda page, contributor, leader: approve_as(page, leader),
            "sent in again": lambda page, contributor, leader: submit(send_back_as(page, leader), contributor),
        }

    @pytest.mark.parametrize("change", ["edited", "withdrawn", "sent back", "approved", "sent in again"])
    def test_whatever_moves_the_piece(self, page, contributor, leader, desk, change):
        paper = attached(page, contributor, leader)
        self.changes()[change](page, contributor, leader)
        before = stage_of(fresh(page)), fresh(page).sent_at
        with pytest.raises(AlreadyDone, match="không còn giá trị"):
            confirmed(paper, desk)
        assert (stage_of(fresh(page)), fresh(page).sent_at) == before
        assert of(paper).state == State.WAITING and ClearanceState.objects.get(pk=paper.step_id).confirmed_by is None

    def test_another_paper(self, page, contributor, leader, desk):
        first, second = attached(page, contributor, leader), attached(page, contributor, leader)
        with pytest.raises(AlreadyDone):
            confirmed(first, desk)
        assert [of(paper).state for paper in (first, second)] == [State.REPLACED, State.WAITING]

    def test_a_paper_acts_once(self, page, contributor, leader, desk):
        paper = attached(page, contributor, leader)
        confirmed(paper, desk)
        mails = Email.objects.count()
        for again_ in (lambda: confirmed(paper, desk), lambda: approving.refuse(pk=paper.pk, user=desk, reason="Muộn")):
            with pytest.raises(AlreadyDone):
                again_()
        assert Email.objects.count() == mails

    def test_an_exchanged_scan(self, page, contributor, leader, desk):
        paper = attached(page, contributor, leader)
        with open(paper.scan.path, "ab") as file:
            file.write(b"%")
        with pytest.raises(Refusal, match="không phải bản đã đính kèm"):
            confirmed(paper, desk)
