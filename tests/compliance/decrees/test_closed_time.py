"""A change of law after closing: what is closed, and what leaders approved, stays as it was."""

from django.urls import reverse

from compliance.models import ClosedItem
from submissions.body.content import content_digest
from submissions.models import Category, Decree, DecreePoint
from tests import factories
from tests.compliance.closed_city import DESK, City
from tests.compliance.closing.test_verify_closed import verify
from tests.compliance.terms.test_rule_screens import post, press, text_of
from tests.workflow import fresh


class TestClosed(City):
    def setUp(self):
        super().setUp()
        self.close_all()

    def test_law_that_changes_in_closed_time_moves_nothing_that_is_closed(self):
        items = list(ClosedItem.objects.order_by("pk").values())
        report = self.closed_report()
        measured = content_digest(fresh(self.first))
        self.client.force_login(factories.UserFactory(groups=[DESK]))
        decree = Decree.objects.get(number__contains="224/2026")
        response = post(self.client, reverse("decrees:edit", args=[decree.pk]), valid_to="01/11/2026")
        assert "Kỳ đã chốt: số liệu đã chốt giữ nguyên." in text_of(response)
        press(self.client, response, "confirmed")
        news = Category.objects.get(slug="tin-tuc-su-kien")
        DecreePoint.objects.filter(category=news).update(title="Khác", is_binding=False)
        news.valid_to = "2026-11-01"
        news.save()
        assert verify().count("đúng như lúc chốt") == 2 and "KHÔNG" not in verify()
        assert list(ClosedItem.objects.order_by("pk").values()) == items
        assert self.closed_report() == report
        assert content_digest(fresh(self.first)) == measured

    def closed_report(self):
        self.client.force_login(self.desk)
        self.client.get(reverse("wagtailadmin_home"))
        page = self.client.get(reverse("compliance:report"), {"period": "2026-11"})
        return text_of(page)
