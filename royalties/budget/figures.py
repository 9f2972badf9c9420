"""What became of a year's budget: what was allotted, estimated, approved and paid, entry by entry.

Every number of the budget is the sum of entries, and the entries are what is shown behind it. A table of royalties or
remuneration belongs to the source and year that it names; what a payment list pays of it is its whole total, taxes
included, because the tax withheld is paid out of the same money. Five queries, however many entries there are.
"""

import datetime
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from django.db.models import Model, Sum, TextChoices
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from royalties.models import Allocation, BudgetSource, MaintenanceCost, RoyaltyTable
from royalties.models.budget import Purpose
from vietnamese.dates import day_of

TENTH = Decimal("0.1")


class Stage(TextChoices):
    """How far an amount has come; each entry stands in exactly one."""

    ALLOTTED = "allotted", _("Allotted")
    EXPECTED = "expected", _("Estimated")
    APPROVED = "approved", _("Approved, not paid yet")
    PAID = "paid", _("Paid out")


# What takes from what was allotted.
COMMITTED = (Stage.EXPECTED, Stage.APPROVED, Stage.PAID)


@dataclass(frozen=True)
class Entry:
    """One amount (int đồng) of one record. `day` is when it came to be counted on, `paid_on` when it was paid."""

    source: BudgetSource
    purpose: Purpose
    stage: Stage
    amount: int
    day: datetime.date
    record: Model
    document: str = ""
    paid_on: datetime.date | None = None


@dataclass(frozen=True)
class Budget:
    """The entries of a year (a list), and the sources that have any, in their order."""

    year: int
    sources: tuple[BudgetSource, ...]
    entries: tuple[Entry, ...]

    @cached_property
    def by_place(self):
        """{(source's key, purpose): {stage: sum (int đồng)}}; places without entries are not in it."""
        sums = {}
        for entry in self.entries:
            place = sums.setdefault((entry.source.pk, entry.purpose), dict.fromkeys(Stage, 0))
            place[entry.stage] += entry.amount
        return sums

    def figures(self, *, source=None, purpose=None):
        """The Figures of one source (a BudgetSource), one purpose, both, or the whole year."""
        sums = dict.fromkeys(Stage, 0)
        for (source_key, of_purpose), place in self.by_place.items():
            if (source is None or source.pk == source_key) and purpose in (None, of_purpose):
                for stage, amount in place.items():
                    sums[stage] += amount
        return Figures(*(sums[stage] for stage in Stage))

    def behind(self, *, source=None, purpose=None, stage=None):
        """The entries that a number is the sum of, by day (a list)."""
        found = [
            entry
            for entry in self.entries
            if (source is None or entry.source.pk == source.pk)
            and purpose in (None, entry.purpose)
            and stage in (None, entry.stage)
        ]
        return sorted(found, key=lambda entry: (entry.day, list(Stage).index(entry.stage), str(entry.record)))


@dataclass(frozen=True)
class Figures:
    """Sums in whole đồng (int)."""

    allotted: int
    expected: int
    approved: int
    paid: int

    @property
    def committed(self):
        """All that takes from what was allotted, paid or not."""
        return self.expected + self.approved + self.paid

    @property
    def left(self):
        """What of the allotted budget nothing is known to take; negative where too much is committed."""
        return self.allotted - self.committed

    @property
    def paid_share(self):
        """Per cent of the allotted budget (Decimal), or None without any."""
        return share_of(self.paid, whole=self.allotted)

    @property
    def committed_share(self):
        return share_of(self.committed, whole=self.allotted)


def share_of(part, *, whole):
    """Per cent (Decimal with one place, rounded half up) that `part` (int) is of `whole` (int); None of nothing."""
    return (Decimal(part) * 100 / whole).quantize(TENTH, ROUND_HALF_UP) if whole > 0 else None


def read_budget(year):
    """The Budget of `year` (int)."""
    entries = [*_allotted(year), *_approved_tables(year), *_open_tables(year), *_costs(year)]
    with_entries = {entry.source.pk for entry in entries}
    sources = [source for source in BudgetSource.objects.all() if source.pk in with_entries]
    return Budget(year=year, sources=tuple(sources), entries=tuple(entries))


def budget_years(*besides):
    """The years of which anything is known, and those `besides`, the latest first (a list of int); one query."""
    years = Allocation.objects.order_by().values_list("year")
    tables = RoyaltyTable.objects.order_by().values_list("budget_year")
    costs = MaintenanceCost.objects.order_by().values_list("year")
    return sorted({*besides} | {year for (year,) in years.union(tables, costs)}, reverse=True)


def _allotted(year):
    for allocation in Allocation.objects.filter(year=year).select_related("source"):
        yield Entry(
            source=allocation.source,
            purpose=Purpose(allocation.purpose),
            stage=Stage.ALLOTTED,
            amount=allocation.amount,
            day=allocation.document_date,
            record=allocation,
            document=allocation.document_number,
        )


def _approved_tables(year):
    tables = RoyaltyTable.objects.filter(budget_year=year, approved_at__isnull=False)
    for table in tables.select_related("source", "listed__payment_list__disbursement"):
        payment = _payment_of(table)
        yield Entry(
            source=table.source,
            purpose=Purpose(table.kind),
            stage=Stage.PAID if payment else Stage.APPROVED,
            amount=table.total,
            day=day_of(table.approved_at),
            record=table,
            document=payment.voucher_number if payment else "",
            paid_on=payment.paid_on if payment else None,
        )


def _payment_of(table):
    """The Disbursement of the list that `table` stands in, or None; both are read with it."""
    listed = getattr(table, "listed", None)
    return listed and getattr(listed.payment_list, "disbursement", None)


def _open_tables(year):
    tables = RoyaltyTable.objects.filter(budget_year=year, approved_at__isnull=True).select_related("source")
    for table in tables.annotate(estimate=Coalesce(Sum("lines__amount"), 0)):
        yield Entry(
            source=table.source,
            purpose=Purpose(table.kind),
            stage=Stage.EXPECTED,
            amount=table.estimate,
            day=day_of(table.created_at),
            record=table,
        )


def _costs(year):
    for cost in MaintenanceCost.objects.filter(year=year).select_related("source"):
        yield Entry(
            source=cost.source,
            purpose=Purpose.MAINTENANCE,
            stage=Stage(cost.state),
            amount=cost.amount,
            day=cost.day,
            record=cost,
            document=cost.voucher_number,
            paid_on=cost.day if cost.state == MaintenanceCost.State.PAID else None,
        )
