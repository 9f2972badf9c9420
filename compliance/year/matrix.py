"""The year as a table: units × the twelve periods, with totals. Screen, files and points all read it (docs/year.md)."""

import datetime
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.counting.counting import ClosedFigures
from compliance.counting.counts import Result, UnitRow, summed
from compliance.counting.ledger import Ledger
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from compliance.table.blocks import in_blocks
from compliance.year.figures import open_periods, periods_of, read_figures
from submissions.models import Block, Unit

TENTH = Decimal("0.1")


class Standing(TextChoices):
    """How a unit stood in a period: its Result, or why there is none."""

    MET = Result.MET.value, Result.MET.label
    SHORT = Result.SHORT.value, Result.SHORT.label
    NOTHING = Result.NOTHING.value, Result.NOTHING.label
    NOT_ASKED = Result.NOT_ASKED.value, Result.NOT_ASKED.label
    NOT_FOUNDED = "not_founded", gettext_lazy("Not yet founded")
    ENDED = "ended", gettext_lazy("No longer in being")
    NO_FIGURES = "no_figures", gettext_lazy("Not in the closed figures")
    NOT_BEGUN = "not_begun", gettext_lazy("The period has not begun")
    BEFORE = "before", gettext_lazy("Before the first period of the site")


ASKED = (Standing.MET, Standing.SHORT, Standing.NOTHING)
ASKED_RESULTS = {standing.value: standing for standing in ASKED}
ABSENT = (Standing.NOT_FOUNDED, Standing.ENDED, Standing.NO_FIGURES, Standing.NOT_BEGUN, Standing.BEFORE)
STANDING_SIGNS = {Standing(result): result.sign for result in Result} | {
    Standing.NOT_FOUNDED: "◌",
    Standing.ENDED: "■",
    Standing.NO_FIGURES: "?",
    Standing.NOT_BEGUN: "",
    Standing.BEFORE: "",
}


class Cell(NamedTuple):
    """One unit in one period; `row` has its numbers, where there are any. A year of a province has thousands."""

    period: ReportingPeriod
    standing: Standing
    is_over: bool
    row: UnitRow | ClosedFigures | None = None
    articles: int = 0

    @property
    def is_asked(self):
        """Whether a minimum was asked."""
        return self.standing in ASKED

    @property
    def counts(self):
        """Whether it counts in the totals of the year and in the points: asked, and over."""
        return self.is_asked and self.is_over

    @property
    def counted(self):
        return self.row.counted if self.row else 0

    @property
    def sign(self):
        return STANDING_SIGNS[self.standing]

    @property
    def numbers(self):
        """ "3/2": three counted of the two asked; what counted without being asked stands alone."""
        if self.is_asked:
            return f"{self.counted}/{self.row.minimum}"
        return str(self.counted) if self.counted else ""

    @property
    def why(self):
        """Why nothing was asked of a unit that has a minimum (str)."""
        if self.standing != Standing.NOT_ASKED:
            return ""
        if self.row.exempt_because:
            return self.row.exempt_because
        return "" if self.row.is_valid_throughout else _("not in being for the whole period")

    @property
    def text(self):
        """The whole of it in words, for files: "Đạt 3/2"."""
        return " ".join(filter(None, (str(self.standing.label) if self.sign else "", self.numbers)))


@dataclass(frozen=True)
class YearRow:
    """One unit's year, under name and heading of the last period that has figures of it."""

    unit: Unit
    name: str
    kind: str
    block: Block | None
    cells: tuple[Cell, ...]

    @property
    def judged(self):
        """The cells that count: periods that are over, in which a minimum was asked."""
        return [cell for cell in self.cells if cell.counts]

    def total(self, name):
        """The sum of a number of counts.Counts over the year (int), or None where it was not kept in all of it."""
        return summed(getattr(cell.row, name) for cell in self.cells if cell.row)


@dataclass(frozen=True)
class YearLine:
    """A line of the table: a unit, or the sums over the units of a block or of the city."""

    number: str
    title: str
    rows: tuple[YearRow, ...]
    of: Unit | Block | None = None

    @property
    def is_unit(self):
        return isinstance(self.of, Unit)

    @property
    def level(self):
        return "unit" if self.is_unit else "block" if self.of else "total"

    @property
    def counted(self):
        return summed(row.total("counted") for row in self.rows)

    @property
    def asked(self):
        return sum(len(row.judged) for row in self.rows)

    @property
    def met(self):
        return sum(cell.standing == Standing.MET for row in self.rows for cell in row.judged)

    @property
    def met_of_asked(self):
        return f"{self.met}/{self.asked}" if self.asked else ""

    @property
    def share(self):
        """Met of asked in % (Decimal, one place, rounded half up), or "" where nothing was asked."""
        return percentage(self.met, self.asked)

    def units_met(self, month):
        """How many of the units that were asked in `month` met it, and how many were asked: (int, int)."""
        cells = [row.cells[month - 1] for row in self.rows]
        return sum(cell.standing == Standing.MET for cell in cells), sum(cell.is_asked for cell in cells)

    def month(self, month):
        """The content of a period's column: a unit's Cell, or "28/33" units."""
        if self.is_unit:
            return self.rows[0].cells[month - 1]
        met, asked = self.units_met(month)
        return f"{met}/{asked}" if asked else ""


@dataclass(frozen=True)
class Year:
    """The table of `year`, after the filter `kind` ("" for none)."""

    year: int
    periods: tuple[ReportingPeriod, ...]
    rows: tuple[YearRow, ...]
    kind: str
    closed_months: tuple[int, ...]
    open_months: tuple[int, ...]
    taken_at: datetime.datetime

    @cached_property
    def lines(self):
        """Blocks that have units, each followed by them, and the total; one unit stands alone."""
        lines = []
        for block, rows in in_blocks(self.rows):
            if len(self.rows) > 1:
                lines.append(YearLine(block.number, block.title, rows, block))
            lines += [YearLine(str(number), row.name, (row,), row.unit) for number, row in enumerate(rows, 1)]
        if len(self.rows) > 1:
            lines.append(self.total)
        return lines

    @property
    def total(self):
        return YearLine("", _("Grand total"), self.rows)

    @property
    def begun(self):
        """The periods that have begun and that the site accounts for."""
        return [period for period in self.periods if period.month in self.closed_months + self.open_months]

    @property
    def running(self):
        """The period that runs now, or None."""
        return next((period for period in self.begun if period.end > self.taken_at), None)

    @property
    def waiting(self):
        """The periods that are over and not closed."""
        return [p for p in self.begun if p.end <= self.taken_at and p.month in self.open_months]

    @property
    def is_final(self):
        """Whether the last period is closed: nothing changes any more."""
        return self.periods[-1].month in self.closed_months


def make_year(year, *, units=None, kind="", with_open=True):
    """The Year `year` (int) of `units` (all, or a list), those of one `kind` (a code) only where it is given.

    Without `with_open` only closed periods have figures.
    """
    rules = all_rules()
    periods = periods_of(year, rules=rules)
    ledger = Ledger.read()
    now = timezone.now()
    still_open = open_periods(periods, rules=rules, ledger=ledger) if with_open else []
    chosen, figures = read_figures(periods, units=units, still_open=still_open, ledger=ledger)
    closed = [period for period in periods if ledger.is_closed(period)]
    columns = [_Column(period, is_closed=period in closed, now=now) for period in periods]
    rows = (_row(unit, columns=columns, figures=figures) for unit in chosen)
    return Year(
        year=year,
        periods=tuple(periods),
        rows=tuple(row for row in rows if row and (not kind or row.kind == kind)),
        kind=kind,
        closed_months=tuple(period.month for period in closed),
        open_months=tuple(period.month for period in still_open),
        taken_at=now,
    )


def percentage(part, whole):
    """`part` of `whole` (ints) in per cent (Decimal, one place, rounded half up), or "" where there is no whole."""
    return (Decimal(100) * part / whole).quantize(TENTH, ROUND_HALF_UP) if whole else ""


class _Column:
    """What is the same of a period for every unit."""

    def __init__(self, period, *, is_closed, now):
        self.period, self.month, self.is_closed = period, period.month, is_closed
        self.has_begun, self.is_over = period.start <= now, period.end <= now
        self.first_day, self.end_day = period.first_day, period.end_day

    def standing(self, unit, row):
        """What was closed stays as it was; where nothing was asked, the dates of the unit say whether it was there."""
        if not self.has_begun:
            return Standing.NOT_BEGUN
        if not (row or self.is_closed):
            return Standing.BEFORE
        if row and (standing := ASKED_RESULTS.get(row.result)):
            return standing
        if unit.valid_from is not None and unit.valid_from >= self.end_day:
            return Standing.NOT_FOUNDED
        if unit.valid_to is not None and unit.valid_to <= self.first_day:
            return Standing.ENDED
        return Standing.NOT_ASKED if row else Standing.NO_FIGURES


def _row(unit, *, columns, figures):
    """The YearRow of `unit`, or None where it has nothing in the year."""
    cells, newest, did = [], None, False
    for column in columns:
        place = unit.pk, column.month
        row = figures.rows.get(place)
        if row:
            newest, did = row, did or bool(row.sent or row.published)
        standing = column.standing(unit, row)
        cells.append(Cell(column.period, standing, column.is_over, row, figures.articles.get(place, 0)))
    if not did and all(cell.standing in ABSENT for cell in cells):
        return None
    return YearRow(
        unit,
        name=newest.name if newest else unit.name,
        kind=newest.kind if newest else unit.kind_id,
        block=newest.block if newest else None,
        cells=tuple(cells),
    )
