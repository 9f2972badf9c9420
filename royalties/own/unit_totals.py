"""What the pieces of a unit come to, by the month of their publication: sums only, no person."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Count, Max, Min, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from royalties.models import RoyaltyLine
from royalties.own.own_lines import SUMS
from vietnamese.dates import day_of, today
from vietnamese.numbers import money

KINDS = (*RoyaltyLine.ROYALTIES, *RoyaltyLine.ON_TOP, *RoyaltyLine.CORRECTIONS)


@dataclass
class Totals:
    """Pieces and sums (int đồng): tạm tính, approved and not paid yet, paid."""

    pieces: int = 0
    sums: dict = field(default_factory=lambda: dict.fromkeys(SUMS, 0))

    def add(self, pieces, sums):
        self.pieces += pieces
        self.sums = {name: self.sums[name] + sums[name] for name in SUMS}

    @property
    def cells(self):
        """The sums as they are shown, in their order (list of str)."""
        return [money(self.sums[name]) for name in SUMS]


def _lines(year):
    """The lines of royalties (remuneration goes to the board's people) for pieces published in `year`."""
    zone = timezone.get_default_timezone()
    begin, end = (datetime.datetime(each, 1, 1, tzinfo=zone) for each in (year, year + 1))
    return RoyaltyLine.objects.filter(kind__in=KINDS, published_at__gte=begin, published_at__lt=end).order_by()


def _sums():
    return {name: Sum("amount", filter=condition, default=0) for name, condition in SUMS.items()}


def totals_of_units(year, *, months, units=None):
    """[(the unit's name, its key, Totals)] for pieces published in `months` of `year`, by protocol order; one query.

    `units` are the Units asked about; all that have any by default.
    """
    lines = _lines(year).filter(published_at__month__in=list(months))
    if units is not None:
        lines = lines.filter(unit__in=units)
    found = (
        lines.values("unit", "unit__name", "unit__display_order")
        .annotate(pieces=Count("piece", distinct=True), **_sums())
        .order_by("unit__display_order", "unit")
    )
    return [
        (each["unit__name"], each["unit"], Totals(each["pieces"], {name: each[name] for name in SUMS}))
        for each in found
    ]


def totals_by_month(unit, year):
    """{month (1-12): Totals} of `unit` for pieces published in `year`; months without any are left out; one query."""
    zone = timezone.get_default_timezone()
    found = (
        _lines(year)
        .filter(unit=unit)
        .annotate(month=TruncMonth("published_at", tzinfo=zone))
        .values("month")
        .annotate(pieces=Count("piece", distinct=True), **_sums())
        .order_by("month")
    )
    return {
        each["month"].astimezone(zone).month: Totals(each["pieces"], {name: each[name] for name in SUMS})
        for each in found
    }


def summed(totals):
    """The Totals of many."""
    whole = Totals()
    for each in totals:
        whole.add(each.pieces, each.sums)
    return whole


def years_with_lines():
    """The years (ints) of which there are lines, newest first; this year at least."""
    span = RoyaltyLine.objects.aggregate(first=Min("published_at"), last=Max("published_at"))
    this = today().year
    if span["first"] is None:
        return [this]
    return list(range(max(this, day_of(span["last"]).year), day_of(span["first"]).year - 1, -1))
