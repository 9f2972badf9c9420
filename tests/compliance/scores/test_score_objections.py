"""Objections of units to their points, and the answers."""

import io

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from post_office.models import Email

from compliance.models import ScoreObjection
from compliance.scores import objections
from submissions.screens.refusals import Refusal
from tests import factories
from tests.browserform import form_of
from tests.compliance.scored_city import city, radio, ward
from tests.compliance.terms.test_rule_screens import text_of
from tests.soup import soup_of

__all__ = ["city", "radio", "ward"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]

FILES = ["scores:xlsx", "scores:docx", "scores:evaluation_xlsx", "scores:evaluation_docx"]


class TestObjections:
    @pytest.fixture
    def people(self, city, ward, radio):
        return {
            "contributor": factories.contributor_of(ward),
            "leader": factories.leader_of(ward),
            "other": factories.contributor_of(radio),
            "desk": factories.UserFactory(groups=["Thường trực Ban Biên tập"]),
            "official": factories.UserFactory(groups=["Người xem báo cáo"]),
        }

    def page(self, ward):
        return reverse("scores:unit", args=[2026, ward.pk])

    def write(self, client, ward, text="Tháng 4 đã gửi đúng hạn."):
        return client.post(reverse("scores:object", args=[2026, ward.pk]), {"text": text})

    def test_the_whole_story(self, client, ward, people):
        client.force_login(people["contributor"])
        form = form_of(client.get(self.page(ward)), selector=".score-form")
        assert "text" in form
        assert self.write(client, ward).url == self.page(ward)
        mail = Email.objects.get()
        assert mail.to == [people["desk"].email]
        assert mail.subject == "Ý kiến về điểm năm 2026: UBND phường Phú Thủy"
        assert "Tháng 4 đã gửi đúng hạn." in mail.message and self.page(ward) in mail.message

        client.force_login(people["desk"])
        waiting = text_of(client.get(reverse("scores:scores")))
        assert "1 cơ quan, đơn vị chờ trả lời ý kiến: UBND phường Phú Thủy" in waiting
        objection = ScoreObjection.objects.get()
        answer = reverse("scores:answer", args=[2026, ward.pk, objection.pk])
        assert client.post(answer, {"text": "Ảnh mờ, đã nêu lý do."}).url == self.page(ward)
        told = {mail.to[0] for mail in Email.objects.exclude(pk=mail.pk)}
        assert told == {people["contributor"].email, people["leader"].email}

        for name in ("contributor", "leader", "desk", "official"):
            client.force_login(people[name])
            text = text_of(client.get(self.page(ward)))
            assert "Tháng 4 đã gửi đúng hạn." in text and "Ảnh mờ, đã nêu lý do." in text
            assert str(people["contributor"]) in text and str(people["desk"]) in text
        sheet = openpyxl.load_workbook(io.BytesIO(client.get(reverse("scores:xlsx")).content)).active
        notes = {row[1]: row[7] for row in sheet.iter_rows(min_row=8, values_only=True)}
        assert notes["UBND phường Phú Thủy"] == (
            "Ý kiến ngày 20/11/2026: Tháng 4 đã gửi đúng hạn. – Trả lời ngày 20/11/2026: Ảnh mờ, đã nêu lý do."
        )

    def test_one_at_a_time_and_one_answer(self, client, ward, people):
        client.force_login(people["contributor"])
        self.write(client, ward)
        response = client.post(reverse("scores:object", args=[2026, ward.pk]), {"text": "Lần nữa"}, follow=True)
        assert "Đơn vị đang có một ý kiến chưa được trả lời." in response.content.decode()
        assert (ScoreObjection.objects.count(), Email.objects.count()) == (1, 1)
        objection = ScoreObjection.objects.get()
        objections.answer(objection, text="Đã xem.", user=people["desk"])
        with pytest.raises(Refusal, match="đã trả lời ý kiến này"):
            objections.answer(objection, text="Khác.", user=people["desk"])
        assert ScoreObjection.objects.get().answer == "Đã xem."
        objections.object_to(ward, year=2026, text="Vẫn chưa đúng.", user=people["leader"])
        assert ScoreObjection.objects.count() == 2

    def test_kept_as_written(self, ward, people):
        objection = objections.object_to(ward, year=2026, text="Chưa đúng.", user=people["leader"])
        objection.text = "Đúng."
        for change in (objection.save, objection.delete):
            with pytest.raises(PermissionDenied):
                change()
        assert ScoreObjection.objects.get().text == "Chưa đúng."

    @pytest.mark.parametrize("name", ["other", "desk", "official"])
    def test_only_its_own_people_object(self, client, ward, people, name):
        client.force_login(people[name])
        self.write(client, ward)
        assert not ScoreObjection.objects.exists()
        if name == "other":
            assert client.get(self.page(ward)).status_code == 404
        else:
            assert not soup_of(client.get(self.page(ward))).select(".score-form")

    @pytest.mark.parametrize("name", ["contributor", "leader", "other", "official"])
    def test_only_the_desk_answers(self, client, ward, people, name):
        objection = objections.object_to(ward, year=2026, text="Chưa đúng.", user=people["leader"])
        client.force_login(people[name])
        client.post(reverse("scores:answer", args=[2026, ward.pk, objection.pk]), {"text": "Thôi."})
        assert not ScoreObjection.objects.get().is_answered

    def test_an_empty_one_and_a_link_write_nothing(self, client, ward, people):
        client.force_login(people["contributor"])
        assert self.write(client, ward, text="  ").status_code == 302
        assert client.get(reverse("scores:object", args=[2026, ward.pk])).status_code == 405
        assert client.post(reverse("scores:object", args=[1999, ward.pk]), {"text": "x"}).status_code == 404
        assert not ScoreObjection.objects.exists()
