"""The one count behind every table, export and panel: what was sent, published and counted, per unit.

Rule by rule in docs/counting.md. Three queries whatever the number of units: the units, the quotas, and one
that reads the pieces (a range of the index `news_counting`, and what was sent in the period).
"""

from dataclasses import dataclass

from django.db.models import Case, CharField, Count, IntegerField, OuterRef, Q, Subquery, TextChoices, Value, When
from django.db.models.functions import Cast
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
    WAITING = "waiting", _("Waiting at the board")
    RETURNED = "returned", _("Sent back")
    WITHDRAWN = "withdrawn", _("Withdrawn")


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
    for unit_id, state, numbers in _piece_counts(period, segments=segments, unit_ids=restricted):
        row = rows.get(unit_id)
        if row is None:
            continue
        if state == "":
            _enter_published(row, numbers=numbers, segments=segments, book=book)
        else:
            _enter_sent(row, state=state, number=numbers[0])
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


def with_sent_state(news):
    """The pieces of `news` (a queryset) with `sent_state`: a SentState, from the newest step at the board.

    A piece that was sent back, or withdrawn, stays so while it waits for the leader again.
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
    decided = Case(
        When(published_at__isnull=False, then=Value(SentState.PUBLISHED)),
        default=Subquery(newest),
        output_field=CharField(),
    )
    return news.annotate(board_step=decided).annotate(
        sent_state=Case(
            When(board_step=TaskState.STATUS_REJECTED, then=Value(SentState.RETURNED)),
            When(board_step=TaskState.STATUS_CANCELLED, then=Value(SentState.WITHDRAWN)),
            When(board_step=SentState.PUBLISHED, then=Value(SentState.PUBLISHED)),
            default=Value(SentState.WAITING),
            output_field=CharField(),
        )
    )


def _empty_row(unit, *, period, book):
    quota = book.in_force(unit, period.last_day)
    throughout = (unit.valid_from is None or unit.valid_from <= period.first_day) and unit.is_valid_on(period.last_day)
    owes = quota.minimum if quota and throughout else 0
    return UnitRow(unit=unit, quota=quota, is_valid_throughout=throughout, minimum=owes)


def _piece_counts(period, *, segments, unit_ids):
    """Triples (unit id, sent state or "" for what was published, numbers), all in one query."""
    news = NewsPage.objects.order_by()
    if unit_ids is not None:
        news = news.filter(unit__in=unit_ids)
    published = _published_counts(news, period=period, segments=segments)
    padding = {f"n{i}": Value(0, output_field=IntegerField()) for i in range(1, len(published))}
    sent = (
        with_sent_state(news.filter(sent_at__gte=period.start, sent_at__lt=period.end))
        .values("unit_id", "sent_state")
        .annotate(n0=Count("*"))
        .annotate(**padding)
    )
    year = (
        news.filter(published_in(period.year_so_far[0].start, period.end))
        .values("unit_id")
        .annotate(sent_state=Value("", output_field=CharField()))
        .annotate(**published)
    )
    names = ("unit_id", "sent_state", *published)
    for unit_id, state, *numbers in year.values_list(*names).union(sent.values_list(*names), all=True):
        yield unit_id, state, numbers


def _published_counts(news, *, period, segments):
    """The sums over what was published, by name n0, n1, …: four of the period, then three per segment."""
    inside = published_in(period.start, period.end)
    conditions = [
        inside,
        inside & Q(genre__in=NewsPage.SHORT_GENRES),
        inside & WITH_PHOTO,
        inside & COUNTABLE,
        inside & COUNTABLE & WITH_PHOTO,
    ]
    for segment in segments:
        conditions += [segment.bounds & COUNTABLE, segment.bounds & COUNTABLE & WITH_PHOTO]
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
