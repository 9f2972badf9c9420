"""The history that a unit reads: who, in which post, what, when and why, without the machinery."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from submissions.chain import decisions, timing
from submissions.chain.scheduling import publish_due
from submissions.rights import positions
from submissions.standing import history
from tests import factories
from tests.submissions.states import make_piece
from tests.workflow import again, approve_as, fresh, send_back_as, submit

pytestmark = pytest.mark.django_db


def told(page):
    """(who, what) of each event, oldest first."""
    return [(event.who, event.what) for event in history.history_of(fresh(page))][::-1]


def save(page, user, *, title):
    version = fresh(page).get_latest_revision_as_object()
    version.title = title
    version.save_revision(user=user, log_action=True)


def test_the_whole_story_in_plain_words(cast):
    page = factories.news(cast.unit, owner=cast.contributor)
    submit(page, cast.contributor)
    send_back_as(page, cast.leader, "Bổ sung địa điểm.")
    save(page, cast.contributor, title="Tin đã bổ sung")
    submit(page, cast.contributor)
    approve_as(page, cast.leader)
    send_back_as(page, cast.editor, "Ảnh mờ.")
    submit(page, cast.contributor)
    approve_as(page, cast.editor)
    decisions.take_down(pk=page.pk, user=again(cast.editor), reason="Sai số liệu.")
    contributor, leader, editor = str(cast.contributor), str(cast.leader), str(cast.editor)
    assert told(page) == [
        (contributor, "bắt đầu viết"),
        (contributor, "trình lãnh đạo duyệt"),
        (leader, "trả lại người viết"),
        (contributor, "sửa nội dung"),
        (contributor, "trình lại"),
        (leader, "duyệt ở bước lãnh đạo đơn vị"),
        (editor, "trả lại đơn vị"),
        (contributor, "trình lại"),
        (editor, "đăng"),
        (editor, "gỡ bài"),
    ]
    reasons = [event.reason for event in history.history_of(fresh(page)) if event.reason]
    assert reasons == ["Sai số liệu.", "Ảnh mờ.", "Bổ sung địa điểm."]


def test_posts_are_those_held_at_the_time(cast):
    page = approve_as(submit(factories.news(cast.unit, owner=cast.contributor), cast.contributor), cast.leader)
    approve_as(page, cast.editor)
    posts = {event.what: event.post for event in history.history_of(fresh(page))}
    assert posts["trình lãnh đạo duyệt"] == "Công chức Văn hóa - Xã hội"
    assert posts["duyệt ở bước lãnh đạo đơn vị"] == "Chủ tịch UBND phường"
    assert posts["đăng"] == "Ban Biên tập"
    cast.unit.memberships.filter(user=cast.leader).update(valid_to=timezone.localdate(), post="Khác")
    posts = {event.what: event.post for event in history.history_of(fresh(page))}
    assert posts["duyệt ở bước lãnh đạo đơn vị"] == "Chủ tịch UBND phường"


def test_saving_is_told_once_for_each_stretch_of_work(cast):
    page = factories.news(cast.unit, owner=cast.contributor)
    for number in range(5):
        save(page, cast.contributor, title=f"Lần {number}")
    save(page, cast.leader, title="Lãnh đạo sửa")
    save(page, cast.contributor, title="Sửa tiếp")
    contributor, leader = str(cast.contributor), str(cast.leader)
    assert told(page) == [
        (contributor, "bắt đầu viết"),
        (leader, "sửa nội dung"),
        (contributor, "sửa nội dung"),
    ]


def test_set_time_is_told_and_the_system_publishes(cast):
    page = make_piece("at_board", cast)
    at = timezone.now() + datetime.timedelta(days=1)
    timing.publish(pk=page.pk, user=again(cast.editor), position=positions.reading_position(page), at=at)
    words = [what for _who, what in told(page)]
    assert f"hẹn giờ đăng: {timezone.localtime(at):%H:%M %d/%m/%Y}" in words
    with time_machine.travel(at + datetime.timedelta(hours=1)):
        publish_due()
    assert told(page)[-1] == ("Hệ thống", "đăng theo giờ đã hẹn")


def test_stopping_setting_aside_marking_and_withdrawing_are_told(cast):
    page = make_piece("scheduled", cast)
    timing.unschedule(pk=page.pk, user=again(cast.editor))
    assert told(page)[-1] == (str(cast.editor), "hủy hẹn giờ đăng")
    page = make_piece("published_unit_draft", cast)
    decisions.set_aside_draft(pk=page.pk, user=again(cast.editor), reason="Chưa cần.")
    assert told(page)[-1] == (str(cast.editor), "gác lại bản sửa của đơn vị")
    other = make_piece("published", cast)
    decisions.mark_duplicate(pk=page.pk, user=again(cast.editor), of=other)
    newest = history.history_of(fresh(page))[0]
    assert (newest.what, newest.reason) == ("đánh dấu trùng", other.title)
    decisions.mark_duplicate(pk=page.pk, user=again(cast.editor), of=None)
    assert told(page)[-1] == (str(cast.editor), "bỏ đánh dấu trùng")
    page = make_piece("at_leader", cast)
    decisions.withdraw(pk=page.pk, user=again(cast.contributor))
    assert told(page)[-1] == (str(cast.contributor), "rút lại")


def test_unapproved_title_is_not_told(cast):
    page = make_piece("published_unit_draft", cast)
    words = " ".join(event.what + event.reason for event in history.history_of(page))
    assert page.draft_title not in words


def test_num_queries(cast, django_assert_max_num_queries):
    page = make_piece("at_leader", cast)
    history.history_of(fresh(page))
    page = fresh(page)
    with django_assert_max_num_queries(20) as few:
        history.history_of(page)
    limit = len(few)
    for number in range(8):
        send_back_as(page, cast.leader, f"Lần {number}")
        submit(page, cast.contributor)
    page = fresh(page)
    with django_assert_max_num_queries(limit):
        assert len(history.history_of(page)) > 16
