"""Decisions on a text that the deciding person did not have in front of them; both steps by one person; dead ends."""

import datetime

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from submissions.chain import decisions, timing
from submissions.chain.scheduling import publish_due, publish_once
from submissions.models import User
from submissions.rights import positions, rights
from submissions.rights.stages import Stage, has_unit_draft, stage_of
from submissions.screens.refusals import AlreadyDone, Refusal
from tests import factories
from tests.browserform import form_of
from tests.submissions import attempts
from tests.submissions.states import make_piece
from tests.workflow import again, approve_as, edit, fresh, overwrite, send_back_as, submit

pytestmark = pytest.mark.django_db
TOLD = ("at_leader", "at_board", "cleared", "published")


def schedule_update(page, user):
    """A correction of a live piece with a time, as the editor's form saves and publishes it."""
    version = fresh(page).get_latest_revision_as_object()
    version.title = "Bản hẹn giờ"
    version.go_live_at = timezone.now() + datetime.timedelta(days=1)
    version.save_revision(user=user).publish(user=again(user))


def posted_from_piece_page(client, page, action):
    """The form that the piece's page shows for `action`, as a browser would send it."""
    response = client.get(reverse("submissions:piece", args=[page.pk]))
    address = reverse(f"submissions:{action}", args=[page.pk])
    return address, form_of(response, f'form[action="{address}"]')


def test_leader_approves_only_the_text_that_the_page_showed(client, cast):
    page = make_piece("at_leader", cast)
    client.force_login(cast.leader)
    address, form = posted_from_piece_page(client, page, "approve")
    edit(page, cast.leader_contributor, title="Lời mà người duyệt chưa hề thấy")
    client.post(address, form)
    assert stage_of(fresh(page)) == Stage.AT_LEADER


def test_words_exchanged_under_the_same_number_are_another_text(cast):
    page = make_piece("at_leader", cast)
    shown = positions.reading_position(page)
    overwrite(page, title="Lời mà người duyệt chưa hề thấy")
    with pytest.raises(AlreadyDone):
        decisions.decide(pk=page.pk, user=again(cast.leader), action="approve", position=shown)
    assert stage_of(fresh(page)) == Stage.AT_LEADER


def test_board_publishes_only_the_text_that_the_page_showed(client, cast):
    page = make_piece("at_board", cast)
    client.force_login(cast.editor)
    address, form = posted_from_piece_page(client, page, "publish")
    edit(page, factories.editor(), title="Biên tập viên khác vừa sửa, chưa ai đọc")
    client.post(address, form)
    assert not fresh(page).live


def test_correction_published_only_as_the_page_showed_it(client, cast):
    page = make_piece("published", cast)
    edit(page, cast.editor, title="Đính chính")
    client.force_login(cast.editor)
    address, form = posted_from_piece_page(client, page, "publish")
    edit(page, factories.editor(), title="Biên tập viên khác vừa sửa, chưa ai đọc")
    client.post(address, form)
    assert fresh(page).title != "Biên tập viên khác vừa sửa, chưa ai đọc"


def test_who_approved_an_earlier_round_as_leader_does_not_publish(cast):
    page = make_piece("at_board", cast)  # approved by leader_editor
    send_back_as(page, cast.editor)
    edit(page, cast.contributor, title="Sửa theo góp ý")
    submit(page, cast.contributor)
    approve_as(page, cast.leader)
    with pytest.raises(Refusal, match="Bước này không thuộc thẩm quyền của tài khoản"):
        approve_as(page, cast.leader_editor)


def test_who_sent_back_as_board_does_not_approve_as_leader(cast):
    page = submit(make_piece("draft", cast), cast.contributor)
    approve_as(page, cast.leader)
    send_back_as(page, cast.leader_editor)
    edit(page, cast.contributor, title="Sửa theo góp ý")
    submit(page, cast.contributor)
    with pytest.raises(Refusal, match="Bước này không thuộc thẩm quyền của tài khoản"):
        approve_as(page, cast.leader_editor)


def test_who_approved_as_leader_does_not_do_the_first_publication_alone(cast):
    page = make_piece("cleared", cast)  # approved by leader_editor, time set by the editor, then stopped
    edit(page, cast.leader_editor, title="Lời chỉ một mình người này biết")
    with pytest.raises(Refusal, match="Người thuộc đơn vị của tin"):
        timing.publish(pk=page.pk, user=again(cast.leader_editor), position=positions.reading_position(fresh(page)))


def test_cleared_piece_is_no_dead_end_when_an_editor_leaves(cast):
    page = make_piece("cleared", cast)
    leaving = factories.editor()
    edit(page, leaving, title="Sửa chính tả")
    User.objects.filter(pk=leaving.pk).update(is_active=False)
    actors = [again(getattr(cast, name)) for name in ("contributor", "leader", "editor", "desk", "superuser")]
    rules = ("publish", "submit", "withdraw", "decide")
    possible = [
        rule for user in actors for rule in rules if getattr(rights, f"user_can_{rule}_news")(user, fresh(page))
    ]
    possible += [1 for user in actors if rights.user_can_set_aside_draft(user, fresh(page))]
    assert possible


def test_edit_by_an_editor_who_left_since_does_not_stop_the_board(cast):
    page = make_piece("at_board", cast)
    leaving = factories.editor()
    edit(page, leaving, title="Ban Biên tập đã biên tập")
    leaving.groups.clear()
    assert approve_as(page, cast.editor).live


def test_unit_draft_stays_one_when_its_writer_joins_the_board(cast):
    page = make_piece("published_unit_draft", cast)
    cast.contributor.groups.add(Group.objects.get(name="Biên tập viên"))
    cast.contributor.memberships.update(valid_to=timezone.localdate())
    assert has_unit_draft(fresh(page))
    with pytest.raises(Refusal, match="bài này vừa chuyển sang bước khác"):
        timing.publish(pk=page.pk, user=again(cast.editor), position="-")


def test_slipped_in_version_is_not_published_when_its_writer_joins_the_board(cast):
    page = make_piece("at_board", cast)
    edit(page, cast.contributor, title="Chen vào")
    cast.contributor.groups.add(Group.objects.get(name="Biên tập viên"))
    cast.contributor.memberships.update(valid_to=timezone.localdate())
    with pytest.raises(Refusal, match="Nội dung này không phải bản mà lãnh đạo đơn vị đã duyệt"):
        approve_as(page, cast.editor)


def test_unit_cannot_lock_the_board_out_of_a_live_piece_by_sending_it_in_unchanged(client, cast):
    page = make_piece("published", cast)
    with pytest.raises(Refusal, match="Nội dung này đang được đăng"):
        submit(page, cast.contributor)
    assert rights.user_can_publish_news(again(cast.editor), fresh(page))


def test_board_is_not_locked_out_of_a_live_piece_that_it_sent_back(cast):
    page = make_piece("published_at_board", cast)
    send_back_as(page, cast.editor)
    editor = again(cast.editor)
    assert rights.user_can_set_aside_draft(editor, fresh(page))
    decisions.set_aside_draft(pk=page.pk, user=editor, reason="Cần đính chính gấp.")
    assert rights.user_can_publish_news(again(cast.editor), fresh(page))


def test_scheduled_update_does_not_silently_cancel_what_waits_with_the_leader(cast):
    page = make_piece("published", cast)
    schedule_update(page, cast.editor)
    edit(page, cast.contributor, title="Bản mới của đơn vị")
    submit(page, cast.contributor)
    assert stage_of(fresh(page)) == Stage.AT_LEADER
    r = Revision.objects.get(approved_go_live_at__isnull=False)
    past = timezone.now() - datetime.timedelta(minutes=1)
    r.content["go_live_at"] = past.isoformat()
    r.approved_go_live_at = past
    r.save()
    assert publish_due() == (1, 0)
    assert stage_of(fresh(page)) == Stage.AT_LEADER


def test_unit_saves_over_nothing_of_a_scheduled_update(cast):
    """Taking the piece down stops the scheduled update too."""
    page = make_piece("published", cast)
    schedule_update(page, cast.editor)
    assert fresh(page).approved_schedule
    decisions.take_down(pk=page.pk, user=again(cast.editor), reason="x")
    assert not fresh(page).approved_schedule
    assert stage_of(fresh(page)) == Stage.TAKEN_DOWN


def test_time_set_before_sending_back_does_not_survive(client, cast):
    """The board's earlier time must neither be seen by the unit nor postpone a later approval silently."""
    page = make_piece("at_board", cast)
    client.force_login(cast.editor)
    attempts.post_edit(client, page, go_live_at="2030-01-01 08:00")
    send_back_as(page, cast.editor)
    edit(page, cast.contributor, title="Sửa")
    submit(page, cast.contributor)
    approve_as(page, cast.leader)
    assert approve_as(page, cast.editor).live


def test_unit_does_not_see_the_time_that_the_board_had_set(client, cast):
    page = make_piece("at_board", cast)
    client.force_login(cast.editor)
    attempts.post_edit(client, page, go_live_at="2030-01-01 08:00")
    send_back_as(page, cast.editor)
    client.force_login(cast.contributor)
    body = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "2030" not in body


def test_time_set_before_the_unit_took_it_back_does_not_survive(client, cast):
    page = make_piece("at_board", cast)
    client.force_login(cast.editor)
    attempts.post_edit(client, page, go_live_at="2030-01-01 08:00")
    decisions.withdraw(pk=page.pk, user=again(cast.contributor))
    assert fresh(page).get_latest_revision_as_object().go_live_at is None


def test_approval_is_only_the_leaders_also_when_unit_is_closed(cast):
    """A piece on its way when its unit is closed still runs through."""
    page = make_piece("at_leader", cast)
    cast.unit.valid_to = timezone.localdate()
    cast.unit.save()
    approve_as(page, cast.leader)
    approve_as(page, cast.editor)
    assert fresh(page).live


def test_membership_from_tomorrow_or_inactive_gives_nothing(client, cast):
    page = make_piece("at_leader", cast)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    m = factories.MembershipFactory(unit=cast.unit, role="leader", valid_from=tomorrow)
    assert not rights.user_can_see_news(again(m.user), page)
    client.force_login(cast.leader)
    User.objects.filter(pk=cast.leader.pk).update(is_active=False)
    attempts.ATTEMPTS["approve"][0](client, page)
    assert stage_of(fresh(page)) == Stage.AT_LEADER


@pytest.mark.parametrize("state", ["cleared", "published", "taken_down"])
def test_a_set_time_publishes_nothing_before_it(cast, state):
    page = make_piece(state, cast)
    if state == "published":
        page = edit(page, cast.editor, title="Bản hẹn giờ ngày mai")
    before = (page.live, page.title if page.live else None)
    timing.publish(
        pk=page.pk,
        user=again(cast.editor),
        position=positions.reading_position(page),
        at=timezone.now() + datetime.timedelta(days=1),
    )
    page = fresh(page)
    assert (page.live, page.title if page.live else None) == before
    assert page.approved_schedule


def test_a_run_that_comes_second_publishes_nothing_again(cast):
    """Both have read that the piece is due; the one that gets its row later asks again."""
    page = make_piece("scheduled", cast)
    number = page.scheduled_revision.pk
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3)):
        assert [publish_once(number, page_id=page.pk) for _run in range(2)] == [True, False]


def test_publish_now_on_a_cleared_piece_publishes_now(cast):
    page = make_piece("cleared", cast)
    timing.publish(pk=page.pk, user=again(cast.editor), position=positions.reading_position(page))
    assert fresh(page).live
