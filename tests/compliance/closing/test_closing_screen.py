"""The desk's screen and the command that close a period: who may, what they are told, and how much it asks."""

from io import StringIO

import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance.closing import closing
from compliance.models import ClosedPeriod
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from submissions.chain import decisions
from submissions.models import Unit
from tests import factories
from tests.compliance.closed_city import DESK, City
from tests.compliance.stories import at


class TestTheScreen(City):
    def get(self, name="compliance:closing", **query):
        return self.client.get(reverse(name), query)

    def test_shows_what_will_be_closed_and_closes_it(self):
        self.client.force_login(self.desk)
        page = self.get().content.decode()
        assert "Chốt số liệu kỳ 10/2026" in page
        answer = self.client.post(reverse("compliance:closing"), {"period": "2026-10"}, follow=True)
        assert "Đã chốt số liệu kỳ 10/2026." in answer.content.decode()
        [closed] = ClosedPeriod.objects.all()
        assert (closed.closed_by, closed.closed_by_name) == (self.desk, str(self.desk))
        assert (
            "Đã chốt số liệu lúc 00:10 25/11/2026" in self.get("compliance:report", period="2026-10").content.decode()
        )
        assert "Chốt số liệu kỳ 11/2026" in self.get().content.decode()

    def test_the_second_person_is_told_who_was_first(self):
        first = factories.UserFactory(groups=[DESK])
        closing.close_period(ReportingPeriod.of(2026, 10, rules=all_rules()), by=first)
        self.client.force_login(self.desk)
        answer = self.client.post(reverse("compliance:closing"), {"period": "2026-10"}, follow=True)
        [message] = answer.context["messages"]
        assert str(message) == f"Số liệu kỳ 10/2026 đã được chốt lúc 00:10 25/11/2026 ({first})."
        assert message.level_tag == "warning", "as whoever comes second is told everywhere"
        assert ClosedPeriod.objects.count() == 1

    def test_a_period_that_is_not_due_is_refused(self):
        self.client.force_login(self.desk)
        for asked in ("2026-12", "2026-11", "", "x"):
            answer = self.client.post(reverse("compliance:closing"), {"period": asked}, follow=True)
            assert answer.status_code == 200
            assert not ClosedPeriod.objects.exists()

    def test_others_are_refused(self):
        people = [self.ward.contributor, self.ward.leader, self.ward.editor]
        people += [factories.UserFactory(groups=[group]) for group in ("Người xem báo cáo", "Kế toán", "Quản trị")]
        for person in people:
            self.client.force_login(person)
            assert self.get().status_code == 302
            assert self.client.post(reverse("compliance:closing"), {"period": "2026-10"}).status_code == 302
        assert not ClosedPeriod.objects.exists()
        self.client.logout()
        assert self.get().status_code == 302

    def test_closed_table_names_the_amendments_of_the_own_unit_only(self):
        self.close_all()
        with time_machine.travel(at("2026-11-26 08:00:00"), tick=False):
            decisions.take_down(pk=self.first.pk, user=self.ward.editor, reason="Sai tên người.")
        for person, sees in ((self.ward.contributor, True), (self.commune.contributor, False)):
            self.client.force_login(person)
            assert ("Sai tên người." in self.get("compliance:report", period="2026-11").content.decode()) == sees

    def test_num_queries(self):
        self.client.force_login(self.desk)
        self.get()
        before = self.queries_of_the_screen()
        kinds = ["division", "service_unit", "ward", "commune", "radio"]
        Unit.objects.bulk_create(
            Unit(name=f"Đơn vị {n}", short_name=f"ĐV {n}", slug=f"don-vi-{n}", kind_id=kinds[n % 5]) for n in range(60)
        )
        assert self.queries_of_the_screen() == before

    def queries_of_the_screen(self):
        with CaptureQueriesContext(connection) as queries:
            assert self.get().status_code == 200
        return len(queries)


class TestTheCommands(City):
    def run_command(self, name, *arguments):
        out = StringIO()
        call_command(name, *arguments, stdout=out)
        return out.getvalue()

    def test_closes_what_is_due_and_says_so(self):
        said = self.run_command("close_period")
        assert said.startswith("Đã chốt số liệu kỳ 10/2026: 3 đơn vị, mã kiểm tra ")
        assert self.run_command("close_period") == "Không có kỳ nào đến lúc chốt số liệu.\n"

    def test_closes_the_one_that_is_named(self):
        assert "10/2026" in self.run_command("close_period", "2026-10")
        again = self.run_command("close_period", "2026-10")
        assert again == "Số liệu kỳ 10/2026 đã được chốt lúc 00:10 25/11/2026 (hệ thống tự chốt).\n"
        assert ClosedPeriod.objects.count() == 1

    def test_refuses_what_names_no_period(self):
        for name in ("2026-13", "thang-11", "0000-01", "2026-12"):
            with self.subTest(name), self.assertRaises(CommandError):
                self.run_command("close_period", name)
