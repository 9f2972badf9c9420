"""Papers on the screen: from the unit to the desk to the list, and who sees what of them."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from submissions.models import PaperApproval
from submissions.rights import positions
from submissions.rights.stages import Stage, stage_of
from tests import factories
from tests.soup import soup_of
from tests.submissions.papers.attaching import PDF, attached, confirmed, of
from tests.workflow import edit, fresh, submit

pytestmark = pytest.mark.django_db
State = PaperApproval.State


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
        assert "Không cần đính kèm gì thêm" in shown.select_one(".tb-where").text
        assert shown.select_one(f".tb-where a[href='{attach}']").text == "Thay bằng bản quét khác"
        # Of another version it says nothing.
        fresh(page).get_latest_revision_as_object().save_revision(user=leader)
        shown = soup_of(client.get(address))
        assert [link for link in shown.select("a.button") if link["href"] == attach]
        assert "Không cần đính kèm gì thêm" not in shown.select_one(".tb-where").text

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
