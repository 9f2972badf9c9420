"""Which periods are closed, and what counts in those that are open: their own pieces, and what came too late before."""

from dataclasses import dataclass

from django.db.models import Exists, F, Max, Min, OuterRef, Q, Subquery

from compliance.models import ClosedItem, ClosedPeriod

# A month as one number that sorts: 202611.
MONTH = F("year") * 100 + F("month")
LISTED = ClosedItem.objects.filter(piece=OuterRef("pk"))
# Of a NewsPage, for a query: whether a closed period lists it as published, or as sent.
IS_LISTED = {
    "published_at": Exists(LISTED.filter(is_published=True)),
    "sent_at": Exists(LISTED.exclude(sent_state="")),
}


@dataclass(frozen=True)
class Ledger:
    """The first and the last closed period as (year, month), or None while nothing is closed.

    Two months tell all, because periods are closed one after the other and none is left out.

    A piece may be published a moment before midnight in a transaction that ends after the period was closed. No
    closed period lists it, so it counts in the first one that is open. Looked for within the period closed last: the
    closing of each takes in what was late for the one before.
    """

    first: tuple[int, int] | None = None
    last: tuple[int, int] | None = None

    @classmethod
    def read(cls):
        """As it is now (one query)."""
        return cls._of(**ClosedPeriod.objects.aggregate(first=Min(MONTH), last=Max(MONTH)))

    @classmethod
    def read_with(cls, units):
        """The Ledger and the list of `units` (a queryset of Units) in one query, or in two where there are none."""
        months = ClosedPeriod.objects.values(closed_month=MONTH)
        first, last = (months.order_by(*order)[:1] for order in (("year", "month"), ("-year", "-month")))
        found = list(units.annotate(first_closed=Subquery(first), last_closed=Subquery(last)))
        if not found:
            return cls.read(), []
        return cls._of(first=found[0].first_closed, last=found[0].last_closed), found

    @classmethod
    def _of(cls, *, first, last):
        return cls() if first is None else cls(divmod(first, 100), divmod(last, 100))

    def is_closed(self, period):
        """Whether the figures of `period` (a ReportingPeriod) are closed."""
        return self.first is not None and self.first <= (period.year, period.month) <= self.last

    def since(self, period):
        """From which moment on a piece may count in the open `period`: further back where it takes in late ones."""
        return period.previous.start if self.is_closed(period.previous) else period.start

    def published_in(self, *periods):
        """What counts as published in consecutive open `periods` (Q, of NewsPages)."""
        return self._inside("published_at", periods)

    def sent_in(self, period):
        """What counts as sent in the open `period` (Q, of NewsPages)."""
        return self._inside("sent_at", [period])

    def _inside(self, column, periods):
        start, since = periods[0].start, self.since(periods[0])
        inside = Q(**{f"{column}__gte": since, f"{column}__lt": periods[-1].end})
        return inside if since == start else inside & (Q(**{f"{column}__gte": start}) | ~IS_LISTED[column])
