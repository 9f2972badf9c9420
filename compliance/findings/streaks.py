"""For how many periods one after the other a unit has been below its minimum."""

from collections import defaultdict

from compliance.closing.closing import due_periods
from compliance.counting.counting import count_period
from compliance.counting.counts import Result
from compliance.models import ClosedRow

BELOW = (Result.SHORT, Result.NOTHING)
# From which period in a row on a unit is named as "không nghiêm túc", whose responsibility the letter asks to look at.
REPEATED = 3


def streaks(period, rows, *, ledger):
    """{key of a unit: number of periods (int, 1 or more)} for the units of `rows` that are below their minimum.

    Periods count back from `period`, as they were closed, or as they stand where they are over and not closed. One in
    which nothing was asked of the unit ends the row, and so does the first period that the site accounts for.
    """
    lengths = {row.unit.pk: 1 for row in rows if row.result in BELOW}
    still = set(lengths)
    for below in _earlier(period, ledger=ledger) if still else ():
        still &= below
        if not still:
            break
        for unit in still:
            lengths[unit] += 1
    return lengths


def _earlier(period, *, ledger):
    """For each period before `period`, newest first, the keys of the units that were below the minimum."""
    closed, due = _closed_below(period), due_periods(rules=period.rules, ledger=ledger)
    earlier = period.previous
    while (is_closed := ledger.is_closed(earlier)) or earlier in due:
        yield closed[earlier.year, earlier.month] if is_closed else _open_below(earlier, ledger=ledger)
        earlier = earlier.previous


def _closed_below(period):
    """{(year, month): keys of units} of the closed periods, one query."""
    below = defaultdict(set)
    rows = ClosedRow.objects.filter(period__end__lte=period.start, result__in=BELOW).order_by()
    for year, month, unit in rows.values_list("period__year", "period__month", "unit"):
        below[year, month].add(unit)
    return below


def _open_below(period, *, ledger):
    return {row.unit.pk for row in count_period(period, ledger=ledger) if row.result in BELOW}
