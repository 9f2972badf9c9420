"""What was approved never changes, whatever is done around it, in whatever order; and shares always add up."""

import datetime
from collections import defaultdict
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from royalties.assessing import approving, correcting, drafts
from royalties.assessing.recomputing import apply_recomputation, recompute
from royalties.models import Author, BaseSalary, GenreRate, RoyaltyLine, RoyaltyPolicy, RoyaltyTable
from royalties.models.locked import Locked
from royalties.money import amounts
from royalties.money.decree import SurchargeKind
from royalties.sealed.check_sums import table_check_sum
from royalties.tables.table_files import table_csv
from submissions.models import NewsPage
from submissions.screens.refusals import Refusal
from tests import factories
from tests.plugins.told import told
from tests.royalties.second_reader import table_digest
from tests.royalties.stories import Office, moment, signed

pytestmark = pytest.mark.django_db
APRIL = datetime.date(2019, 4, 1), datetime.date(2019, 4, 30)
TERMS = ("coefficient", "factor", "unit_value", "applied")
WEEK = datetime.date(2019, 4, 1), datetime.date(2019, 4, 7)


class City(Office):
    """A week of April is approved; the rest of the month is open, and so is whatever comes."""

    def __init__(self):
        super().__init__()
        self.ward = factories.UnitFactory(name="UBND phường Phú Thủy")
        self.writer = Author.objects.create(name="Nguyễn Văn An", unit=self.ward)
        self.friend = Author.objects.create(name="Lê Bình", unit=self.ward)
        for day in (2, 3):
            self.publish(day)
        self.sealed = self.approved(*WEEK)
        self.publish(10)
        self.open = self.draft(*APRIL)

    def publish(self, day):
        return signed(
            self.ward, (self.writer.name, 70), (self.friend.name, 30), at=moment(2019, 4, day), title=f"Tin {day}"
        )

    # What may happen, each with a number that chooses among what is there.

    def publish_one_more(self, number):
        self.publish(1 + number % 28)

    def take_down(self, number):
        pieces = list(NewsPage.objects.filter(is_live=True).order_by("pk"))
        if pieces:
            pieces[number % len(pieces)].unpublish()

    def correct_a_title(self, number):
        pieces = NewsPage.objects.order_by("pk")
        piece = pieces[number % len(pieces)]
        NewsPage.objects.filter(pk=piece.pk).update(title=f"Tiêu đề sửa {number}", has_photo=number % 2 == 0)

    def sign_otherwise(self, number):
        pieces = NewsPage.objects.order_by("pk")
        pieces[number % len(pieces)].authors.update(name=f"Người {number % 5}", share=1 + number % 100)

    def compute_again(self, number):
        apply_recomputation(self.open.pk)

    def compute_the_sealed(self, number):
        apply_recomputation(self.sealed.pk)

    def decide_a_coefficient(self, number):
        table, line = self.any_line(number)
        drafts.set_coefficient(table, line, coefficient=Decimal(number % 30) / 10, reason=f"Lý do {number}")

    def pay_nothing(self, number):
        table, line = self.any_line(number)
        drafts.set_unpaid(table, line, reason="Trong nhiệm vụ được giao" if number % 2 else "")

    def encourage(self, number):
        table, line = self.any_line(number)
        drafts.encourage(table, line, percent=Decimal(number % 40), reason="Viết hay")

    def choose_an_author(self, number):
        table, line = self.any_line(number)
        drafts.set_author(table, line, author=Author.objects.create(name=f"Người {number}"), likewise=bool(number % 2))

    def deduct(self, number):
        lines = self.sealed.lines.order_by("pk")
        correcting.deduct(self.open.pk, lines[number % len(lines)], amount=1 + number * 100, reason="Gỡ")

    def put_up_again(self, number):
        lines = self.sealed.lines.order_by("pk")
        correcting.restore(
            self.newest_draft(),
            lines[number % len(lines)],
            amount=1 + number * 100,
            reason="Đăng lại",
            decision_number="12/QĐ",
            decision_date=datetime.date(2019, 4, 1),
        )

    def add_a_surcharge(self, number):
        table, line = self.any_line(number)
        kinds = list(SurchargeKind)
        percent = Decimal(number % 101)
        drafts.add_surcharge(table, line, surcharge=kinds[number % 3], percent=percent, reason="Theo Nghị định")

    def newest_draft(self):
        drafted = RoyaltyTable.objects.filter(submitted_at=None).order_by("-pk").first()
        if drafted is None:
            raise Refusal("")
        return drafted.pk

    def change_the_salary(self, number):
        BaseSalary.objects.update(amount=1_000_000 + 10 * number)

    def change_the_rates(self, number):
        GenreRate.objects.update(factor_own=Decimal(1 + number % 9) / 10)

    def change_the_policy(self, number):
        RoyaltyPolicy.objects.update(applied=Decimal(number % 101))

    def rename_people(self, number):
        Author.objects.filter(pk=self.writer.pk).update(name=f"Nguyễn Văn An {number}", pen_name="Biển")

    def rename_the_unit(self, number):
        self.ward.name = f"UBND phường {number}"
        self.ward.save()

    def another_table(self, number):
        self.draft(*APRIL)

    def hand_in_and_approve(self, number):
        tables = RoyaltyTable.objects.order_by("pk")
        table = approving.submit(tables[number % len(tables)].pk, user=self.preparer)
        self.approve(table)

    def undo(self, number):
        act = (approving.take_back, approving.discard, lambda pk: approving.send_back(pk, reason="Xem lại"))
        act[number % 3](self.sealed.pk)

    def save_over_it(self, number):
        table, line = self.sealed, self.sealed.lines.first()
        (table.save, table.delete, line.save, line.delete)[number % 4]()

    def any_line(self, number):
        """(key of the table, key of the line): of the sealed table as well."""
        lines = list(RoyaltyLine.objects.order_by("pk").values_list("table", "pk"))
        return lines[number % len(lines)]


ACTIONS = sorted(
    name
    for name, value in vars(City).items()
    if callable(value) and not name.startswith("_") and name not in ("publish", "any_line", "newest_draft")
)
steps = st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 999)), min_size=1, max_size=14)


@told
def city():
    return City()


def picture(table):
    """The approved table as the database and its file have it."""
    stored = RoyaltyTable.objects.get(pk=table.pk)
    lines = list(RoyaltyLine.objects.filter(table=table).order_by("pk").values())
    return stored.digest, stored.total, lines, sorted(table_csv(stored).splitlines()[1:])


def refuse_what_does_not_add_up():
    """The lines of every work divide just what it is worth; what nobody is paid goes to nobody."""
    works = defaultdict(list)
    for line in RoyaltyLine.objects.filter(kind__in=RoyaltyLine.ROYALTIES).order_by("place"):
        signature = line.signed_as if line.kind == RoyaltyLine.Kind.PHOTO else ""
        works[line.table_id, line.piece_id, line.kind, signature].append(line)
    for lines in works.values():
        first = lines[0]
        terms = {name: getattr(first, name) for name in TERMS}
        assert all(getattr(line, name) == value for line in lines for name, value in terms.items())
        whole = amounts.royalty(**terms)
        parts = amounts.split(whole, shares=[line.share for line in lines])
        assert [line.amount for line in lines] == [
            0 if line.unpaid_because else part for line, part in zip(lines, parts, strict=True)
        ]
        assert sum(parts) == whole


def refuse_corrections_beyond_what_was_paid():
    """Nobody owes or gets more than what the approved line paid, whichever drafts are approved or discarded."""
    lines = RoyaltyLine.objects.filter(table__approved_at__isnull=False).exclude(kind__in=RoyaltyLine.CORRECTIONS)
    for balance in correcting.balances_of(list(lines)).values():
        assert 0 <= balance.left <= balance.amount
        assert balance.deductible >= 0
        assert balance.restorable >= 0


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=steps)
def test_whatever_happens_the_approved_table_stays(city_told, steps):
    city = city_told()
    with transaction.atomic():
        before = picture(city.sealed)
        for name, number in steps:
            try:
                with transaction.atomic():
                    getattr(city, name)(number)
            except (Refusal, ValidationError, Locked):
                pass
            except RoyaltyTable.DoesNotExist:
                assert not RoyaltyTable.objects.filter(pk=city.open.pk).exists()
        assert picture(city.sealed) == before
        for table in RoyaltyTable.objects.filter(approved_at__isnull=False):
            assert table_check_sum(table) == table.digest == table_digest(table.pk)
            assert approving.total_of(table) == table.total
        refuse_what_does_not_add_up()
        refuse_corrections_beyond_what_was_paid()
        transaction.set_rollback(True)


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_does_something_or_is_refused(city, action):
    """Else the story above could be one in which nothing happens."""
    before = everything()
    refused = False
    for number in range(6):
        try:
            with transaction.atomic():
                getattr(city, action)(number)
        except (Refusal, ValidationError, Locked):
            refused = True
    assert refused or everything() != before or recompute(city.open).changes or action == "compute_again"


def everything():
    models = (RoyaltyTable, RoyaltyLine, Author, NewsPage, BaseSalary, GenreRate, RoyaltyPolicy)
    return [list(model.objects.order_by("pk").values()) for model in models] + [city_names()]


def city_names():
    from submissions.models import Unit

    return list(Unit.objects.values_list("name", flat=True))
