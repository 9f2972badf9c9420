"""The one count behind every table, export and panel: what was sent, published and counted, per unit.

Rule by rule in docs/counting.md. Three queries whatever the number of units: the units, the quotas, and one
that reads the pieces (a range of the index `news_counting`, and what was sent in the period).
"""

from dataclasses import dataclass

from django.db.models import Case, CharField, Count, IntegerField, OuterRef, Q, Subquery, TextChoices, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, get_default_page_content_type

from compliance.models import Quota
from compliance.periods import ReportingPeriod
from compliance.quotas import QuotaBook
from submissions.chain import BOARD_STEP
from submissions.models import NewsPage, Unit


class Result(TextChoices):
    """How a unit stands to its minimum."""

    MET = "met", _("Met")
    SHORT = "short", _("Below the minimum")
    NOTHING = "nothing", _("No news")
    NOT_ASKED = "not_asked", _("No minimum")


class SentState(TextChoices):
    """Where a piece stands that was sent to the board: each in exactly one, so that they add up."""

    PUBLISHED = "published", _("Published")
    WAITING = "waiting", _("Waiting for editing or publication")
    RETURNED = "returned", _("Sent back")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# Marks the sums over what was published, beside those over what was sent.
FIRST_PUBLISHED = "-"

STATES = {
    SentState.PUBLISHED: SentState.PUBLISHED,
    TaskState.STATUS_REJECTED: SentState.RETURNED,
    TaskState.STATUS_CANCELLED: SentState.WITHDRAWN,
}

# What may count at all; whether a photo is needed besides is the quota's to say.
COUNTABLE = Q(is_live=True, duplicate_of__isnull=True) & ~Q(origin=NewsPage.Origin.REPRINTED)
WITH_PHOTO = Q(has_photo=True)


@dataclass
class Counts:
    """The numbers of a line: of one unit, or sums over several."""

    minimum: int = 0
    sent: int = 0
    sent_published: int = 0
    waiting: int = 0
    returned: int = 0
    withdrawn: int = 0
    published: int = 0
    short: int = 0
    long: int = 0
    with_photo: int = 0
    counted: int = 0
    shortfall: int = 0
    year_counted: int = 0


NUMBERS = tuple(Counts.__dataclass_fields__)


@dataclass
class UnitRow(Counts):
    """One unit's numbers in one period. `quota` is what was in force, `minimum` what the unit owes (0: nothing)."""

    unit: Unit = None
    quota: Quota | None = None
    is_valid_throughout: bool = True

    @property
    def result(self) -> Result:
        if self.minimum == 0:
            return Result.NOT_ASKED
        if self.counted >= self.minimum:
            return Result.MET
        return Result.SHORT if self.sent or self.published else Result.NOTHING


@dataclass(frozen=True)
class Segment:
    """Consecutive periods of a year in which the same photo rule holds for every unit."""

    periods: tuple[ReportingPeriod, ...]

    @property
    def day(self):
        """A day to ask the photo rule for."""
        return self.periods[0].last_day

    @property
    def bounds(self):
        return published_in(self.periods[0].start, self.periods[-1].end)


def published_in(start, end):
    """First published in [start, end), two aware datetimes."""
    return Q(published_at__gte=start, published_at__lt=end)


def count_period(period, *, units=None):
    """The UnitRows of `period`, in the units' protocol order; three queries.

    `units`: the units to count (a queryset or list); all by default. Left out are units that are not valid on
    any day of the period and of which nothing is to be shown.
    """
    chosen = list(Unit.objects.all() if units is None else units)
    book = QuotaBook()
    segments = segments_of(period.year_so_far, book)
    rows = {unit.pk: _empty_row(unit, period=period, book=book) for unit in chosen}
    restricted = None if units is None else list(rows)
    for unit_id, board_step, numbers in _piece_counts(period, segments=segments, unit_ids=restricted):
        row = rows.get(unit_id)
        if row is None:
            continue
        if board_step == FIRST_PUBLISHED:
            _enter_published(row, numbers=numbers, segments=segments, book=book)
        else:
            _enter_sent(row, state=sent_state(board_step), number=numbers[0])
    for row in rows.values():
        row.shortfall = max(row.minimum - row.counted, 0)
    return [row for row in rows.values() if _is_shown(row, period=period)]


def segments_of(periods, book):
    """The `periods` (consecutive) in Segments: few, so that a year's sums are few."""
    segments, terms = [], None
    for period in periods:
        if segments and book.photo_terms(period.last_day) == terms:
            segments[-1] = Segment((*segments[-1].periods, period))
        else:
            terms = book.photo_terms(period.last_day)
            segments.append(Segment((period,)))
    return segments


def with_board_step(news):
    """The pieces of `news` (a queryset) with `board_step`: "published", or the status of the newest step at the board.

    One subquery, asked only for what was never published; `sent_state` gives the word for it.
    """
    newest = (
        TaskState.objects.filter(
            workflow_state__base_content_type=get_default_page_content_type(),
            workflow_state__object_id=Cast(OuterRef("pk"), CharField()),
            task__content_type__model=BOARD_STEP,
        )
        .order_by("-started_at", "-pk")
        .values("status")[:1]
    )
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


def _empty_row(unit, *, period, book):
    quota = book.in_force(unit, period.last_day)
    throughout = (unit.valid_from is None or unit.valid_from <= period.first_day) and unit.is_valid_on(period.last_day)
    owes = quota.minimum if quota and throughout else 0
    return UnitRow(unit=unit, quota=quota, is_valid_throughout=throughout, minimum=owes)


def _piece_counts(period, *, segments, unit_ids):
    """Triples (unit id, `board_step` or FIRST_PUBLISHED, numbers), all in one query."""
    news = NewsPage.objects.order_by()
    if unit_ids is not None:
        news = news.filter(unit__in=unit_ids)
    sums = _published_sums(period, segments=segments)
    padding = {name: Value(0, output_field=IntegerField()) for name in list(sums)[1:]}
    published = (
        news.filter(published_in(period.year_so_far[0].start, period.end))
        .values("unit_id")
        .annotate(board_step=Value(FIRST_PUBLISHED, output_field=CharField()), **sums)
    )
    sent = (
        with_board_step(news.filter(sent_at__gte=period.start, sent_at__lt=period.end))
        .values("unit_id", "board_step")
        .annotate(n0=Count("*"), **padding)
    )
    names = ("unit_id", "board_step", *sums)
    for unit_id, board_step, *numbers in published.values_list(*names).union(sent.values_list(*names), all=True):
        yield unit_id, board_step, numbers


def _published_sums(period, *, segments):
    """The sums over what was published in the year so far: five of the period, then two per segment.

    The query itself begins with the year and ends with the period, so that these bounds need no asking again.
    """
    inside = Q(published_at__gte=period.start)
    conditions = [
        inside,
        inside & Q(genre__in=NewsPage.SHORT_GENRES),
        inside & WITH_PHOTO,
        inside & COUNTABLE,
        inside & COUNTABLE & WITH_PHOTO,
    ]
    for segment in segments:
        bounds = segment.bounds if len(segments) > 1 else Q()
        conditions += [bounds & COUNTABLE, bounds & COUNTABLE & WITH_PHOTO]
    return {f"n{i}": Count("unit_id", filter=condition) for i, condition in enumerate(conditions)}


def _enter_published(row, *, numbers, segments, book):
    row.published, row.short, row.with_photo, *rest = numbers
    row.long = row.published - row.short
    countable, countable_with_photo, *rest = rest
    row.counted = countable_with_photo if row.quota and row.quota.photo_required else countable
    for segment, (plain, photographed) in zip(segments, zip(rest[::2], rest[1::2], strict=True), strict=True):
        row.year_counted += photographed if book.photo_required(row.unit, segment.day) else plain


def _enter_sent(row, *, state, number):
    row.sent += number
    name = "sent_published" if state == SentState.PUBLISHED else state
    setattr(row, name, getattr(row, name) + number)


def _is_shown(row, *, period):
    unit = row.unit
    begun = unit.valid_from is None or unit.valid_from < period.end_day
    ended = unit.valid_to is not None and unit.valid_to <= period.first_day
    return (begun and not ended) or any((row.sent, row.published, row.year_counted))
