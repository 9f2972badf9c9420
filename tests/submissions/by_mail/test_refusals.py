"""Whoever may not, or comes too late, is told so in words; and nothing is decided."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from submissions.chain import decisions
from submissions.models import DecisionLink, DecisionsByMail, LinkGuess, NewsImage, UnitMembership
from submissions.rights.stages import Stage, stage_of
from tests import factories
from tests.submissions.by_mail.visitor import Visitor, known_visitor, link_in, mail_to, path_in, place_of
from tests.workflow import again, approve_as, edit, fresh, send_back_as, submit

pytestmark = pytest.mark.django_db


def assert_refused(visitor, path, sentence, *, status):
    """Opening the link and deciding with it both say `sentence`, and neither decides."""
    link = link_in(path)
    before = link.page.current_workflow_task_state, fresh(link.page).get_latest_revision()
    visitor.get(path)
    for answer in (visitor.get(place_of(path)), visitor.post(place_of(path), {"action": "approve"})):
        assert answer.status_code == status
        assert sentence in answer.content.decode()
        assert 'value="approve"' not in answer.content.decode()
    assert (link_in(path).page.current_workflow_task_state, fresh(link.page).get_latest_revision()) == before
    assert link_in(path).used_at is None


class TestTheWrongPerson:
    def test_logged_in_as_somebody_else(self, story):
        sentence = f"không phải cho {story.deputy}, là người đang đăng nhập ở đây"
        assert_refused(Visitor().log_in(story.deputy), story.path, sentence, status=403)

    def test_the_writer_who_shares_the_mailbox(self, story):
        assert_refused(Visitor().log_in(story.contributor), story.path, "gửi cho người khác", status=403)

    def test_logged_in_as_somebody_else_on_the_leader_s_device(self, story):
        visitor = known_visitor(story.leader).log_in(story.contributor)
        assert_refused(visitor, story.path, "gửi cho người khác", status=403)

    def test_an_administrator(self, story):
        administrator = factories.UserFactory(is_superuser=True)
        assert_refused(Visitor().log_in(administrator), story.path, "gửi cho người khác", status=403)

    @pytest.mark.parametrize("owner", ["deputy", "contributor", "stranger"])
    def test_the_mark_of_another_leads_to_the_log_in(self, story, owner):
        visitor = known_visitor(getattr(story, owner))
        asked = visitor.open(story.path)
        assert asked["Location"].startswith("/admin/login/")
        assert visitor.post(place_of(story.path), {"action": "approve"}).status_code == 403
        assert stage_of(fresh(story.page)) == Stage.AT_LEADER

    def test_a_forged_mark(self, story):
        factories.known_device(story.leader, mark="dau-cua-may")
        for forged in ("dau-cua-may", "dau-cua-may:1tPqr:c2lnbmF0dXJl"):
            visitor = Visitor()
            visitor.cookies["known_device"] = forged
            assert visitor.open(story.path)["Location"].startswith("/admin/login/")


class TestWhoMayNoMore:
    def test_an_account_that_was_closed(self, story):
        visitor = known_visitor(story.leader)
        leader = again(story.leader)
        leader.is_active = False
        leader.save()
        assert_refused(visitor, story.path, "Tài khoản nhận liên kết này không còn sử dụng.", status=403)

    def test_a_membership_that_ended_yesterday(self, story):
        visitor = known_visitor(story.leader)
        story.leader.memberships.update(valid_to=timezone.localdate())
        assert_refused(visitor, story.path, "hôm nay không phải là lãnh đạo của đơn vị", status=403)

    def test_who_is_no_longer_leader(self, story):
        visitor = known_visitor(story.leader)
        story.leader.memberships.update(role=UnitMembership.Role.CONTRIBUTOR)
        assert_refused(visitor, story.path, "hôm nay không phải là lãnh đạo của đơn vị", status=403)

    def test_who_decided_the_other_step(self, story):
        """Nobody decides both steps: the mail's button changes nothing of that."""
        both = factories.leader_of(story.unit)
        both.groups.set(story.editor.groups.all())
        page = factories.news(story.unit, owner=story.contributor)
        page = approve_as(submit(page, story.contributor), story.leader)
        page = send_back_as(page, story.editor)
        page = edit(page, story.contributor, title="Bản sửa")
        page = approve_as(submit(page, story.contributor), story.leader)
        factories.MembershipFactory(unit=story.unit, user=story.editor, role=UnitMembership.Role.LEADER)
        page = decisions_withdrawn(page, story.contributor)
        submit(page, story.contributor)
        visitor = Visitor().log_in(story.editor)
        assert_refused(visitor, path_in(mail_to(story.editor)), "không được quyết định ở bước này", status=403)


def decisions_withdrawn(page, user):
    decisions.withdraw(pk=page.pk, user=again(user))
    return fresh(page)


class TestTooLate:
    def test_used_before(self, story):
        visitor = known_visitor(story.leader)
        visitor.decide(story.path)
        again_opened = visitor.open(story.path)
        assert "Đã duyệt" in again_opened.content.decode()
        second = visitor.post(place_of(story.path), {"action": "reject", "reason": "Thôi."})
        assert second.status_code == 410
        assert "Liên kết này đã được dùng" in second.content.decode()
        assert stage_of(fresh(story.page)) == Stage.AT_BOARD

    def test_after_its_hours(self, story):
        path, visitor = story.path, known_visitor(story.leader)
        with time_machine.travel(timezone.now() + datetime.timedelta(hours=71, minutes=59)):
            assert visitor.open(path).status_code == 200
        visitor.get(path)
        with time_machine.travel(timezone.now() + datetime.timedelta(hours=72, minutes=1)):
            # The browser has forgotten the token by then.
            assert visitor.get(place_of(path)).status_code == 410
            visitor.cookies["decision_link"] = path.partition("=")[2]
            for answer in (visitor.get(place_of(path)), visitor.post(place_of(path), {"action": "approve"})):
                assert answer.status_code == 410
                assert "Liên kết này đã hết hạn" in answer.content.decode()
        assert stage_of(fresh(story.page)) == Stage.AT_LEADER

    def test_the_office_sets_how_long(self, story):
        DecisionsByMail.objects.update(link_hours=5)
        submit(factories.news(story.unit, owner=story.contributor), story.contributor)
        link = link_in(story.path)
        assert link.valid_until - link.made_at < datetime.timedelta(hours=5, seconds=5)

    def test_the_text_was_changed(self, story):
        path = story.path
        edit(story.page, story.deputy, title="Sửa một chữ")
        assert_refused(known_visitor(story.leader), path, f"{story.deputy} đã sửa nội dung", status=409)

    def test_the_text_was_changed_under_the_same_version(self, story):
        path, revision = story.path, fresh(story.page).get_latest_revision()
        revision.content["title"] = "Tự động lưu"
        revision.created_at = timezone.now()
        revision.save()
        assert_refused(known_visitor(story.leader), path, "đã sửa nội dung", status=409)

    def test_a_photo_was_exchanged(self, story):
        path = story.path
        image = NewsImage.objects.get()
        NewsImage.objects.filter(pk=image.pk).update(file_hash="khac")
        assert_refused(known_visitor(story.leader), path, "Ảnh hoặc tệp", status=409)

    def test_it_was_changed_while_the_page_was_open(self, story):
        path, visitor = story.path, known_visitor(story.leader)
        assert visitor.open(path).status_code == 200
        edit(story.page, story.deputy, title="Sửa trong lúc đọc")
        refused = visitor.post(place_of(path), {"action": "approve"})
        assert refused.status_code == 409 and "đã sửa nội dung" in refused.content.decode()
        assert stage_of(fresh(story.page)) == Stage.AT_LEADER

    def test_withdrawn(self, story):
        path = story.path
        decisions.withdraw(pk=story.page.pk, user=again(story.contributor))
        assert_refused(known_visitor(story.leader), path, f"{story.contributor} đã rút lại", status=409)

    def test_decided_by_the_other_leader_on_the_screen(self, story):
        path = story.path
        approve_as(story.page, story.deputy)
        assert_refused(known_visitor(story.leader), path, f"{story.deputy} đã duyệt", status=409)

    def test_decided_by_the_other_leader_from_the_mail(self, story):
        path = story.path
        known_visitor(story.deputy).decide(path_in(mail_to(story.deputy)), "reject", reason="Thiếu ảnh.")
        assert_refused(known_visitor(story.leader), path, f"{story.deputy} đã trả lại", status=409)

    def test_the_link_of_the_round_before(self, story):
        path = story.path
        page = send_back_as(story.page, story.deputy)
        submit(page, story.contributor)
        assert_refused(known_visitor(story.leader), path, f"{story.deputy} đã trả lại", status=409)


class TestGuessing:
    def test_links_that_are_none(self):
        visitor = Visitor()
        for guess in ("", "?t=", "?t=x", "?t=" + "a" * 43, "?t=%00", "?t=a&t=b"):
            answer = visitor.get(f"/duyet-qua-thu/{guess}")
            assert answer.status_code == 410
            assert "Không có liên kết này" in answer.content.decode()

    def test_many_are_not_answered_for_a_while(self, story):
        path, visitor = story.path, Visitor()
        for number in range(20):
            assert visitor.get(f"/duyet-qua-thu/?t=doan-{number}").status_code == 410
        locked = visitor.get(path)
        assert locked.status_code == 429 and "mười phút" in locked.content.decode()
        assert LinkGuess.objects.count() == 20
        assert Visitor(REMOTE_ADDR="203.0.113.7").get(path).status_code == 302
        with time_machine.travel(timezone.now() + datetime.timedelta(minutes=11)):
            assert visitor.get(path).status_code == 302
            visitor.get("/duyet-qua-thu/?t=mot-lan-nua")
            assert LinkGuess.objects.count() == 1

    def test_guessing_keeps_nobody_from_logging_in(self, story, settings):
        settings.AXES_ENABLED = True
        visitor = Visitor()
        for number in range(25):
            visitor.get(f"/duyet-qua-thu/?t=doan-{number}")
        visitor.log_in(story.leader)


def test_every_row_keeps_a_digest_and_no_token(story):
    token = story.path.partition("=")[2]
    assert len(token) == 43
    for link in DecisionLink.objects.all():
        assert token not in str(vars(link))
