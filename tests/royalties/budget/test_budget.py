"""The budget's figures against sums made by hand, what opens behind them, and where they are overdrawn."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from royalties.assessing import recomputing
from royalties.budget.figures import Stage, budget_years, read_budget
from royalties.budget.pace import pace_of
from royalties.budget.warnings import budget_warning, warnings_of
from royalties.models import Allocation, Author, BudgetSource, MaintenanceCost, RoyaltyLine
from royalties.models.budget import Purpose
from royalties.paying import paying
from tests import factories
from tests.plugins.told import told
from tests.royalties.stories import Office, moment, signed

pytestmark = pytest.mark.django_db

JANUARY, FEBRUARY, MARCH = ((datetime.date(2026, m, 1), datetime.date(2026, m, 28)) for m in (1, 2, 3))


def allot(amount, *, source=None, purpose=Purpose.ROYALTY, year=2026, number="01/QĐ-UBND"):
    return Allocation.objects.create(
        year=year,
        source=source or BudgetSource.objects.first(),
        purpose=purpose,
        amount=amount,
        document_number=number,
        document_date=datetime.date(year, 1, 5),
    )


def cost(amount, state, *, source=None, day=datetime.date(2026, 2, 10), subject="Tên miền", voucher="PC-7"):
    return MaintenanceCost.objects.create(
        year=2026,
        source=source or BudgetSource.objects.first(),
        subject=subject,
        amount=amount,
        state=state,
        day=day,
        voucher_number=voucher if state == "paid" else "",
    )


def fee_of(line, *, table, amount):
    """What the editor of a piece gets, of whom these pieces have no record: a line of `table` like its royalty's."""
    copied = ("piece", "author", "title", "unit", "unit_name", "genre", "origin", "published_at")
    values = {name: getattr(line, name) for name in copied}
    RoyaltyLine.objects.create(
        table=table, place=1, kind="remuneration", signed_as="Lê Hoàng Khánh", amount=amount, **values
    )


def empty_table(story, *, day):
    """A draft for a day on which nothing was published."""
    return recomputing.draw_up(
        kind="royalty", first_day=day, last_day=day, source=story.city, budget_year=2026, user=story.office.preparer
    )


class BudgetStory:
    """2026: January's table is paid, February's approved, March's open; costs in every state; a second source.

    One piece with a photo is 1,5 × 234.000 đ = 351.000 đ; one without is 234.000 đ.
    """

    def __init__(self):
        self.office = Office()
        self.city = BudgetSource.objects.get()
        self.ward = factories.UnitFactory(name="UBND phường Phú Thủy")
        Author.objects.create(name="Nguyễn Văn An", unit=self.ward)
        photo = factories.photo(self.ward)
        for month, with_photo, without in ((1, 2, 1), (2, 1, 0), (3, 1, 2)):
            for day in range(1, with_photo + without + 1):
                image = {"image": photo} if day <= with_photo else {}
                signed(self.ward, "Nguyễn Văn An", at=moment(2026, month, day), title=f"Tin {day}/{month}", **image)
        allot(3_000_000)
        allot(-500_000, number="09/QĐ-UBND")
        allot(100_000, purpose=Purpose.REMUNERATION)
        allot(40_000_000, purpose=Purpose.MAINTENANCE)
        self.paid = self.office.approved(*JANUARY)
        self.list = self.office.payable(self.paid, pay_day=timezone.localdate())
        paying.enter_payment(
            self.list.pk, paid_on=timezone.localdate(), voucher_number="UNC-12", user=self.office.accountant
        )
        self.approved = self.office.approved(*FEBRUARY)
        self.open = self.office.draft(*MARCH)
        self.fees = self.office.draft(*JANUARY, kind="remuneration")
        fee_of(self.paid.lines.first(), table=self.fees, amount=187_200)
        self.province = BudgetSource.objects.create(name="Ngân sách tỉnh hỗ trợ", display_order=2)
        allot(7_000_000, source=self.province, purpose=Purpose.MAINTENANCE)
        cost(12_000_000, "paid")
        cost(-200_000, "paid", subject="Ghi giảm tên miền", voucher="PC-8")
        cost(5_000_000, "approved", subject="Máy chủ")
        cost(1_500_000, "expected", subject="Chứng thư số", source=self.province)


@told
def story():
    return BudgetStory()


def numbers(figures):
    return figures.allotted, figures.expected, figures.approved, figures.paid, figures.left


# 2 × 351.000 + 234.000 paid, 351.000 approved, 351.000 + 2 × 234.000 open
ROYALTY = (2_500_000, 819_000, 351_000, 936_000, 394_000)
# A fifth of January's 936.000.
REMUNERATION = (100_000, 187_200, 0, 0, -87_200)
MAINTENANCE = (40_000_000, 0, 5_000_000, 11_800_000, 23_200_000)


def test_each_purpose_adds_up(story):
    budget = read_budget(2026)
    found = [numbers(budget.figures(source=story.city, purpose=purpose)) for purpose in Purpose]
    assert found == [ROYALTY, REMUNERATION, MAINTENANCE]


def test_sums_of_a_source_and_of_all(story):
    budget = read_budget(2026)
    city = tuple(map(sum, zip(ROYALTY, REMUNERATION, MAINTENANCE, strict=True)))
    assert budget.sources == (story.city, story.province)
    assert numbers(budget.figures(source=story.city)) == city
    assert numbers(budget.figures(source=story.province)) == (7_000_000, 1_500_000, 0, 0, 5_500_000)
    assert numbers(budget.figures()) == (49_600_000, 2_506_200, 5_351_000, 12_736_000, 29_006_800)


def test_shares_are_rounded_once(story):
    royalty = read_budget(2026).figures(source=story.city, purpose=Purpose.ROYALTY)
    assert (royalty.paid_share, royalty.committed_share) == (Decimal("37.4"), Decimal("84.2"))
    nothing = read_budget(2026).figures(source=story.province, purpose=Purpose.ROYALTY)
    assert nothing.paid_share is None


@pytest.mark.parametrize("purpose", Purpose)
def test_what_opens_behind_a_number_adds_up_to_it(story, purpose):
    budget = read_budget(2026)
    for source in budget.sources:
        figures = budget.figures(source=source, purpose=purpose)
        for stage in Stage:
            entries = budget.behind(source=source, purpose=purpose, stage=stage)
            assert sum(entry.amount for entry in entries) == getattr(figures, stage.value)


def test_a_payment_moves_the_table_on_and_nothing_else(story):
    before = read_budget(2026).figures()
    listed = story.office.payable(story.approved, pay_day=timezone.localdate())
    assert read_budget(2026).figures() == before
    paying.enter_payment(listed.pk, paid_on=timezone.localdate(), voucher_number="UNC-13", user=story.office.accountant)
    after = read_budget(2026).figures()
    assert (after.approved, after.paid) == (before.approved - 351_000, before.paid + 351_000)
    assert after.left == before.left


def test_another_year_has_its_own(story):
    assert read_budget(2025).entries == ()
    allot(9_000_000, year=2025)
    assert numbers(read_budget(2025).figures()) == (9_000_000, 0, 0, 0, 9_000_000)
    assert budget_years(2027) == [2027, 2026, 2025]


def test_num_queries(story):
    with CaptureQueriesContext(connection) as few:
        read_budget(2026)
    for more in range(6):
        allot(1_000, number="10/QĐ-UBND")
        cost(1_000, "expected")
        empty_table(story, day=datetime.date(2026, 5, more + 1))
    with CaptureQueriesContext(connection) as many:
        read_budget(2026)
    assert len(few) == len(many) <= 6


# Warnings


def test_more_committed_than_left_is_said_in_words(story):
    warning = budget_warning(story.city, 2026, "remuneration")
    assert "187.200" in warning and "100.000" in warning and "87.200" in warning
    assert budget_warning(story.city, 2026, Purpose.ROYALTY) == ""
    assert warnings_of(read_budget(2026)) == [warning]


@pytest.mark.parametrize(("amount", "warns"), [(1_287_000, False), (1_286_999, True)])
def test_it_begins_where_one_dong_is_missing(story, amount, warns):
    """Royalties come to 2.106.000; 819.000 + 351.000 are not paid yet."""
    Allocation.objects.filter(purpose=Purpose.ROYALTY).delete()
    allot(amount + 819_000)
    assert bool(budget_warning(story.city, 2026, Purpose.ROYALTY)) is warns


def test_without_any_allotment(story):
    Allocation.objects.filter(purpose=Purpose.ROYALTY).delete()
    assert "2.106.000" in budget_warning(story.city, 2026, Purpose.ROYALTY)


# The pace


def test_the_pace_by_month(story):
    months = pace_of(read_budget(2026), today=datetime.date(2026, 12, 31)).months
    assert months[0].committed == 0 and months[0].paid == 0
    # Costs of February; tables were approved when the test ran.
    assert (months[1].paid, months[1].committed) == (11_800_000, 18_300_000)
    assert (months[11].paid, months[11].committed) == (12_736_000, 20_593_200)
    assert [month.even for month in months][::11] == [49_600_000 // 12, 49_600_000]
    assert all(month.is_known for month in months)


def test_the_pace_does_not_know_what_comes(story):
    budget = read_budget(2026)
    known = [m.month for m in pace_of(budget, today=datetime.date(2026, 1, 15)).months if m.is_known]
    last = max(entry.day for entry in budget.entries if entry.stage != Stage.ALLOTTED)
    assert known[-1] == (last.month if last.year == 2026 else 12)
    assert pace_of(read_budget(2031), today=datetime.date(2031, 5, 1)) is None


def test_the_picture_stays_in_its_frame(story):
    pace = pace_of(read_budget(2026), today=datetime.date(2026, 12, 1))
    for bar in pace.bars:
        assert 0 <= bar.paid_height <= bar.committed_height <= pace.bottom
        assert bar.left >= 0 and bar.left + pace.column <= pace.width
    assert str(len(pace.bars)) in pace.description
