"""The assistant by which units end: what it shows, what it does, what it refuses, and that nothing is lost by it."""

import datetime

import pytest
import time_machine
from django.utils import timezone
from post_office.models import Email
from wagtail.models import ModelLogEntry

from submissions.chain import decisions
from submissions.ending.handing_over import hand_over_due
from submissions.models import NewsPage, Unit, UnitEnding, UnitMembership
from submissions.papers import approving
from submissions.rights import positions
from submissions.rights.stages import Stage, stage_of
from submissions.screens.refusals import Refusal
from tests import factories, workflow
from tests.browserform import form_of
from tests.submissions.registers import ALLOWED, REFUSED, is_refused, log_in, person
from tests.workflow import again

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/sap-nhap-giai-the/"
FORM = "form.ending-form"


class City:
    """Two wards with their people; a piece of the first in each state that an end has to do with."""

    def __init__(self):
        make = factories.UnitFactory
        self.old, self.other = make(name="UBND phường Mũi Né", short_name="Mũi Né"), make(name="UBND phường Hàm Tiến")
        self.leader = factories.leader_of(self.old, username="nguoi.lanh.dao")
        self.contributor = factories.contributor_of(self.old, username="nguoi.viet")
        self.editor, self.administrator = factories.editor(), factories.UserFactory(groups=["Quản trị"])
        self.draft = self.news("Bản nháp")
        self.at_leader = workflow.submit(self.news("Chờ lãnh đạo"), self.contributor)
        self.at_board = self.sent("Chờ Ban Biên tập")
        self.returned = workflow.send_back_as(self.sent("Bị trả lại"), self.editor)
        self.published = workflow.approve_as(self.sent("Đã đăng"), self.editor)

    def news(self, title):
        return factories.news(self.old, owner=self.contributor, image=factories.photo(self.old), title=title)

    def sent(self, title):
        return workflow.approve_as(workflow.submit(self.news(title), self.contributor), self.leader)


@pytest.fixture(scope="module")
def city_told(tell):
    return tell(City)


@pytest.fixture
def city(city_told):
    return city_told()


@pytest.fixture
def admin(client, city):
    return log_in(client, city.administrator)


def today():
    return timezone.localdate()


def asked(city, *, last_day=None, **fields):
    """What is posted first: the old ward ends yesterday, a new one of its name takes over."""
    last_day = last_day or today() - datetime.timedelta(days=1)
    data = {
        "units": [city.old.pk],
        "last_day": f"{last_day:%d/%m/%Y}",
        "document_number": "12/NQ-HĐND",
        "document_date": f"{today():%d/%m/%Y}",
        "new_name": "UBND phường Mũi Né",
        "new_short_name": "Mũi Né mới",
        "new_kind": "ward",
    }
    return data | fields


def confirm(client, preview, **fields):
    """Press the button under a preview, with the form as the page has it."""
    return client.post(ADDRESS, form_of(preview, FORM) | {"confirm": "1"} | fields, follow=True)


def do(client, city, **fields):
    preview = client.post(ADDRESS, asked(city, **fields))
    assert "sections" in preview.context, preview.context.get("refusals") or preview.context["form"].errors
    return confirm(client, preview)


def new_unit():
    return Unit.objects.get(short_name="Mũi Né mới")


def text_of(preview):
    return " ".join(
        sentence for section in preview.context["sections"] for sentence in (*section.sentences, *section.warnings)
    )


@pytest.mark.parametrize("role", ALLOWED)
def test_open_to(client, unit, role):
    log_in(client, person(role, unit=unit))
    assert client.get(ADDRESS).status_code == 200
    assert ADDRESS in client.get("/admin/don-vi/").content.decode()


@pytest.mark.parametrize("role", REFUSED)
def test_closed_to(client, city, role):
    log_in(client, person(role, unit=city.other))
    assert is_refused(client.get(ADDRESS))
    assert is_refused(client.post(ADDRESS, asked(city) | {"confirm": "1"}))
    assert not Unit.objects.exclude(valid_to=None).exists()


def test_the_preview_says_all_of_it_and_stores_nothing(admin, city):
    before = Unit.objects.count(), UnitMembership.objects.count()
    preview = admin.post(ADDRESS, asked(city))
    said = text_of(preview)
    for sentence in (
        "Kế thừa: UBND phường Mũi Né (mới).",
        f"{city.leader}, lãnh đạo đơn vị của Mũi Né: từ ngày {today():%d/%m/%Y} thuộc UBND phường Mũi Né (mới).",
        "1 tin, bài đang chờ lãnh đạo: chuyển sang chờ lãnh đạo UBND phường Mũi Né (mới) duyệt.",
        "2 bản nháp, trong đó 1 bản bị trả lại: chuyển sang UBND phường Mũi Né (mới).",
        "1 tin, bài đang ở Ban Biên tập, lãnh đạo cũ đã duyệt",
        "đường dẫn “phuong-mui-ne”",
        "Ảnh: 5",
    ):
        assert sentence in said
    assert "Chờ lãnh đạo" not in preview.content.decode(), "an administrator reads no titles of drafts"
    assert (Unit.objects.count(), UnitMembership.objects.count()) == before


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
    with pytest.raises(Refusal):
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
    with pytest.raises(Refusal):
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
    with pytest.raises(Refusal):
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


def test_nobody_moves_themselves(client, city):
    factories.MembershipFactory(unit=city.old, user=city.administrator)
    own = UnitMembership.objects.get(user=city.administrator)
    log_in(client, city.administrator)
    preview = client.post(ADDRESS, asked(city, **{f"person-{own.pk}": "move-0"}))
    assert "không ai tự sửa tư cách thành viên của mình" in text_of(preview)
    assert f"person-{own.pk}" not in form_of(preview, FORM)
    confirm(client, preview, **{f"person-{own.pk}": "move-0"})
    assert UnitMembership.objects.get(user=city.administrator).unit == city.old


def test_what_was_changed_meanwhile_is_shown_again(admin, city):
    preview = admin.post(ADDRESS, asked(city))
    workflow.approve_as(city.at_leader, city.leader)
    answer = confirm(admin, preview)
    assert "Nội dung đã khác lần xem trước" in answer.content.decode()
    assert not UnitEnding.objects.exists()
    confirm(admin, answer)
    assert UnitEnding.objects.exists()
    assert workflow.fresh(city.at_leader).unit == city.old


def test_other_choices_are_shown_before_they_are_done(admin, city):
    preview = admin.post(ADDRESS, asked(city))
    member = UnitMembership.objects.get(user=city.contributor)
    answer = confirm(admin, preview, **{f"person-{member.pk}": "end"})
    assert not UnitEnding.objects.exists()
    assert f"{city.contributor}, người phụ trách cung cấp tin, bài của Mũi Né: hết ngày" in text_of(answer)
    confirm(admin, answer)
    assert not UnitMembership.objects.in_office().filter(user=city.contributor).exists()


def test_confirmed_twice_it_is_done_once(admin, city):
    preview = admin.post(ADDRESS, asked(city))
    confirm(admin, preview)
    confirm(admin, preview)
    assert UnitEnding.objects.count() == 1
    assert Unit.objects.filter(short_name="Mũi Né mới").count() == 1


def test_back_to_the_form_keeps_what_was_typed(admin, city):
    preview = admin.post(ADDRESS, asked(city))
    form = admin.post(ADDRESS, form_of(preview, FORM) | {"change": "1"})
    assert form.context["form"]["new_name"].value() == "UBND phường Mũi Né"
    assert "sections" not in form.context


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"units": []}, "bắt buộc"),
        ({"last_day": "31/02/2025"}, "last_day"),
        ({"new_kind": ""}, "Hãy ghi mục này cho đơn vị mới."),
        ({"new_name": ""}, "Hãy ghi tên đơn vị mới."),
        ({"document_number": ""}, "bắt buộc"),
    ],
)
def test_bad_input_is_told_at_its_field(admin, city, fields, sentence):
    answer = admin.post(ADDRESS, asked(city) | fields)
    assert "sections" not in answer.context
    errors = answer.context["form"].errors
    assert sentence in f"{errors} {list(errors)}"


def test_what_may_not_be(admin, city):
    Unit.objects.filter(pk=city.old.pk).update(valid_from=today())
    assert "ngày cuối cùng không thể trước ngày đó" in admin.post(ADDRESS, asked(city)).content.decode()
    Unit.objects.filter(pk=city.old.pk).update(valid_from=None)
    nothing = {"new_name": "", "new_short_name": "", "new_kind": ""}
    same = admin.post(ADDRESS, asked(city, successors=[city.old.pk], **nothing))
    assert "không thể vừa kết thúc vừa kế thừa" in same.content.decode()
    taken = admin.post(ADDRESS, asked(city, new_name="UBND Phường Hàm Tiến"))
    assert "hãy chọn trong danh sách" in taken.content.decode()
    later = factories.UnitFactory(valid_from=today() + datetime.timedelta(days=30))
    early = admin.post(ADDRESS, asked(city, successors=[later.pk], **nothing))
    assert "nên không kế thừa được" in early.content.decode()
    assert not UnitEnding.objects.exists()


def test_a_piece_withdrawn_between_is_not_touched_twice(admin, city):
    """What is decided under the piece's lock stays decided: the end looks again."""
    do(admin, city, last_day=today() + datetime.timedelta(days=1))
    decisions.withdraw(pk=city.at_leader.pk, user=again(city.contributor))
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
        hand_over_due()
        piece = workflow.fresh(city.at_leader)
        assert (piece.unit, stage_of(piece)) == (new_unit(), Stage.DRAFT)


def test_num_queries(admin, city, django_assert_max_num_queries):
    def look(limit):
        with django_assert_max_num_queries(limit) as asked_for:
            admin.post(ADDRESS, asked(city))
        return len(asked_for)

    look(200)
    few = look(90)
    for _number in range(20):
        factories.contributor_of(city.old)
        factories.UnitFactory()
    look(few)
    assert NewsPage.objects.count() == 5
