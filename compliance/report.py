"""The table of a period as lines: blocks with their sub-totals, units, the total. Every form of it reads these."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.counting import NUMBERS, Counts, Result, UnitRow, count_period
from compliance.periods import ReportingPeriod
from submissions.models import Unit


@dataclass(frozen=True)
class Block:
    """One of the four blocks in which the city's tables list their units."""

    number: str
    title: str
    kinds: tuple[str, ...]


BLOCKS = (
    Block("I", gettext_lazy("Agencies and units of the city"), (Unit.Kind.DIVISION, Unit.Kind.SERVICE_UNIT)),
    Block("II", gettext_lazy("Wards"), (Unit.Kind.WARD,)),
    Block("III", gettext_lazy("Communes"), (Unit.Kind.COMMUNE,)),
    Block("IV", gettext_lazy("Radio station"), (Unit.Kind.RADIO,)),
)


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
        """The Result of a unit in words; of several units, how many of those with a minimum met it."""
        if self.is_unit:
            return str(self.counts.result.label)
        asked = [row for row in self.rows if row.result != Result.NOT_ASKED]
        met = sum(row.result == Result.MET for row in asked)
        return _("%(met)s of %(asked)s met") % {"met": met, "asked": len(asked)}

    def cell(self, name):
        """The content of the column `name`: an int for numbers, else text."""
        return getattr(self.counts, name) if name in NUMBERS else getattr(self, name)


@dataclass(frozen=True)
class Report:
    """One period's table, after the filters `kind` and `result` ("" for none)."""

    period: ReportingPeriod
    rows: tuple[UnitRow, ...]
    kind: str
    result: str
    taken_at: datetime.datetime

    @cached_property
    def lines(self):
        """Blocks that have units, each followed by them, and the total; one unit stands alone."""
        lines = []
        for block in BLOCKS:
            rows = tuple(row for row in self.rows if row.unit.kind in block.kinds)
            if rows and len(self.rows) > 1:
                lines.append(Line(block.number, str(block.title), added(rows), rows, block))
            lines += [Line(str(number), row.unit.name, row, (row,), row.unit) for number, row in enumerate(rows, 1)]
        if len(self.rows) > 1:
            lines.append(Line("", _("Grand total"), added(self.rows), self.rows))
        return lines

    @property
    def filter_words(self):
        """The filters in words, for the head of an export; "" when there are none."""
        words = [Unit.Kind(self.kind).label] if self.kind else []
        words += [Result(self.result).label] if self.result else []
        return "; ".join(map(str, words))


def make_report(period, *, units=None, kind="", result=""):
    """Count `period` for `units` (all by default) and keep the rows of this `kind` (Unit.Kind) and `result`."""
    rows = (
        row
        for row in count_period(period, units=units)
        if (not kind or row.unit.kind == kind) and (not result or row.result == result)
    )
    return Report(period=period, rows=tuple(rows), kind=kind, result=result, taken_at=timezone.now())


def added(rows):
    """The sums over `rows` as Counts."""
    return Counts(**{name: sum(getattr(row, name) for row in rows) for name in NUMBERS})
