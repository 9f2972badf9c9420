"""The table of a period as lines: blocks with their sub-totals, units, the total. Every form of it reads these."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from compliance.counting.counting import count_with_ledger
from compliance.counting.counts import NUMBERS, Counts, Result, UnitRow, summed
from compliance.models import ClosedPeriod
from compliance.periods.periods import ReportingPeriod
from compliance.table.blocks import in_blocks
from compliance.table.cells import shown
from submissions.models import Block, Unit, UnitKind
from vietnamese.dates import screen_moment


@dataclass(frozen=True)
class Line:
    """A line of the table; `of` says which units it is about: a Unit, a Block, or None for all."""

    number: str
    title: str
    counts: Counts
    rows: tuple[UnitRow, ...]
    of: Unit | Block | None = None

    @property
    def is_unit(self):
        return isinstance(self.of, Unit)

    @property
    def level(self):
        return "unit" if self.is_unit else "block" if self.of else "total"

    @property
    def result(self):
        """The Result of a unit in words, with why; of several units, how many of those with a minimum met it."""
        if self.is_unit:
            result = str(self.counts.result.label)
            return f"{result}: {self.counts.exempt_because}" if self.counts.exempt_because else result
        asked = [row for row in self.rows if row.result != Result.NOT_ASKED]
        met = sum(row.result == Result.MET for row in asked)
        return _("%(met)s of %(asked)s met") % {"met": met, "asked": len(asked)}

    def cell(self, name):
        """The content of the column `name`: an int for numbers, else text."""
        return getattr(self.counts, name) if name in NUMBERS else getattr(self, name)

    def shown(self, name):
        """The same as text."""
        return shown(self.cell(name))


@dataclass(frozen=True)
class Report:
    """One period's table, after the filters `kind` and `result` ("" for none); `closed` where its figures are."""

    period: ReportingPeriod
    rows: tuple[UnitRow, ...]
    kind: str
    result: str
    taken_at: datetime.datetime
    closed: ClosedPeriod | None = None

    @cached_property
    def lines(self):
        """Blocks that have units, each followed by them, and the total; one unit stands alone."""
        lines = []
        for block, rows in in_blocks(self.rows):
            if len(self.rows) > 1:
                lines.append(Line(block.number, block.title, added(rows), rows, block))
            lines += [Line(str(number), row.name, row, (row,), row.unit) for number, row in enumerate(rows, 1)]
        if len(self.rows) > 1:
            lines.append(Line("", _("Grand total"), added(self.rows), self.rows))
        return lines

    @property
    def total(self):
        """The sums over all units of the table, as Counts."""
        return added(self.rows)

    @property
    def moment_words(self):
        """When the figures were taken, and whether they may still change (str)."""
        moment = {"moment": screen_moment(self.taken_at)}
        return _("Closed at %(moment)s") % moment if self.closed else _("Counted at %(moment)s") % moment

    @property
    def filter_words(self):
        """The filters in words, for the head of an export; "" when there are none."""
        words = [UnitKind.objects.get(code=self.kind).name] if self.kind else []
        words += [Result(self.result).label] if self.result else []
        return "; ".join(map(str, words))


def make_report(period, *, units=None, kind="", result="", ledger=None):
    """Count `period` for `units` (all by default) and keep the rows of this `kind` (code of a UnitKind) and `result`.

    Three queries, whether the period is closed or not.
    """
    counted, ledger = count_with_ledger(period, units=units, ledger=ledger)
    rows = (row for row in counted if (not kind or row.kind == kind) and (not result or row.result == result))
    closed = ClosedPeriod.of(period) if ledger.is_closed(period) else None
    taken_at = closed.closed_at if closed else timezone.now()
    return Report(period=period, rows=tuple(rows), kind=kind, result=result, taken_at=taken_at, closed=closed)


def added(rows):
    """The sums over `rows` as Counts; None for a number that one of them does not have."""
    return Counts(**{name: summed(getattr(row, name) for row in rows) for name in NUMBERS})
