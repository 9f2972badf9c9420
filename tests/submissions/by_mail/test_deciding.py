"""From the mail to the decision: on a known device, after the log-in, once, with what is kept of it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from submissions.models import ClearanceState, DecisionLink
from submissions.rights import positions
from submissions.rights.stages import Stage, stage_of
from submissions.standing.history import history_of
from tests import factories
from tests.submissions import attempts
from tests.submissions.by_mail.visitor import IPHONE, LOGIN, Visitor, known_visitor, link_in, mail_to, path_in, place_of
from tests.workflow import fresh

pytestmark = pytest.mark.django_db
Way = DecisionLink.Way


def is_open(response):
    """Whether the page offers the decision."""
    return response.status_code == 200 and 'value="approve"' in response.content.decode()


def test_the_link_stands_for_what_the_chain_says_a_moment_later(story):
    """Wagtail tells of the step before it is where the piece stands."""
    assert link_in(story.path).position == positions.reading_position(fresh(story.page))


def test_so_it_does_when_sent_in_from_the_editor(story):
    draft = factories.news(story.unit, owner=story.contributor, title="Từ biểu mẫu")
    client = Client()
    client.force_login(story.contributor)
    attempts.post_edit(client, draft, **{"action-submit": "action-submit"})
    assert stage_of(fresh(draft)) == Stage.AT_LEADER
    assert link_in(path_in(mail_to(story.leader))).position == positions.reading_position(fresh(draft))


class TestOnAKnownDevice:
    def test_without_a_session_two_steps(self, story):
        visitor = known_visitor(story.leader)
        page = visitor.open(story.path)
        assert is_open(page)
        assert "sessionid" not in {name for name, cookie in visitor.cookies.items() if cookie.value}
        done = visitor.decide(story.path)
        assert "Đã duyệt" in done.content.decode()
        assert stage_of(fresh(story.page)) == Stage.AT_BOARD

    def test_no_session_is_begun(self, story):
        visitor = known_visitor(story.leader)
        visitor.decide(story.path)
        assert visitor.get(reverse("submissions:piece", args=[story.page.pk]))["Location"].startswith(LOGIN)
        assert visitor.get(reverse("wagtailadmin_home"))["Location"].startswith(LOGIN)

    def test_sent_back_with_a_reason(self, story):
        done = known_visitor(story.leader).decide(story.path, "reject", reason="Thiếu giờ bắt đầu.")
        assert "Đã trả lại" in done.content.decode()
        assert stage_of(fresh(story.page)) == Stage.RETURNED_BY_LEADER
        assert history_of(fresh(story.page))[0].reason == "Thiếu giờ bắt đầu."

    def test_not_sent_back_without_one_and_what_was_typed_stays(self, story):
        visitor = known_visitor(story.leader)
        again = visitor.decide(story.path, "reject", reason="  \n ")
        assert again.status_code == 400
        assert "Vui lòng ghi lý do" in again.content.decode()
        long = visitor.decide(story.path, "reject", reason="Dài " * 3000)
        assert long.status_code == 400 and "Dài Dài" in long.content.decode()
        assert stage_of(fresh(story.page)) == Stage.AT_LEADER
        assert link_in(story.path).used_at is None

    def test_no_other_action(self, story):
        assert known_visitor(story.leader).decide(story.path, "publish").status_code == 400
        assert stage_of(fresh(story.page)) == Stage.AT_LEADER

    def test_what_is_kept_of_it(self, story):
        before = timezone.now()
        known_visitor(story.leader).decide(story.path)
        link = link_in(story.path)
        state = ClearanceState.objects.leader_clearance(fresh(story.page).current_workflow_state)
        assert (link.step, link.way, link.address, link.device) == (
            state,
            Way.KNOWN_DEVICE,
            "127.0.0.1",
            "iPhone, Safari",
        )
        assert before < link.used_at < timezone.now()
        assert (state.finished_by, state.decider_name, state.leader_of) == (
            story.leader,
            str(story.leader),
            story.unit,
        )

    def test_the_history_tells_it(self, story):
        known_visitor(story.leader).decide(story.path)
        [way] = [event.way for event in history_of(fresh(story.page)) if event.way]
        assert way == "qua thư, máy quen; máy: iPhone, Safari; địa chỉ: 127.0.0.1"
        client = Client()
        client.force_login(story.editor)
        shown = client.get(reverse("submissions:piece", args=[story.page.pk])).content.decode()
        assert "qua thư, máy quen" in shown


class TestWithoutTheMark:
    def test_the_log_in_comes_first_and_leads_back(self, story):
        visitor = Visitor(headers={"user-agent": IPHONE})
        asked = visitor.open(story.path)
        assert asked["Location"] == f"{LOGIN}?next={place_of(story.path)}"
        login = visitor.get(asked["Location"])
        assert f"chưa được ghi nhận là máy của {story.leader}" in login.content.decode()
        data = {"username": story.leader.username, "password": factories.PASSWORD, "next": place_of(story.path)}
        page = visitor.post(LOGIN, data, follow=True)
        assert is_open(page)
        visitor.post(place_of(story.path), {"action": "approve"})
        assert link_in(story.path).way == Way.LOGGED_IN

    def test_the_decision_is_refused_too(self, story):
        refused = Visitor().decide(story.path)
        assert refused.status_code == 403
        assert "Vui lòng đăng nhập trước. Chưa có gì được quyết định." in refused.content.decode()
        assert stage_of(fresh(story.page)) == Stage.AT_LEADER

    def test_the_address_of_the_page_alone_opens_nothing(self, story):
        """Its number can be guessed; the token cannot."""
        visitor = known_visitor(story.leader)
        place = place_of(story.path)
        assert visitor.get(place).status_code == 410
        assert visitor.post(place, {"action": "approve"}).status_code == 410
        visitor.log_in(story.leader)
        assert visitor.post(place, {"action": "approve"}).status_code == 410
        assert stage_of(fresh(story.page)) == Stage.AT_LEADER

    def test_the_token_of_another_link_opens_nothing(self, story):
        visitor = known_visitor(story.leader)
        visitor.get(path_in(mail_to(story.deputy)))
        other = visitor.cookies["decision_link"].value
        visitor.cookies.clear()
        visitor.cookies["decision_link"] = other
        assert visitor.get(place_of(story.path)).status_code == 410


class TestTheForm:
    def test_is_protected_though_there_is_no_session(self, story):
        visitor = known_visitor(story.leader)
        strict = Visitor(enforce_csrf_checks=True)
        strict.cookies = visitor.cookies
        strict.get(story.path)
        refused = strict.post(place_of(story.path), {"action": "approve"})
        assert refused.status_code == 403
        assert stage_of(fresh(story.page)) == Stage.AT_LEADER
        strict.get(place_of(story.path))
        token = strict.cookies["csrftoken"].value
        strict.post(place_of(story.path), {"action": "approve", "csrfmiddlewaretoken": token})
        assert stage_of(fresh(story.page)) == Stage.AT_BOARD

    def test_other_methods_are_refused(self, story):
        visitor = known_visitor(story.leader)
        visitor.get(story.path)
        assert {visitor.generic(method, place_of(story.path)).status_code for method in ("PUT", "DELETE", "PATCH")} == {
            405
        }
        assert visitor.post(story.path).status_code == 405


class TestWhatTheAnswersSay:
    def test_kept_nowhere_found_by_nobody_framed_by_nobody(self, story):
        visitor = known_visitor(story.leader)
        opened = visitor.get(story.path)
        shown = visitor.get(opened["Location"])
        refused = Visitor().get("/duyet-qua-thu/?t=khong-co")
        for answer in (opened, shown, refused):
            assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
            assert answer["X-Robots-Tag"] == "noindex, nofollow"
            assert answer["X-Frame-Options"] == "DENY"
        assert opened["Referrer-Policy"] == "no-referrer"
        assert shown["Referrer-Policy"] == "same-origin"

    def test_the_token_is_in_no_address_after_the_first(self, story):
        visitor = known_visitor(story.leader)
        token = story.path.partition("=")[2]
        opened = visitor.get(story.path)
        assert token not in opened["Location"]
        assert token not in visitor.get(opened["Location"]).content.decode()

    def test_its_cookies_are_not_for_scripts_and_only_for_its_page(self, story, settings):
        settings.SESSION_COOKIE_SECURE = True
        visitor = Visitor()
        visitor.get(story.path)
        cookie = visitor.cookies["decision_link"]
        assert (cookie["path"], cookie["httponly"], cookie["secure"], cookie["samesite"]) == (
            place_of(story.path),
            True,
            True,
            "Lax",
        )

    def test_it_is_the_public_s_page_and_nothing_of_the_back_office(self, story):
        page = known_visitor(story.leader).open(story.path).content.decode()
        assert '<article class="article">' in page and "Đoàn viên ra quân" in page
        assert "wagtail" not in page.lower()
