"""Whether closed figures are still those that were closed: their check sums made again, and what differs by name."""

from django.utils.translation import gettext as _

from compliance.closing import canonical
from compliance.models import ClosedPeriod
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod


def closed_in_order():
    """The ClosedPeriods, oldest first, with their rows and items read in three queries."""
    return ClosedPeriod.objects.order_by("year", "month").prefetch_related("rows__items")


def differences(closed, *, previous):
    """Sentences that name what is not as it was closed; none when all is. `previous` is the one closed before."""
    rows = sorted(closed.rows.all(), key=lambda row: row.place)
    yield from _differing_rows(rows)
    if [row.place for row in rows] != list(range(1, closed.row_count + 1)):
        yield _("%(found)d units are there; %(number)d were closed.") % {
            "found": len(rows),
            "number": closed.row_count,
        }
    if canonical.period_digest(closed, [row.digest for row in rows]) != closed.digest:
        yield _("The period's own particulars or its list of units are not those that were closed.")
    if closed.previous_digest != (previous.digest if previous else ""):
        yield _("It does not follow on the period that stands before it.")
    expected = ReportingPeriod.of(closed.year, closed.month, rules=all_rules())
    if (expected.start, expected.end) != (closed.start, closed.end):
        yield _("By the rules of today the period would run %(label)s.") % {"label": expected.label}


def _differing_rows(rows):
    for row in rows:
        items = sorted(row.items.all(), key=lambda item: item.place)
        if canonical.row_digest(row, items) != row.digest:
            yield _("%(unit)s: the figures or the pieces behind them are not those that were closed.") % {
                "unit": row.unit_name
            }
        elif [item.place for item in items] != list(range(1, row.item_count + 1)):
            yield _("%(unit)s: %(found)d pieces are there; %(number)d were closed.") % {
                "unit": row.unit_name,
                "found": len(items),
                "number": row.item_count,
            }
