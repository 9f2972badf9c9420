"""The one count behind every table, export and panel: what was sent, published and counted, per unit.

Rule by rule in docs/counting.md. Three queries whatever the number of units: the units, with what is closed at all
(the Ledger); the quotas; and one that reads the pieces (a range of the index `news_counting`, and what was sent in the
period) and what was closed in the year. Of a closed period the rows as they were closed take the place of the last two.
"""

from collections import namedtuple
from dataclasses import dataclass
from operator import attrgetter

from compliance.counting.counts import NUMBER_OF, NUMBERS, PUBLISHED, UnitRow, judged
from compliance.counting.ledger import Ledger
from compliance.counting.queries import CLOSED_BEFORE, FIRST_PUBLISHED, piece_counts, sent_state, with_exemptions
from compliance.counting.quota_book import QuotaBook
from compliance.models import ClosedRow
from compliance.models.closed import block_closed
from compliance.periods.periods import ReportingPeriod


@dataclass(frozen=True)
class Segment:
    """Consecutive open periods of a year in which the same photo rule holds for every unit."""

    periods: tuple[ReportingPeriod, ...]

    @property
    def day(self):
        """A day to ask the photo rule for."""
        return self.periods[0].last_day


def count_period(period, *, units=None, ledger=None):
    """The UnitRows of `period`, in the units' protocol order; three queries, or two where the period is closed.

    `units`: the units to count (a queryset or list); all by default. Left out are units that are not valid on
    any day of the period and of which nothing is to be shown. The Ledger is read with the units unless it is given.
    """
    rows, _ledger = count_with_ledger(period, units=units, ledger=ledger)
    return rows


def count_with_ledger(period, *, units=None, ledger=None):
    """The rows of count_period, and the Ledger by which they were counted, in as many queries."""
    if ledger is None:
        ledger, chosen = Ledger.read_with(with_exemptions(units, day=period.last_day))
    elif not ledger.is_closed(period):
        chosen = list(with_exemptions(units, day=period.last_day))
    if ledger.is_closed(period):
        return _closed_rows(period, units=units), ledger
    return _open_rows(period, chosen=chosen, restricted=units is not None, ledger=ledger), ledger


def _open_rows(period, *, chosen, restricted, ledger):
    """The UnitRows of the open `period` for the `chosen` units (a list), which may be `restricted` to some."""
    book = QuotaBook()
    segments = segments_of(open_periods_of_year(period, ledger), book)
    rows = {unit.pk: empty_row(unit, period=period, book=book, exempt_because=unit.exempt_because) for unit in chosen}
    unit_ids = list(rows) if restricted else None
    for unit_id, board_step, sums in piece_counts(period, segments=segments, unit_ids=unit_ids, ledger=ledger):
        row = rows.get(unit_id)
        if row is None:
            continue
        if board_step == CLOSED_BEFORE:
            row.year_counted += sums["closed"]
        elif board_step == FIRST_PUBLISHED:
            enter_published(row, sums)
            for place, segment in enumerate(segments):
                name = judged("countable", photo_required=book.photo_required(row.unit, segment.day))
                row.year_counted += sums[f"{name}_{place}"]
        else:
            _enter_sent(row, state=sent_state(board_step), number=sums["sent"])
    for row in rows.values():
        row.shortfall = max(row.minimum - row.counted, 0)
    return [row for row in rows.values() if _is_shown(row, period=period)]


def open_periods_of_year(period, ledger):
    """The periods of the year up to and with the open `period` whose figures are not closed."""
    return [other for other in period.year_so_far if not ledger.is_closed(other)]


def _closed_rows(period, *, units):
    """The UnitRows of the closed `period`, as they were closed."""
    rows = ClosedRow.objects.filter(period__year=period.year, period__month=period.month)
    rows = rows.select_related("unit").order_by("place")
    if units is not None:
        rows = rows.filter(unit__in=units)
    return [as_closed(row, unit=row.unit) for row in rows]


# What stands in the place of a count.
CLOSED_FIELDS = (
    *NUMBERS,
    "unit_name",
    "unit_kind",
    "exempt_because",
    "is_valid_throughout",
    "result",
    "block_place",
    "block_title",
)


class ClosedFigures(namedtuple("ClosedFigures", CLOSED_FIELDS)):
    """CLOSED_FIELDS of a ClosedRow as the database gave them; for a table of thousands it stands for a UnitRow."""

    __slots__ = ()

    name = property(attrgetter("unit_name"))
    kind = property(attrgetter("unit_kind"))

    @property
    def block(self):
        return block_closed(self)


def as_closed(row, *, unit):
    """The UnitRow of `row`, a ClosedRow of `unit`: numbers, name and result as closed."""
    return UnitRow(
        **{name: getattr(row, name) for name in NUMBERS},
        unit=unit,
        name=row.unit_name,
        kind=row.unit_kind,
        exempt_because=row.exempt_because,
        is_valid_throughout=row.is_valid_throughout,
        closed_result=row.result,
        block=block_closed(row),
    )


def segments_of(periods, book):
    """The `periods` (of one year, in order) in Segments: few, so that a year's sums are few."""
    segments, terms = [], None
    for period in periods:
        follows = segments and segments[-1].periods[-1].end == period.start
        if follows and book.photo_terms(period.last_day) == terms:
            segments[-1] = Segment((*segments[-1].periods, period))
        else:
            terms = book.photo_terms(period.last_day)
            segments.append(Segment((period,)))
    return segments


def minimum_owed(unit, *, period, quota, is_exempt):
    """How many pieces `unit` owes in `period` under `quota` (or None); 0 when nothing is asked of it."""
    return quota.minimum if quota and not is_exempt and is_valid_throughout(unit, period=period) else 0


def is_valid_throughout(unit, *, period):
    """Whether `unit` is valid on every day of `period`: otherwise it owes nothing in it."""
    return (unit.valid_from is None or unit.valid_from <= period.first_day) and unit.is_valid_on(period.last_day)


def empty_row(unit, *, period, book, exempt_because):
    """The UnitRow of `unit` in the open `period` before anything is entered: what it owes, or why nothing."""
    quota = book.in_force(unit, period.last_day)
    return UnitRow(
        unit=unit,
        name=unit.name,
        kind=unit.kind_id,
        quota=quota,
        exempt_because=exempt_because,
        is_valid_throughout=is_valid_throughout(unit, period=period),
        minimum=minimum_owed(unit, period=period, quota=quota, is_exempt=bool(exempt_because)),
    )


def enter_published(row, sums):
    """Enter in `row` (a UnitRow) what was published in its period: `sums` by the names of SUMS."""
    for name in PUBLISHED:
        setattr(row, name, sums[name])
    row.counted = sums[judged("countable", photo_required=row.needs_photo)]


def _enter_sent(row, *, state, number):
    row.sent += number
    name = NUMBER_OF[state]
    setattr(row, name, getattr(row, name) + number)


def _is_shown(row, *, period):
    unit = row.unit
    begun = unit.valid_from is None or unit.valid_from < period.end_day
    ended = unit.valid_to is not None and unit.valid_to <= period.first_day
    return (begun and not ended) or any((row.sent, row.published, row.year_counted))
