"""The first page of the back office: what each role reads there of periods, reports and of what runs by itself."""

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from post_office.mail import send
from post_office.models import Email

from compliance.closing.closing import close_due
from compliance.models import DueJob, DueRun, ReminderPlan, UnitComparison
from tests import factories
from tests.compliance.stories import at
from tests.soup import soup_of
from tests.workflow import again

pytestmark = pytest.mark.django_db

HOME = reverse("wagtailadmin_home")
DESK, OFFICIAL, ADMINISTRATOR = "Thường trực Ban Biên tập", "Người xem báo cáo", "Quản trị"


class Home:
    """The first page as `user` finds it at `when`: its panels, and what stands in them."""

    def __init__(self, user, *, when="2026-11-27 09:00:00"):
        client = Client()
        with time_machine.travel(at(when), tick=False):
            client.force_login(again(user))
            self.response = client.get(HOME)
        self.soup = soup_of(self.response)
        self.panels = list(self.response.context["panels"])

    @property
    def names(self):
        return [panel.name for panel in self.panels]

    def section(self, heading):
        """The panel with this id of its heading; None when it is not there."""
        found = self.soup.find(id=f"{heading}-title")
        return found and found.find_parent("section")

    def text(self, heading):
        return " ".join(self.section(heading).text.split())

    def links(self, heading):
        return [link["href"] for link in self.section(heading).select("a")]


def of(group):
    return factories.UserFactory(groups=[group])


def ran(when="2026-11-27 08:59:00", *, error="", done=""):
    """A run that ended at `when`."""
    run = DueRun.objects.create(started_at=at(when), finished_at=at(when))
    DueJob.objects.create(run=run, name="close", started_at=at(when), finished_at=at(when), error=error, done=done)
    return run


@pytest.fixture(scope="class")
def closed_told(tell_class, ward_told):
    def build():
        ward = ward_told()
        ward.published(when=at("2026-11-10 08:00:00"))
        with time_machine.travel(at("2026-11-25 00:00:20"), tick=False):
            close_due()
        return ward

    return tell_class(build)


@pytest.fixture
def closed(closed_told):
    """The period 11/2026 closed at its end: one of two pieces counted."""
    return closed_told()


def test_before_the_first_closing(ward):
    assert "Chưa có kỳ nào được chốt số liệu." in Home(of(OFFICIAL)).text("latest-report")


class TestLatestReport:
    @pytest.mark.parametrize("group", [OFFICIAL, DESK, ADMINISTRATOR, "Kế toán"])
    def test_readers_of_reports_open_and_download_it(self, closed, group):
        page = Home(of(group))
        text = page.text("latest-report")
        assert "Kỳ báo cáo tháng 11/2026 (từ ngày 25/10/2026 đến hết ngày 24/11/2026)." in text
        assert "Vừa chốt số liệu, báo cáo đã sẵn sàng." in text
        assert "Số liệu chốt lúc 00:00 25/11/2026, không thay đổi nữa." in text
        assert "1 ✗ Chưa đạt" in text
        table, *papers = (reverse(f"compliance:{name}") for name in ("report", "papers", "docx", "xlsx", "csv"))
        closing = [reverse("compliance:closing")] if group == DESK else []
        assert page.links("latest-report") == [
            f"{table}?period=2026-11&result=short",
            *(f"{paper}?period=2026-11" for paper in papers),
            *closing,
        ]

    def test_what_it_links_to_is_there_for_the_official(self, closed):
        official = of(OFFICIAL)
        client = Client()
        with time_machine.travel(at("2026-11-27 09:00:00"), tick=False):
            client.force_login(official)
            for address in Home(official).links("latest-report"):
                assert client.get(address).status_code == 200

    def test_it_is_no_news_for_ever(self, closed):
        assert "Vừa chốt" not in Home(of(DESK), when="2026-11-28 09:00:00").text("latest-report")

    def test_a_period_that_is_due_is_named(self, closed):
        text = Home(of(DESK), when="2026-12-25 00:00:10").text("latest-report")
        assert "Kỳ 12/2026 (từ ngày 25/11/2026 đến hết ngày 24/12/2026) đã hết, sắp được chốt số liệu." in text
        assert "Mở báo cáo kỳ 11/2026" in text

    def test_the_desk_closes_what_is_due_and_others_do_not(self, closed):
        def main_button(group):
            page = Home(of(group), when="2026-12-25 00:00:10")
            (button,) = page.section("latest-report").select("a.button:not(.button-secondary)")
            return " ".join(button.text.split()), button["href"]

        assert main_button(DESK) == ("Xem và chốt số liệu kỳ 12/2026", reverse("compliance:closing"))
        report = f"{reverse('compliance:papers')}?period=2026-11"
        assert main_button(OFFICIAL) == ("Mở báo cáo kỳ 11/2026", report)

    def test_units_do_not_get_it(self, closed):
        assert Home(closed.contributor).section("latest-report") is None


class TestDesk:
    def test_this_period_what_waits_and_the_next_dates_on_one_page(self, closed):
        closed.send(closed.write(), when=at("2026-11-26 08:00:00"))
        page = Home(of(DESK))
        assert page.names == ["due", "board", "latest_report", "report_overview"]
        assert "Chốt số liệu ngày 25/12/2026; ngày báo cáo 25/12/2026." in page.text("report-overview")
        assert "Còn 28 ngày." in page.text("report-overview")
        board = page.soup.select_one("a.tb-count")
        assert board["href"] == reverse("submissions:board_queue")
        assert board.strong.text == "1"
        assert "08:00 26/11/2026" in board.text
        assert len(page.section("latest-report").select("a.button:not(.button-secondary)")) == 1


class TestUnit:
    def test_own_row_history_and_the_lists_behind_the_numbers(self, closed):
        closed.published(when=at("2026-11-26 08:00:00"))
        section = Home(closed.contributor).soup.select_one(".period-panel")
        text = " ".join(section.text.split())
        assert "đã được tính 1 trên 2 tin, bài" in text
        assert "Kỳ 11/2026 ✗ Chưa đạt được tính 1 trên 2 tin, bài" in text
        pieces = reverse("compliance:pieces")
        unit = closed.unit.pk
        links = [link["href"] for link in section.select("a")]
        for address in (
            f"{pieces}?column=counted&unit={unit}",
            f"{pieces}?period=2026-11&column=counted&unit={unit}",
            f"{reverse('compliance:report')}?period=2026-11",
        ):
            assert address in links
        client = Client()
        client.force_login(closed.contributor)
        with time_machine.travel(at("2026-11-27 09:00:00"), tick=False):
            assert {client.get(address).status_code for address in links} == {200}

    def test_only_the_last_periods(self, closed):
        with time_machine.travel(at("2027-06-26 08:00:00"), tick=False):
            close_due()
        page = Home(closed.leader, when="2027-06-26 09:00:00")
        periods = [item.find("a").text for item in page.soup.select(".period-panel__history li")]
        assert periods == [f"Kỳ {month}/2027" for month in (6, 5, 4, 3, 2, 1)]

    def test_the_others_only_where_the_office_allows_it(self, closed):
        factories.UnitFactory(name="UBND phường Hàm Tiến")
        assert "Hàm Tiến" not in Home(closed.contributor).response.content.decode()
        UnitComparison.objects.update_or_create(defaults={"is_shown": True})
        page = Home(closed.contributor)
        others = " ".join(page.soup.select_one(".period-panel__others").text.split())
        assert "UBND phường Hàm Tiến – Không có tin, bài được tính 0 trên 2 tin, bài" in others
        assert page.soup.select(".period-panel__others a") == []
        client = Client()
        client.force_login(closed.contributor)
        table = client.get(reverse("compliance:report"))
        assert "Hàm Tiến" not in table.content.decode()


class TestDue:
    def test_the_last_run_for_desk_and_administrator_and_nobody_else(self, ward):
        ran(done="Đã chốt số liệu kỳ: 11/2026")
        superuser = factories.UserFactory(is_superuser=True)
        for user in (of(DESK), of(ADMINISTRATOR), superuser):
            page = Home(user)
            assert "Lần chạy gần nhất: 08:59 27/11/2026. Đã chốt số liệu kỳ: 11/2026." in page.text("due")
            assert page.section("due").select(".tb-note") == []
            assert page.names[-1] == "due"
        for user in (of(OFFICIAL), of("Biên tập viên"), of("Kế toán"), ward.contributor, ward.leader):
            assert "due" not in Home(user).names

    @pytest.mark.parametrize(("when", "late"), [("2026-11-27 08:30:00", False), ("2026-11-27 08:29:59", True)])
    def test_a_warning_in_words_when_it_is_late(self, when, late):
        ran(when)
        page = Home(of(DESK))
        assert ("Chạy muộn: hơn 30 phút chưa có lần chạy nào." in page.text("due")) is late
        assert (page.names[0] == "due") is late

    @override_settings(RUN_DUE_LATE_MINUTES=5)
    def test_how_late_is_a_setting(self):
        ran("2026-11-27 08:50:00")
        assert "Chạy muộn: hơn 5 phút" in Home(of(DESK)).text("due")

    def test_what_the_last_run_failed_at_is_named_without_the_words_of_the_program(self):
        ran("2026-11-27 08:58:00", error="OperationalError: gone")
        page = Home(of(ADMINISTRATOR))
        assert "Lần chạy gần nhất chưa làm được việc: Chốt số liệu." in page.text("due")
        assert "OperationalError" not in page.response.content.decode()
        ran()
        assert "chưa làm được" not in Home(of(ADMINISTRATOR)).text("due")

    def test_it_never_ran_or_was_killed(self):
        DueRun.objects.create(started_at=at("2026-11-27 08:59:00"))
        assert "Chưa có lần chạy nào." in Home(of(DESK)).text("due")

    def test_mails_that_do_not_go_out(self):
        ran()
        send("a@phanthiet.example", "b@phanthiet.example", subject="Thư", message="Thư")
        Email.objects.update(created=at("2026-11-27 08:45:00"))
        assert "Thư chờ gửi: 1." in Home(of(DESK)).text("due")
        assert "Có thư viết" not in Home(of(DESK)).text("due")
        Email.objects.update(created=at("2026-11-27 07:00:00"))
        assert "Có thư viết từ lúc 07:00 27/11/2026 đến nay chưa gửi được." in Home(of(DESK)).text("due")


@pytest.mark.parametrize("who", ["desk", "official", "contributor", "compared"])
def test_num_queries(closed, who):
    """The same however many units, runs and closed periods there are."""
    users = {"desk": of(DESK), "official": of(OFFICIAL)}
    user = users.get(who, closed.contributor)
    UnitComparison.objects.update_or_create(defaults={"is_shown": who == "compared"})

    def counted(when):
        # What is kept for an hour has run out on the second day, and not on the first.
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert Home(user, when=when).response.status_code == 200
        return len(queries)

    ran()
    counted("2026-11-27 09:00:00")
    few = counted("2026-11-27 09:00:00")
    factories.UnitFactory.create_batch(20, provisioned=False)
    with time_machine.travel(at("2027-01-26 08:00:00"), tick=False):
        close_due()
    ran("2027-01-26 08:58:00")
    ran("2027-01-26 08:59:00")
    assert counted("2027-01-26 09:00:00") == few


class TestSettings:
    """Who sets the reminders and what units see of each other: desk and administrator."""

    @pytest.mark.parametrize("model", ["reminderplan", "unitcomparison"])
    @pytest.mark.parametrize(
        ("group", "allowed"), [(DESK, True), (ADMINISTRATOR, True), (OFFICIAL, False), ("Biên tập viên", False)]
    )
    def test_rights(self, client, model, group, allowed):
        client.force_login(of(group))
        response = client.get(reverse("wagtailsettings:edit", args=["compliance", model]), follow=True)
        assert (response.request["PATH_INFO"] != HOME) is allowed
        assert response.status_code == 200

    def test_the_desk_changes_the_plan_as_an_office_writes_numbers(self, client):
        plan = ReminderPlan.load()
        client.force_login(of(DESK))
        address = reverse("wagtailsettings:edit", args=["compliance", "reminderplan", plan.pk])
        assert "Từ 2 đến 15." in client.get(address).content.decode()
        assert client.post(address, {"days_before": "5", "hour": "14"}).status_code == 302
        plan.refresh_from_db()
        assert (plan.days_before, plan.hour, plan.repeats_on_last_day) == (5, 14, False)
        refused = client.post(address, {"days_before": "1", "hour": "14"})
        assert refused.status_code == 200
        plan.refresh_from_db()
        assert plan.days_before == 5
