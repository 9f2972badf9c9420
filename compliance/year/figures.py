"""What a year's table rests on: each unit's numbers in each period that has begun.

Closed periods are read as they were closed, in one query for the year; all that are open are counted in one pass, by
the conditions of compliance/counting/counts.py. The number of queries depends neither on units nor on periods.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Case, Count, F, IntegerField, Value, When
from django.utils import timezone

from compliance.closing.closing import due_periods
from compliance.counting.counting import CLOSED_FIELDS, ClosedFigures, empty_row, enter_published, segments_of
from compliance.counting.counts import PIECES, SUMS, UnitRow, among, judged
from compliance.counting.ledger import Ledger
from compliance.counting.queries import chosen_units, exempt_because
from compliance.counting.quota_book import QuotaBook
from compliance.models import ClosedItem, ClosedRow
from compliance.periods.periods import ReportingPeriod, Rules
from submissions.models import NewsPage

MONTHS = range(1, 13)
# With the articles among what counts, a pair like the one that they are taken from.
OF_THE_YEAR = SUMS | {
    "articles": SUMS["countable"] & SUMS["long"],
    "articles_with_photo": SUMS["countable_with_photo"] & SUMS["long"],
}


@dataclass
class Figures:
    """By (key of the unit, month): `rows` (UnitRows, ClosedFigures where the period is closed), and `articles`.

    `articles` says how many of the counted pieces are "bài".
    """

    rows: dict[tuple[int, int], UnitRow | ClosedFigures] = field(default_factory=dict)
    articles: dict[tuple[int, int], int] = field(default_factory=dict)


def periods_of(year: int, *, rules: Rules) -> list[ReportingPeriod]:
    """The twelve periods of `year`."""
    return [ReportingPeriod.of(year, month, rules=rules) for month in MONTHS]


def open_periods(periods, *, rules, ledger: Ledger):
    """Those of `periods` that are over and due to be closed, and the running one.

    What lies before the first period that the site accounts for is neither: there nobody could send anything.
    """
    now = timezone.now()
    due = due_periods(rules=rules, ledger=ledger)
    return [period for period in periods if period in due or period.start <= now < period.end]


def read_figures(periods, *, units, still_open, ledger: Ledger):
    """The units (all, or those of the list `units`), in protocol order, and their Figures in the year's `periods`.

    `still_open` are those that are counted live (`open_periods`).
    """
    reasons = {_reason(period): exempt_because(period.last_day) for period in still_open}
    chosen = list(chosen_units(units).annotate(**reasons))
    keys = None if units is None else [unit.pk for unit in chosen]
    figures = Figures()
    if any(ledger.is_closed(period) for period in periods):
        _read_closed(figures, year=periods[0].year, keys=keys)
    if still_open:
        _count_open(figures, still_open, units=chosen, keys=keys, ledger=ledger)
    return chosen, figures


def _reason(period):
    return f"exempt_in_{period.month}"


def _read_closed(figures, *, year, keys):
    rows = ClosedRow.objects.filter(period__year=year).annotate(month=F("period__month")).order_by()
    articles = ClosedItem.objects.filter(among(PIECES["counted"]), among(PIECES["long"]), row__period__year=year)
    if keys is not None:
        rows, articles = rows.filter(unit__in=keys), articles.filter(row__unit__in=keys)
    # Thousands for a year: they stay the tuples as which they are read.
    for unit, month, *numbers in rows.values_list("unit_id", "month", *CLOSED_FIELDS):
        figures.rows[unit, month] = ClosedFigures._make(numbers)
    counted = articles.order_by().values_list("row__unit", "row__period__month").annotate(number=Count("*"))
    figures.articles |= {(unit, month): number for unit, month, number in counted}


def _count_open(figures, periods, *, units, keys, ledger):
    """Enter the open `periods`: a row for each of `units` in each of them."""
    book = QuotaBook()
    news = NewsPage.objects.order_by() if keys is None else NewsPage.objects.order_by().filter(unit__in=keys)
    published = _published(news, periods, book=book, ledger=ledger)
    sent = _sent(news, periods, ledger=ledger)
    for period in periods:
        for unit in units:
            place = (unit.pk, period.month)
            row = empty_row(unit, period=period, book=book, exempt_because=getattr(unit, _reason(period)))
            row.sent = sent[place]
            articles = _enter(row, published.get(place))
            row.shortfall = max(row.minimum - row.counted, 0)
            figures.rows[place] = row
            figures.articles[place] = articles


def _enter(row, sums):
    """Enter what was published (a dict of sums, or None for nothing); returns the number of counted articles."""
    if sums is None:
        return 0
    enter_published(row, sums)
    return sums[judged("articles", photo_required=row.needs_photo)]


def _published(news, periods, *, book, ledger):
    """Sums over what was first published in each of the open `periods`, by (unit, month): one query."""
    segments = segments_of(periods, book)
    inside = reduce(or_, (ledger.published_in(*segment.periods) for segment in segments))
    sums = {f"n_{name}": Count("unit_id", filter=condition or None) for name, condition in OF_THE_YEAR.items()}
    by_month = news.filter(inside).annotate(month=_month_of("published_at", periods))
    counted = by_month.values("unit_id", "month").annotate(**sums)
    return {(found["unit_id"], found["month"]): {name: found[f"n_{name}"] for name in OF_THE_YEAR} for found in counted}


def _sent(news, periods, *, ledger):
    """How much first reached the board in each of the open `periods`, by (unit, month): one query."""
    inside = reduce(or_, (ledger.sent_in(period) for period in periods))
    counted = (
        news.filter(inside)
        .annotate(month=_month_of("sent_at", periods))
        .values_list("unit_id", "month")
        .annotate(number=Count("*"))
    )
    return defaultdict(int, {(unit, month): number for unit, month, number in counted})


def _month_of(column, periods):
    """In which of the open `periods` a piece falls by `column`: what was late in the one that follows."""
    whens = [When(**{f"{column}__lt": period.end}, then=Value(period.month)) for period in periods]
    return Case(*whens, output_field=IntegerField())
