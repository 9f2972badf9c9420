"""What the end of a unit does with its people, its pieces and its page: nothing is lost by it."""

import datetime

import pytest
import time_machine
from django.utils import timezone
from post_office.models import Email
from wagtail.models import ModelLogEntry

from submissions.chain import decisions
from submissions.ending.doing import end_units
from submissions.ending.handing_over import hand_over_due
from submissions.ending.plan import ONE_DAY, Ending
from submissions.models import Unit, UnitEnding, UnitMembership
from submissions.papers import approving
from submissions.rights import positions
from submissions.rights.stages import Stage, stage_of
from submissions.screens.refusals import Refusal
from tests import factories, workflow
from tests.submissions.ending_screens.endings import ADDRESS, asked, confirm, do, new_unit, text_of, today
from tests.workflow import again

pytestmark = pytest.mark.django_db


def test_what_was_shown_is_done_at_once_and_recorded(admin, city):
    do(admin, city)
    old, new = Unit.objects.get(pk=city.old.pk), new_unit()
    assert (old.valid_to, new.valid_from) == (today(), today())
    assert list(old.successors.all()) == [new]
    assert new.slug != old.slug
    assert new.page.slug == new.slug
    held = UnitMembership.objects.in_office()
    assert not held.filter(unit=old).exists()
    assert set(held.filter(unit=new).values_list("user", "role", "document_number")) == {
        (city.leader.pk, "leader", "12/NQ-HĐND"),
        (city.contributor.pk, "contributor", "12/NQ-HĐND"),
    }
    ending = UnitEnding.objects.get()
    assert (ending.unit, ending.pieces_to, ending.decided_by) == (old, new, city.administrator)
    assert "Kế thừa: UBND phường Mũi Né (mới)." in " ".join(ending.said)
    entry = ModelLogEntry.objects.get(action="submissions.unit_ended")
    assert (entry.user, entry.object_id) == (city.administrator, str(old.pk))
    assert "12/NQ-HĐND" in admin.get(ADDRESS).content.decode()


def test_each_piece_goes_where_it_was_said(admin, city):
    do(admin, city)
    new = new_unit()
    for page, stage in (
        (city.draft, Stage.DRAFT),
        (city.at_leader, Stage.AT_LEADER),
        (city.returned, Stage.RETURNED_BY_BOARD),
    ):
        piece = workflow.fresh(page)
        assert (piece.unit, piece.get_parent().pk, stage_of(piece)) == (new, new.page.pk, stage)
        photo = piece.get_latest_revision_as_object().body[1].value["image"]
        assert photo.collection == new.collection
    for page, stage in ((city.at_board, Stage.AT_BOARD), (city.published, Stage.PUBLISHED)):
        piece = workflow.fresh(page)
        assert (piece.unit, stage_of(piece)) == (city.old, stage)
        assert piece.url == page.url
    told = Email.objects.filter(subject__startswith="Chuyển theo đơn vị").values_list("to", flat=True)
    assert {address for to in told for address in to} == {city.contributor.email}


def test_what_the_old_leader_approved_is_approved_anew(admin, city):
    """The board had sent it back: sent in again without a word changed, it waits for the new unit's leader."""
    do(admin, city)
    piece = workflow.submit(city.returned, city.contributor)
    assert stage_of(piece) == Stage.AT_LEADER
    with pytest.raises(Refusal, match="Bước này không thuộc thẩm quyền của tài khoản"):
        workflow.approve_as(piece, city.editor)
    published = workflow.approve_as(workflow.approve_as(piece, city.leader), city.editor)
    assert (published.live, published.unit) == (True, new_unit())


def test_the_board_decides_on_what_it_has_and_what_it_sends_back_follows(admin, city):
    do(admin, city)
    other = workflow.fresh(city.at_board)
    sent_back = workflow.send_back_as(other, city.editor)
    assert sent_back.unit == city.old
    assert hand_over_due() == 1
    assert workflow.fresh(sent_back).unit == new_unit()
    assert hand_over_due() == 0


def test_nobody_of_the_old_unit_decides_afterwards(admin, city):
    stranger = factories.leader_of(city.old)
    member = UnitMembership.objects.get(user=stranger)
    preview = admin.post(ADDRESS, asked(city, **{f"person-{member.pk}": "leave"}))
    assert f"{stranger}, lãnh đạo đơn vị của Mũi Né: vẫn là thành viên" in text_of(preview)
    confirm(admin, preview)
    assert UnitMembership.objects.in_office().get(user=stranger).unit == city.old
    with pytest.raises(Refusal, match="Bước này không thuộc thẩm quyền của tài khoản"):
        workflow.approve_as(city.at_leader, stranger)


def test_back_to_the_writer(admin, city):
    preview = admin.post(ADDRESS, asked(city, pieces="writer-0"))
    assert "1 tin, bài đang chờ lãnh đạo: trả về người viết thành bản nháp." in text_of(preview)
    confirm(admin, preview)
    piece = workflow.fresh(city.at_leader)
    assert (piece.unit, stage_of(piece)) == (new_unit(), Stage.DRAFT)
    assert stage_of(workflow.submit(piece, city.contributor)) == Stage.AT_LEADER


def test_a_unit_that_is_dissolved(admin, city):
    nothing = {"new_name": "", "new_short_name": "", "new_kind": ""}
    preview = admin.post(ADDRESS, asked(city, **nothing))
    said = text_of(preview)
    assert "Không có đơn vị kế thừa." in said
    assert f"{city.contributor}, người phụ trách cung cấp tin, bài của Mũi Né: hết ngày cuối cùng thì kết thúc." in said
    assert "Không còn ai ở đơn vị cũ để làm tiếp" in said
    confirm(admin, preview)
    assert not UnitMembership.objects.in_office().filter(unit=city.old).exists()
    piece = workflow.fresh(city.at_leader)
    assert (piece.unit, stage_of(piece)) == (city.old, Stage.DRAFT)
    assert stage_of(workflow.fresh(city.draft)) == Stage.DRAFT


def test_pieces_may_stay_with_people_who_stay(admin, city):
    members = UnitMembership.objects.filter(unit=city.old)
    fields = {f"person-{member.pk}": "leave" for member in members} | {"pieces": "leave-0"}
    preview = admin.post(ADDRESS, asked(city, **fields))
    confirm(admin, preview)
    assert hand_over_due() == 0
    assert workflow.approve_as(city.at_leader, city.leader).unit == city.old


def test_a_later_day_is_waited_for(admin, city):
    last_day = today() + datetime.timedelta(days=10)
    do(admin, city, last_day=last_day)
    assert workflow.fresh(city.at_leader).unit == city.old
    assert UnitMembership.objects.in_office().filter(unit=city.old).count() == 2
    assert hand_over_due() == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(days=11)):
        assert hand_over_due() == 3
        assert workflow.fresh(city.at_leader).unit == new_unit()
        assert UnitMembership.objects.in_office().filter(unit=new_unit()).count() == 2


def test_two_units_into_one_that_exists(admin, city):
    both = factories.MembershipFactory(unit=city.other, user=city.leader, role="leader")
    target = factories.UnitFactory(name="UBND phường Phú Thủy", short_name="Phú Thủy")
    nothing = {"new_name": "", "new_short_name": "", "new_kind": ""}
    preview = admin.post(ADDRESS, asked(city, units=[city.old.pk, city.other.pk], successors=[target.pk], **nothing))
    assert f"{both.user}, lãnh đạo đơn vị của {city.other.short_name}: kết thúc; đã có tên" in text_of(preview)
    confirm(admin, preview, units=[city.old.pk, city.other.pk])
    assert UnitMembership.objects.in_office().filter(user=city.leader).count() == 1
    assert set(target.predecessors.all()) == {city.old, city.other}


def test_two_pieces_of_one_title_keep_an_address_each(admin, city):
    target = factories.UnitFactory(name="UBND phường Phú Thủy")
    writer = factories.contributor_of(target)
    there = factories.news(target, owner=writer, title="Bản nháp")
    nothing = {"new_name": "", "new_short_name": "", "new_kind": ""}
    confirm(admin, admin.post(ADDRESS, asked(city, successors=[target.pk], **nothing)))
    moved = workflow.fresh(city.draft)
    assert (moved.unit, moved.slug) == (target, "ban-nhap-2")
    assert workflow.fresh(there).slug == "ban-nhap"


def test_a_correction_of_what_is_published_stays_with_what_is_public(admin, city):
    workflow.edit(city.published, city.contributor, title="Bản sửa")
    workflow.submit(city.published, city.contributor)
    preview = admin.post(ADDRESS, asked(city))
    assert "1 bản sửa của tin, bài đã đăng đang chờ lãnh đạo" in text_of(preview)
    confirm(admin, preview)
    piece = workflow.fresh(city.published)
    assert (piece.unit, stage_of(piece), piece.title) == (city.old, Stage.PUBLISHED, "Đã đăng")


def test_a_paper_of_the_old_leader_counts_no_more(admin, city):
    paper = approving.attach(
        pk=city.at_leader.pk,
        user=again(city.contributor),
        position=positions.reading_position(workflow.fresh(city.at_leader)),
        leader=city.leader,
        signed_on=today(),
        scan=factories.ContentFile(factories.PDF, name="scan.pdf"),
    )
    do(admin, city)
    paper.refresh_from_db()
    assert paper.state == paper.State.REFUSED
    desk = factories.UserFactory(groups=["Thường trực Ban Biên tập"])
    with pytest.raises(Refusal, match="Bản duyệt giấy này đã được xử lý"):
        approving.confirm(pk=paper.pk, user=desk)
    assert stage_of(workflow.fresh(city.at_leader)) == Stage.AT_LEADER


def test_a_stand_in_ends_with_the_unit(admin, city):
    own = UnitMembership.objects.get(user=city.leader)
    stand_in = factories.MembershipFactory(
        unit=city.old,
        user=city.contributor,
        role="leader",
        stands_in_for=own,
        signs="KT.",
        valid_to=today() + datetime.timedelta(days=20),
    )
    preview = admin.post(ADDRESS, asked(city))
    assert f"{city.contributor} không ký thay {city.leader} nữa" in text_of(preview)
    confirm(admin, preview)
    stand_in.refresh_from_db()
    assert stand_in.valid_to == today()


def test_a_piece_withdrawn_between_is_not_touched_twice(admin, city):
    """What is decided under the piece's lock stays decided: the end looks again."""
    do(admin, city, last_day=today() + datetime.timedelta(days=1))
    decisions.withdraw(pk=city.at_leader.pk, user=again(city.contributor))
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
        hand_over_due()
        piece = workflow.fresh(city.at_leader)
        assert (piece.unit, stage_of(piece)) == (new_unit(), Stage.DRAFT)


@pytest.mark.parametrize("by_hand", [True, False])
def test_what_comes_back_late_goes_on_to_who_followed_the_follower(admin, city, by_hand):
    """The old ward ended into another, and that one ended too before the board sent a piece back."""
    do(admin, city, successors=[city.other.pk], new_name="", new_short_name="", new_kind="")
    last = factories.UnitFactory(name="UBND phường Phú Thủy")
    factories.leader_of(last)
    if not by_hand:
        end_units(Ending(units=[city.other], last_day=today() - ONE_DAY, successors=[last]), said=[])
    Unit.objects.filter(pk=city.other.pk).update(valid_to=today())
    city.other.successors.set([last])
    sent_back = workflow.send_back_as(workflow.fresh(city.at_board), city.editor)
    hand_over_due()
    assert workflow.fresh(sent_back).unit == last
    assert hand_over_due() == 0


def test_where_nobody_follows_any_more_it_stays_with_its_writer(admin, city):
    do(admin, city, successors=[city.other.pk], new_name="", new_short_name="", new_kind="")
    Unit.objects.filter(pk=city.other.pk).update(valid_to=today())
    sent_back = workflow.send_back_as(workflow.fresh(city.at_board), city.editor)
    told = Email.objects.count()
    assert hand_over_due() == hand_over_due() == 0
    assert (workflow.fresh(sent_back).unit, Email.objects.count()) == (city.old, told)
