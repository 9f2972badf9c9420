"""What the count asks of the database: units with what exempts them, pieces with where they stand, sums over them."""

from functools import reduce
from operator import or_

from django.db.models import Case, CharField, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Concat
from wagtail.models import TaskState

from compliance.counting.counts import SUMS, SentState
from compliance.models import ClosedRow, Exemption
from submissions.models import ClearanceState, NewsPage, Unit
from submissions.rights.steps import BOARD_STEP

# Mark the sums over what was published, and what was closed in the year, beside those over what was sent.
FIRST_PUBLISHED = "-"
CLOSED_BEFORE = "="
NOTHING = Value(0, output_field=IntegerField())

STATES = {
    SentState.PUBLISHED: SentState.PUBLISHED,
    TaskState.STATUS_REJECTED: SentState.RETURNED,
    TaskState.STATUS_CANCELLED: SentState.WITHDRAWN,
}


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


def piece_counts(period, *, segments, unit_ids, ledger):
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
