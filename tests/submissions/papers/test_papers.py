"""An approval on paper: of this leader, of this very text, confirmed by somebody who has no part in the piece."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.models import Revision

from submissions.chain import decisions
from submissions.models import ApprovalRules, ClearanceState, PaperApproval, UnitMembership
from submissions.papers import approving
from submissions.papers.scans import checked_scan
from submissions.rights import positions, rights
from submissions.rights.stages import Stage, stage_of
from submissions.screens.refusals import AlreadyDone, Refusal
from tests import factories
from tests.plugins.told import told
from tests.soup import soup_of
from tests.workflow import again, approve_as, edit, fresh, send_back_as, submit

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"
MARK = "duyệt giấy"
State = PaperApproval.State


@told
def desk():
    return factories.UserFactory(groups=["Thường trực Ban Biên tập"])


@told
def page(piece, contributor, leader):
    return submit(piece, contributor)


def scan(content=PDF, name="giay ky.pdf"):
    return checked_scan(SimpleUploadedFile(name, content))


def attached(page, user, leader, *, days=0, **changed):
    page = fresh(page)
    position = changed.pop("position", None) or positions.reading_position(page)
    return approving.attach(
        pk=page.pk,
        user=again(user),
        position=position,
        leader=leader,
        signed_on=timezone.localdate() - datetime.timedelta(days=days),
        scan=changed.pop("file", None) or scan(),
    )


def confirmed(paper, user):
    approving.confirm(pk=paper.pk, user=again(user))
    return fresh(paper.page)


def of(paper):
    return PaperApproval.objects.get(pk=paper.pk)


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
        with pytest.raises(Refusal):
            approve_as(page, desk)
        # Nor where the record was made to look so.
        ClearanceState.objects.of(page, step="unitleaderapprovaltask").update(confirmed_by=editor)
        with pytest.raises(Refusal):
            approve_as(page, editor)
        assert not fresh(page).live

    def test_who_decided_for_the_board_confirms_nothing(self, unit, contributor, leader, editor):
        piece = factories.news(unit, owner=contributor)
        editor.groups.add(factories.UserFactory(groups=["Thường trực Ban Biên tập"]).groups.get())
        page = send_back_as(approve_as(submit(piece, contributor), leader), editor)
        page = submit(edit(page, contributor, title="Tin đã sửa"), contributor)
        with pytest.raises(Refusal):
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
            with pytest.raises(Refusal):
                attached(page, person, leader)

    def test_nothing_to_attach_to(self, unit, contributor, leader):
        with pytest.raises(Refusal):
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
            with pytest.raises(Refusal):
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


class TestTheScreens:
    def form(self, page, signer, **changed):
        today = timezone.localdate().strftime("%d/%m/%Y")
        position = positions.reading_position(fresh(page))
        file = SimpleUploadedFile("giay.pdf", PDF)
        return {"leader": signer.pk, "signed_on": today, "scan": file, "position": position} | changed

    def test_from_the_unit_to_the_desk_to_the_list(self, page, contributor, leader, desk, editor, client):
        Email.objects.all().delete()
        client.force_login(contributor)
        piece = reverse("submissions:piece", args=[page.pk])
        attach = reverse("papers:attach", args=[page.pk])
        assert attach in client.get(piece).content.decode()
        assert client.get(attach).status_code == 200
        assert client.post(attach, self.form(page, leader)).status_code == 302
        paper = PaperApproval.objects.get()
        assert "Thường trực Ban Biên tập" in soup_of(client.get(piece)).select_one(".tb-where").text
        assert reverse("papers:paper", args=[paper.pk]) in Email.objects.get(to=desk.email).message

        client.force_login(desk)
        assert client.get(piece).status_code == 404, "the piece itself stays the unit's"
        assert reverse("papers:index") in soup_of(client.get("/admin/")).select_one("#tb-board").parent.decode()
        screen = client.get(reverse("papers:paper", args=[paper.pk]))
        assert page.title in soup_of(screen).select_one(".tb-text").text
        answer = client.get(reverse("papers:scan", args=[paper.pk]))
        assert b"".join(answer.streaming_content) == PDF and "no-store" in answer["Cache-Control"]
        client.post(reverse("papers:confirm", args=[paper.pk]))
        assert stage_of(fresh(page)) == Stage.AT_BOARD

        client.force_login(editor)
        listed = soup_of(client.get(reverse("papers:index"))).select_one("main").text
        assert page.title in listed and str(desk) in listed
        assert f"Năm {timezone.localdate().year}: lãnh đạo đơn vị duyệt 1 lượt, trong đó duyệt giấy: 1" in listed

    def test_while_a_paper_waits_none_is_asked_for(self, page, contributor, leader, client):
        attached(page, contributor, leader)
        client.force_login(contributor)
        address, attach = reverse("submissions:piece", args=[page.pk]), reverse("papers:attach", args=[page.pk])
        shown = soup_of(client.get(address))
        assert not [link for link in shown.select("a.button") if link["href"] == attach]
        assert "không phải đính kèm thêm" in shown.select_one(".tb-where").text
        assert shown.select_one(f".tb-where a[href='{attach}']").text == "Thay bằng bản quét khác"
        # Of another version it says nothing.
        fresh(page).get_latest_revision_as_object().save_revision(user=leader)
        shown = soup_of(client.get(address))
        assert [link for link in shown.select("a.button") if link["href"] == attach]
        assert "không phải đính kèm thêm" not in shown.select_one(".tb-where").text

    def test_a_refusal_gives_it_back_with_the_reason(self, page, contributor, leader, desk, client):
        paper = attached(page, contributor, leader)
        Email.objects.all().delete()
        client.force_login(desk)
        client.post(reverse("papers:refuse", args=[paper.pk]), {"reason": "  "})
        assert of(paper).state == State.WAITING
        client.post(reverse("papers:refuse", args=[paper.pk]), {"reason": "Không có chữ ký."})
        assert of(paper).state == State.REFUSED and stage_of(fresh(page)) == Stage.AT_LEADER
        assert "Không có chữ ký." in Email.objects.get(to=contributor.email).message
        client.force_login(contributor)
        assert "Không có chữ ký." in client.get(reverse("submissions:piece", args=[page.pk])).content.decode()

    def test_who_sees_what(self, page, contributor, leader, desk, editor, unit, client):
        paper = attached(page, contributor, leader)
        stranger = factories.leader_of(factories.UnitFactory())
        official = factories.UserFactory(groups=["Người xem báo cáo"])
        screens = [reverse(f"papers:{name}", args=[paper.pk]) for name in ("paper", "scan")]
        seen = {}
        for name, person in [
            ("contributor", contributor),
            ("leader", leader),
            ("desk", desk),
            ("editor", editor),
            ("stranger", stranger),
            ("official", official),
        ]:
            client.force_login(person)
            seen[name] = [client.get(address).status_code == 200 for address in screens]
        assert seen == {
            "contributor": [False, True],
            "leader": [False, True],
            "desk": [True, True],
            "editor": [False, False],
            "stranger": [False, False],
            "official": [False, False],
        }
        for person in (contributor, leader, editor, stranger, official):
            client.force_login(person)
            client.post(reverse("papers:confirm", args=[paper.pk]))
            client.post(reverse("papers:refuse", args=[paper.pk]), {"reason": "Không."})
        assert of(paper).state == State.WAITING
        for person in (desk, editor, stranger, official):
            client.force_login(person)
            client.post(reverse("papers:attach", args=[page.pk]), self.form(page, leader))
        assert PaperApproval.objects.count() == 1

    def test_the_desk_reads_no_other_text_than_was_attached(self, page, contributor, leader, desk, client):
        paper = attached(page, contributor, leader)
        edit(page, leader, title="Tiêu đề mật sửa sau")
        client.force_login(desk)
        screen = client.get(reverse("papers:paper", args=[paper.pk])).content.decode()
        assert "Tiêu đề mật sửa sau" not in screen and "không còn giá trị" in screen
        assert reverse("papers:confirm", args=[paper.pk]) not in screen

    def test_what_is_wrong_stands_at_its_field(self, page, contributor, leader, client):
        client.force_login(contributor)
        attach = reverse("papers:attach", args=[page.pk])
        for wrong in ({"scan": SimpleUploadedFile("a.pdf", b"MZ")}, {"signed_on": "01/01/2019"}, {"leader": 0}):
            answer = client.post(attach, self.form(page, leader, **wrong))
            assert len(soup_of(answer).select(".tb-error")) == 1
        assert not PaperApproval.objects.exists()

    def test_the_list_is_narrowed_by_unit_and_day(self, page, contributor, leader, desk, unit, client):
        confirmed(attached(page, contributor, leader), desk)
        other = factories.UnitFactory()
        tomorrow = (timezone.localdate() + datetime.timedelta(days=1)).strftime("%d/%m/%Y")
        today = timezone.localdate().strftime("%d/%m/%Y")
        client.force_login(desk)
        found = {}
        for name, query in {
            "all": {},
            "unit": {"unit": unit.pk},
            "other": {"unit": other.pk},
            "today": {"since": today, "until": today},
            "later": {"since": tomorrow},
        }.items():
            found[name] = page.title in client.get(reverse("papers:index"), query).content.decode()
        assert found == {"all": True, "unit": True, "other": False, "today": True, "later": False}

    def test_num_queries(self, unit, contributor, leader, desk, client, django_assert_max_num_queries):
        for _number in range(3):
            page = submit(factories.news(unit, owner=contributor), contributor)
            confirmed(attached(page, contributor, leader), desk)
        client.force_login(desk)
        client.get(reverse("papers:index"))
        with django_assert_max_num_queries(24):
            client.get(reverse("papers:index"))
