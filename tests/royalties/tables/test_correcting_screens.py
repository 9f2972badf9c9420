"""Corrections and surcharges on the screens of a draft: what is offered, what is said, and what is stored."""

import datetime

import pytest
from django.urls import reverse

from royalties.models import RoyaltyLine
from tests.plugins.told import told
from tests.royalties.assessing.test_corrections import Story
from tests.royalties.screens import told_by
from tests.soup import text_of
from tests.submissions.registers import is_refused, log_in

pytestmark = pytest.mark.django_db

Kind = RoyaltyLine.Kind


@told
def story():
    return Story()


@pytest.fixture
def desk(client, story):
    return log_in(client, story.preparer)


def at(name, table, line):
    return reverse(f"royalty_tables:{name}", args=[table.pk, line.pk])


def search(browser, table):
    return browser.get(reverse("royalty_tables:deductions", args=[table.pk]), {"q": "Tin tháng 4"})


class TestCorrections:
    def test_completed_and_the_history_shows_all(self, desk, story):
        story.deducted(5, 100_000)
        june = story.month(6)
        page = desk.get(at("deduct", june, story.line))
        assert page.context["form"]["amount"].value() == "39.000\xa0đ"
        assert "Theo các bảng đã duyệt, dòng này còn 39.000 đ." in text_of(page)
        desk.post(at("deduct", june, story.line), {"amount": "39.000", "reason": "Phần còn lại"})
        assert june.lines.get(kind=Kind.DEDUCTION).amount == -39_000
        said = told_by(desk.post(at("deduct", june, story.line), {"amount": "1", "reason": "Nữa"}))
        assert said == [("warning", "Dòng này đã được khấu trừ toàn bộ.")]
        page = text_of(desk.get(at("deduct", june, story.line)))
        assert "Đã gỡ" in page
        assert "Phần còn lại" in page
        assert "chưa duyệt" in page

    def test_what_was_deducted_in_full_is_offered_to_be_paid_again(self, desk, story):
        story.deducted(5, 139_000)
        june = story.month(6)
        found = search(desk, june).content.decode()
        assert at("restore", june, story.line) in found
        assert at("deduct", june, story.line) not in found
        address = at("restore", june, story.line)
        assert "phải có quyết định" in text_of(desk.get(address))
        sent = {"amount": "139.000", "reason": "Đăng lại", "decision_number": "12/QĐ-VHTT"}
        assert desk.post(address, sent).status_code == 200
        assert not june.lines.filter(kind=Kind.RESTORATION).exists()
        desk.post(address, sent | {"decision_date": "03/06/2019"})
        added = june.lines.get(kind=Kind.RESTORATION)
        assert (added.amount, added.decision_number, added.decision_date) == (
            139_000,
            "12/QĐ-VHTT",
            datetime.date(2019, 6, 3),
        )
        table = text_of(desk.get(reverse("royalty_tables:table", args=[june.pk])))
        assert "Quyết định 12/QĐ-VHTT ngày 03/06/2019" in table

    @pytest.mark.parametrize("role", ["head", "accountant", "director", "official"])
    def test_nobody_but_the_desk_pays_again(self, client, story, role):
        story.deducted(5, 139_000)
        june = story.month(6)
        log_in(client, getattr(story, role))
        sent = {"amount": "1", "reason": "x", "decision_number": "1", "decision_date": "03/06/2019"}
        assert is_refused(client.post(at("restore", june, story.line), sent))
        assert not june.lines.filter(kind=Kind.RESTORATION).exists()


class TestSurcharges:
    def send(self, desk, line, surcharge, percent, reason="Viết cho thiếu nhi"):
        sent = {"surcharge-surcharge": surcharge, "surcharge-percent": percent, "surcharge-reason": reason}
        return desk.post(at("surcharge", line.table, line), sent)

    def test_added_within_its_band_as_a_line_of_its_own(self, desk, story):
        line = story.month(6).lines.get()
        assert "10–20 %" in text_of(desk.get(at("line", line.table, line)))
        self.send(desk, line, "audience", "20")
        added = line.table.lines.get(kind=Kind.SURCHARGE)
        assert (added.amount, added.base, added.percent, added.surcharge) == (27_800, 139_000, 20, "audience")
        assert (added.author, added.reason) == (story.writer, "Viết cho thiếu nhi")

    @pytest.mark.parametrize(
        ("surcharge", "percent", "said"),
        [
            ("audience", "20,01", "từ 10 đến 20 % (Điều 7 khoản 4 Nghị định 18/2014/NĐ-CP)"),
            ("audience", "9", "từ 10 đến 20 %"),
            ("language", "51", "từ 30 đến 50 %"),
            ("conditions", "101", "từ 0 đến 100 %"),
            ("conditions", "0", "từ 0 đến 100 %"),
        ],
    )
    def test_outside_the_band_nothing_is_stored(self, desk, story, surcharge, percent, said):
        line = story.month(6).lines.get()
        assert said in text_of(self.send(desk, line, surcharge, percent))
        assert line.table.lines.count() == 1

    def test_not_without_a_reason_and_not_twice(self, desk, story):
        line = story.month(6).lines.get()
        self.send(desk, line, "audience", "20", reason=" ")
        assert line.table.lines.count() == 1
        for _again in range(2):
            self.send(desk, line, "audience", "20")
        self.send(desk, line, "conditions", "100")
        amounts = [each.amount for each in line.table.lines.order_by("place")]
        assert amounts == [139_000, 27_800, 139_000]
