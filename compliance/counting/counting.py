"""The one count behind every table, export and panel: what was sent, published and counted, per unit.

Rule by rule in docs/counting.md. Three queries whatever the number of units: the units, with what is closed at all
(the Ledger); the quotas; and one that reads the pieces (a range of the index `news_counting`, and what was sent in the
period) and what was closed in the year. Of a closed period the rows as they were closed take the place of the last two.
"""

from dataclasses import dataclass, field, fields
from functools import reduce
from operator import or_

from django.db.models import (
    Case,
    CharField,
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from compliance.counting.ledger import Ledger
from compliance.counting.quota_book import QuotaBook
from compliance.models import ClosedRow, Exemption, Quota
from compliance.periods.periods import ReportingPeriod
from submissions.models import ClearanceState, NewsPage, Unit
from submissions.rights.steps import BOARD_STEP


class Result(TextChoices):
    """How a unit stands to its minimum."""

    MET = "met", _("Met")
    SHORT = "short", _("Below the minimum")
    NOTHING = "nothing", _("No news")
    NOT_ASKED = "not_asked", _("No minimum")

    @property
    def sign(self):
        """Stands beside the word, never instead of it."""
        return SIGNS[self]


SIGNS = {Result.MET: "✓", Result.SHORT: "✗", Result.NOTHING: "–", Result.NOT_ASKED: "○"}


class SentState(TextChoices):
    """Where a piece stands that was sent to the board: each in exactly one, so that they add up."""

    PUBLISHED = "published", _("Published")
    WAITING = "waiting", _("Waiting for editing or publication")
    RETURNED = "returned", _("Sent back")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# Mark the sums over what was published, and what was closed in the year, beside those over what was sent.
FIRST_PUBLISHED = "-"
CLOSED_BEFORE = "="
NOTHING = Value(0, output_field=IntegerField())

STATES = {
    SentState.PUBLISHED: SentState.PUBLISHED,
    TaskState.STATUS_REJECTED: SentState.RETURNED,
    TaskState.STATUS_CANCELLED: SentState.WITHDRAWN,
}

YES = (True,)
LONG_GENRES = tuple(genre for genre in NewsPage.Genre if genre not in NewsPage.SHORT_GENRES)


def _pieces(**values):
    """A number of pieces: of those whose fields, as a ClosedItem of the period has them, have one of the `values`."""
    return field(default=0, metadata=values)


@dataclass
class Counts:
    """The numbers of a line: of one unit, or sums over several.

    A number of pieces says which: what sums them up, lists them or proves the number at the closing reads it here. A
    new one needs a column of ClosedRow by the same name.
    """

    minimum: int = 0
    sent: int = _pieces(sent_state=tuple(SentState))
    sent_published: int = _pieces(sent_state=(SentState.PUBLISHED,))
    waiting: int = _pieces(sent_state=(SentState.WAITING,))
    returned: int = _pieces(sent_state=(SentState.RETURNED,))
    withdrawn: int = _pieces(sent_state=(SentState.WITHDRAWN,))
    published: int = _pieces(is_published=YES)
    short: int = _pieces(is_published=YES, genre=NewsPage.SHORT_GENRES)
    long: int = _pieces(is_published=YES, genre=LONG_GENRES)
    with_photo: int = _pieces(is_published=YES, has_photo=YES)
    counted: int = _pieces(is_counted=YES)
    shortfall: int = 0
    year_counted: int = 0


NUMBERS = tuple(number.name for number in fields(Counts))
PIECES = {number.name: number.metadata for number in fields(Counts) if number.metadata}
# By the SentState of its own pieces.
NUMBER_OF = {values["sent_state"][0]: name for name, values in PIECES.items() if len(values.get("sent_state", ())) == 1}
# What has a list of pieces behind it.
LISTED = (*PIECES, "year_counted")


def among(values):
    """The condition (Q) that each field has one of its `values` ({name of the field: values})."""
    several = {f"{name}__in": some for name, some in values.items() if len(some) > 1}
    return Q(**several, **{name: some[0] for name, some in values.items() if len(some) == 1})


def counts_in(item, name):
    """Whether the number `name` counts `item` (a ClosedItem, stored or not)."""
    return all(getattr(item, attribute) in values for attribute, values in PIECES[name].items())


# What of the pieces published in a period the numbers are over.
PUBLISHED = {
    name: among({attribute: some for attribute, some in values.items() if attribute != "is_published"})
    for name, values in PIECES.items()
    if "is_published" in values
}
# What may count at all; whether a photo is needed besides is the quota's to say.
COUNTABLE = Q(is_live=True, duplicate_of__isnull=True) & ~Q(origin=NewsPage.Origin.REPRINTED)
WITH_PHOTO = PUBLISHED["with_photo"]
# All sums over what was published; of the pair, one counts (`judged`).
SUMS = PUBLISHED | {"countable": COUNTABLE, "countable_with_photo": COUNTABLE & WITH_PHOTO}


@dataclass
class UnitRow(Counts):
    """One unit's numbers in one period. `quota` is what was in force, `minimum` what the unit owes (0: nothing).

    `exempt_because` says why nothing is asked of a unit that has a quota ("" where no exemption is in force). Name and
    kind are those of the time when the period was closed.
    """

    unit: Unit = None
    name: str = ""
    kind: str = ""
    quota: Quota | None = None
    exempt_because: str = ""
    is_valid_throughout: bool = True
    closed_result: str = ""

    @property
    def needs_photo(self):
        """Whether a piece of the open period needs a photo to count."""
        return self.quota is not None and self.quota.photo_required

    @property
    def result(self) -> Result:
        if self.closed_result:
            return Result(self.closed_result)
        if self.minimum == 0:
            return Result.NOT_ASKED
        if self.counted >= self.minimum:
            return Result.MET
        return Result.SHORT if self.sent or self.published else Result.NOTHING


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
    rows = {unit.pk: _empty_row(unit, period=period, book=book) for unit in chosen}
    unit_ids = list(rows) if restricted else None
    for unit_id, board_step, sums in _piece_counts(period, segments=segments, unit_ids=unit_ids, ledger=ledger):
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


def with_exemptions(units, *, day):
    """`units` (a queryset, a list, or None for all) with `exempt_because`: the reason and its document, or "".

    Read with the units themselves, so that it costs no query of its own.
    """
    return chosen_units(units).annotate(exempt_because=exempt_because(day))


def chosen_units(units):
    """`units` (a queryset, a list, or None for all) as a queryset of Units."""
    if units is None:
        return Unit.objects.all()
    return units if isinstance(units, QuerySet) else Unit.objects.filter(pk__in=[unit.pk for unit in units])


def exempt_because(day):
    """Of a Unit, for a query: why nothing is asked of it on `day`, "" where no exemption is in force."""
    words = Concat("reason", Value(" ("), "document_number", Value(")"))
    in_force = Exemption.objects.valid_on(day).filter(unit=OuterRef("pk")).order_by().values_list(words)[:1]
    return Coalesce(Subquery(in_force), Value(""))


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


# What as_closed asks for.
CLOSED_FIELDS = (*NUMBERS, "unit_name", "unit_kind", "exempt_because", "is_valid_throughout", "result")


def as_closed(row, *, unit):
    """The UnitRow of `row`, a ClosedRow of `unit` or just its CLOSED_FIELDS: numbers, name and result as closed."""
    return UnitRow(
        **{name: getattr(row, name) for name in NUMBERS},
        unit=unit,
        name=row.unit_name,
        kind=row.unit_kind,
        exempt_because=row.exempt_because,
        is_valid_throughout=row.is_valid_throughout,
        closed_result=row.result,
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


def with_board_step(news):
    """The pieces of `news` (a queryset) with `board_step`: "published", or the status of the newest step at the board.

    One subquery, asked only for what was never published; `sent_state` gives the word for it.
    """
    newest = ClearanceState.objects.of(OuterRef("pk"), step=BOARD_STEP).values("status")[:1]
    return news.annotate(
        board_step=Case(
            When(published_at__isnull=False, then=Value(SentState.PUBLISHED)),
            default=Coalesce(Subquery(newest), Value("")),
            output_field=CharField(),
        )
    )


def sent_state(board_step):
    """The SentState for a `board_step`; what was sent back, or withdrawn, stays so while the leader has it again."""
    return STATES.get(board_step, SentState.WAITING)


def sent_as(states):
    """Of pieces with `board_step`: those that `sent_state` puts in one of `states` (Q)."""
    if SentState.WAITING in states:
        return ~Q(board_step__in=[step for step, state in STATES.items() if state not in states])
    return Q(board_step__in=[step for step, state in STATES.items() if state in states])


def minimum_owed(unit, *, period, quota, is_exempt):
    """How many pieces `unit` owes in `period` under `quota` (or None); 0 when nothing is asked of it."""
    return quota.minimum if quota and not is_exempt and is_valid_throughout(unit, period=period) else 0


def is_valid_throughout(unit, *, period):
    """Whether `unit` is valid on every day of `period`: otherwise it owes nothing in it."""
    return (unit.valid_from is None or unit.valid_from <= period.first_day) and unit.is_valid_on(period.last_day)


def _empty_row(unit, *, period, book):
    quota = book.in_force(unit, period.last_day)
    return UnitRow(
        unit=unit,
        name=unit.name,
        kind=unit.kind,
        quota=quota,
        exempt_because=unit.exempt_because,
        is_valid_throughout=is_valid_throughout(unit, period=period),
        minimum=minimum_owed(unit, period=period, quota=quota, is_exempt=bool(unit.exempt_because)),
    )


def _piece_counts(period, *, segments, unit_ids, ledger):
    """Triples (unit id, `board_step` or one of the marks above, {name of a sum: number}), all in one query."""
    news, closed = NewsPage.objects.order_by(), ClosedRow.objects.order_by()
    if unit_ids is not None:
        news, closed = news.filter(unit__in=unit_ids), closed.filter(unit__in=unit_ids)
    sums = _published_sums(period, segments=segments, ledger=ledger)
    names = ("sent", "closed", *sums)

    def part(found, **numbers):
        """The columns are the same in every part, in the same order."""
        return found.annotate(**{f"n_{name}": numbers.get(name, NOTHING) for name in names})

    published = (
        news.filter(reduce(or_, (ledger.published_in(*segment.periods) for segment in segments)))
        .values("unit_id")
        .annotate(board_step=Value(FIRST_PUBLISHED, output_field=CharField()))
    )
    sent = with_board_step(news.filter(ledger.sent_in(period))).values("unit_id", "board_step")
    parts = [part(published, **sums), part(sent, sent=Count("*"))]
    if any(ledger.is_closed(earlier) for earlier in period.year_so_far):
        before = (
            closed.filter(period__year=period.year, period__month__lt=period.month)
            .values("unit_id")
            .annotate(board_step=Value(CLOSED_BEFORE, output_field=CharField()))
        )
        parts.append(part(before, closed=Sum("counted")))
    first, *others = (found.values_list("unit_id", "board_step", *(f"n_{name}" for name in names)) for found in parts)
    for unit_id, board_step, *numbers in first.union(*others, all=True):
        yield unit_id, board_step, dict(zip(names, numbers, strict=True))


def _published_sums(period, *, segments, ledger):
    """The sums over what was published in the open periods of the year: those of the period, then a pair per segment.

    The query itself ends with the period and leaves out what closed periods list, so that neither is asked again.
    """
    inside = Q(published_at__gte=ledger.since(period))
    conditions = {name: inside & condition for name, condition in SUMS.items()}
    for place, segment in enumerate(segments):
        bounds = Q(published_at__gte=ledger.since(segment.periods[0]), published_at__lt=segment.periods[-1].end)
        within = bounds if len(segments) > 1 else Q()
        for name in ("countable", "countable_with_photo"):
            conditions[f"{name}_{place}"] = within & SUMS[name]
    return {name: Count("unit_id", filter=condition) for name, condition in conditions.items()}


def enter_published(row, sums):
    """Enter in `row` (a UnitRow) what was published in its period: `sums` by the names of SUMS."""
    for name in PUBLISHED:
        setattr(row, name, sums[name])
    row.counted = sums[judged("countable", photo_required=row.needs_photo)]


def judged(name, *, photo_required):
    """Which sum of a pair counts: `name`, or the one over pieces with photo where the minimum asks for them."""
    return f"{name}_with_photo" if photo_required else name


def _enter_sent(row, *, state, number):
    row.sent += number
    name = NUMBER_OF[state]
    setattr(row, name, getattr(row, name) + number)


def _is_shown(row, *, period):
    unit = row.unit
    begun = unit.valid_from is None or unit.valid_from < period.end_day
    ended = unit.valid_to is not None and unit.valid_to <= period.first_day
    return (begun and not ended) or any((row.sent, row.published, row.year_counted))
