"""manage.py demo_royalties: believable, the same each time, built once, by the people of the demonstration alone."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from royalties.budget.figures import read_budget
from royalties.budget.warnings import warnings_of
from royalties.demo.story import build
from royalties.models import (
    Allocation,
    Author,
    Disbursement,
    MaintenanceCost,
    PaymentList,
    PersonalDetails,
    RoyaltyLine,
    RoyaltyTable,
)
from royalties.sealed.check_sums import list_check_sum, table_check_sum
from submissions.models import NewsPage, User
from tests import factories
from tests.royalties.stories import moment, signed

AS_OF = datetime.date(2026, 3, 20)
GROUPS = ("Thường trực Ban Biên tập", "Trưởng Ban Biên tập", "Kế toán", "Thủ trưởng đơn vị")


def small_city():
    """Two wards with an account each that signed pieces from December to March; the people of the office."""
    office = [factories.UserFactory(groups=[group]) for group in GROUPS]
    wards = [factories.UnitFactory() for _number in range(2)]
    people = [factories.contributor_of(ward) for ward in wards]
    User.objects.filter(pk__in=[user.pk for user in [*office, *people]]).update(is_demo=True)
    for month in (12, 1, 2, 3):
        year = 2025 if month == 12 else 2026
        for day, genre in ((4, "tin"), (9, "thong_bao"), (11, "bai_phan_anh"), (16, "phong_su")):
            ward, person = wards[day % 2], people[day % 2]
            signed(ward, str(person), at=moment(year, month, day), genre=genre, title=f"{genre} {day}/{month}/{year}")


@pytest.fixture(scope="module")
def city_told(tell):
    return tell(small_city)


@pytest.fixture
def city(db, city_told):
    return city_told()


def told(as_of=AS_OF):
    out = StringIO()
    call_command("demo_royalties", as_of=as_of.isoformat(), stdout=out)
    return out.getvalue()


def content():
    """What the demonstration says, without keys, tokens and check sums."""
    return [
        list(
            RoyaltyTable.objects.order_by("pk").values_list("kind", "first_day", "created_at", "approved_at", "total")
        ),
        list(RoyaltyLine.objects.order_by("pk").values_list("title", "kind", "signed_as", "amount", "reason")),
        list(PaymentList.objects.order_by("pk").values_list("pay_day", "checked_at", "approved_at", "gross", "net")),
        list(Disbursement.objects.order_by("pk").values_list("paid_on", "voucher_number")),
        list(Allocation.objects.order_by("pk").values_list("year", "purpose", "amount", "document_date")),
        list(MaintenanceCost.objects.order_by("pk").values_list("subject", "state", "day", "voucher_number")),
        list(Author.objects.order_by("pk").values_list("name", "kind", "is_checked")),
    ]


def state_of(month, kind="royalty"):
    """How far the table of a month of 2026 (12 of 2025) has come."""
    first = datetime.date(2025 if month == 12 else 2026, month, 1)
    table = RoyaltyTable.objects.get(first_day=first, kind=kind)
    if not table.is_approved:
        return "draft" if table.is_draft else "handed in"
    payment_list = table.listed.payment_list
    if hasattr(payment_list, "disbursement"):
        return "paid"
    return "approved for payment" if payment_list.is_approved else "waits for the director"


def test_earlier_months_are_paid_the_last_waits_and_the_running_one_is_a_draft(city):
    told()
    assert [state_of(month) for month in (12, 1, 2, 3)] == ["paid", "paid", "waits for the director", "draft"]


def test_every_screen_has_something(city):
    told()
    kinds = set(RoyaltyLine.objects.values_list("kind", flat=True))
    assert {"author", "encouragement", "deduction"} <= kinds
    assert RoyaltyLine.objects.exclude(unpaid_because="").exists()
    assert RoyaltyLine.objects.filter(kind="author").exclude(reason="").exists()
    assert set(MaintenanceCost.objects.values_list("state", flat=True)) == {"expected", "approved", "paid"}
    assert PersonalDetails.objects.count() == Author.objects.count() > 0
    figures = read_budget(2026).figures()
    assert min(figures.allotted, figures.expected, figures.approved, figures.paid, figures.left) > 0
    assert warnings_of(read_budget(2026)) == []


def test_numbers_of_people_are_nobodys(city):
    told()
    for details in PersonalDetails.objects.all():
        assert details.identity_number.startswith("999") and details.tax_code.startswith("999")
        details.full_clean()


def test_what_is_approved_is_sealed_as_in_earnest(city):
    told()
    tables = RoyaltyTable.objects.filter(approved_at__isnull=False)
    lists = PaymentList.objects.filter(approved_at__isnull=False)
    assert [table.digest for table in tables] == [table_check_sum(table) for table in tables]
    assert [each.digest for each in lists] == [list_check_sum(each) for each in lists]
    assert all(table.approved_by_id != table.created_by_id for table in tables)
    assert all(each.approved_by_id not in (each.created_by_id, each.checked_by_id) for each in lists)


def test_nothing_happens_after_its_day(city):
    told()
    tables = RoyaltyTable.objects.values_list("created_at", "approved_at")
    moments = [moment for row in tables for moment in row if moment]
    assert max(moments) < moment(2026, 3, 20, 7)


@pytest.mark.parametrize(
    ("day", "state"),
    [(3, "handed in"), (4, "waits for nobody yet"), (20, "waits for the director")],
)
def test_the_last_month_is_as_far_as_the_day_lets_it(city, day, state):
    """2 March is a Monday: handed in on it, approved on the 3rd, listed and checked on the 6th."""
    told(datetime.date(2026, 3, day))
    february = RoyaltyTable.objects.get(first_day=datetime.date(2026, 2, 1), kind="royalty")
    if state == "waits for nobody yet":
        assert february.is_approved and not hasattr(february, "listed")
    else:
        assert state_of(2) == state


def test_a_second_time_changes_nothing(city):
    told()
    before = content(), list(PersonalDetails.objects.values_list("pk", "identity_number"))
    assert "không thay đổi gì" in told()
    assert (content(), list(PersonalDetails.objects.values_list("pk", "identity_number"))) == before


def test_the_same_day_gives_the_same(city):
    found = []
    for _time in range(2):
        with transaction.atomic():
            assert build(as_of=AS_OF)
            found.append(content())
            transaction.set_rollback(True)
    assert found[0] == found[1]


class TestRefusals:
    def test_in_production(self, city, settings):
        settings.REFUSE_DEMO_ACCOUNTS = True
        with pytest.raises(CommandError):
            told()

    def test_without_the_people(self, city):
        User.objects.filter(groups__name="Thủ trưởng đơn vị").update(is_demo=False)
        with pytest.raises(CommandError, match="Thủ trưởng đơn vị"):
            told()
        assert not RoyaltyTable.objects.exists() and not Allocation.objects.exists()

    @pytest.mark.parametrize("day", ["2999-01-01", "20/3/2026", "2026-02-30"])
    def test_for_no_day(self, city, day):
        with pytest.raises(CommandError):
            call_command("demo_royalties", as_of=day)

    def test_without_a_published_piece(self, city):
        NewsPage.objects.update(is_live=False)
        with pytest.raises(CommandError, match=r"manage\.py demo"):
            told()
