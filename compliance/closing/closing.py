"""Closing a period: its figures are counted once more, written down with the pieces behind them, and sealed."""

import dataclasses
import logging
from collections import defaultdict

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.closing import canonical, late
from compliance.counting.counting import count_period
from compliance.counting.counts import NUMBERS, PIECES, counts_in
from compliance.counting.ledger import Ledger
from compliance.counting.pieces import Verdicts
from compliance.counting.queries import sent_state, with_board_step
from compliance.models import ClosedItem, ClosedPeriod, ClosedRow
from compliance.models.dated import one_at_a_time
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from submissions.body.public_address import Addresses
from submissions.chain.scheduling import publish_due
from submissions.models import NewsPage, UnitKind
from submissions.screens.refusals import AlreadyDone, Refusal
from vietnamese.dates import screen_moment

logger = logging.getLogger(__name__)

# How often the figures are read again when somebody decides on a piece between two readings.
MOST_READINGS = 5


@dataclasses.dataclass(frozen=True)
class Figures:
    """What is about to be written down of a period: its UnitRows, each with its ClosedItems (without row)."""

    rows: list
    items: dict[int, list[ClosedItem]]

    @property
    def agree(self):
        """Whether the pieces give the numbers: two readings of a database in use may not."""
        strangers = self.items.keys() - {row.unit.pk for row in self.rows}
        return not strangers and all(_proves(self.items[row.unit.pk], row) for row in self.rows)


def due_periods(*, rules=None, ledger=None):
    """The ReportingPeriods that are over and not closed, oldest first.

    They begin after the period closed last; while none is closed, with the one in which the first piece was sent or
    published, because before it there was nothing to account for.
    """
    rules = all_rules() if rules is None else rules
    ledger = Ledger.read() if ledger is None else ledger
    period = _first_open_period(rules=rules, ledger=ledger)
    due, now = [], timezone.now()
    while period is not None and period.end <= now:
        due.append(period)
        period = period.next
    return due


def close_due():
    """Close every period that is due, the oldest first; returns the ClosedPeriods that this call made.

    What was scheduled for a time that has come is published before. Safe to run twice at once.
    """
    publish_due()
    closed = []
    for period in due_periods():
        try:
            closed.append(close_period(period))
        except AlreadyClosed:
            continue
    return closed


class AlreadyClosed(AlreadyDone):
    """Somebody else, or another run, has closed the period; `closed` is the ClosedPeriod."""

    def __init__(self, closed):
        self.closed = closed
        who = closed.closed_by_name or _("the system")
        words = {"name": closed, "moment": screen_moment(closed.closed_at), "who": who}
        super().__init__(_("The figures of period %(name)s were closed at %(moment)s by %(who)s.") % words)


@transaction.atomic
def close_period(period, *, by=None):
    """Close `period` (a ReportingPeriod); `by` is the User who asked, or None when it closes by itself.

    Returns the ClosedPeriod. Raises AlreadyClosed, or Refusal for a period that still runs or is not the next.
    """
    one_at_a_time()
    rules = all_rules()
    period = ReportingPeriod.of(period.year, period.month, rules=rules)
    ledger = Ledger.read()
    _refuse_wrong_period(period, ledger=ledger, rules=rules)
    figures = _read_until_they_agree(period, ledger=ledger)
    previous = ClosedPeriod.of(period.previous)
    closed = ClosedPeriod(
        year=period.year,
        month=period.month,
        start=period.start,
        end=period.end,
        report_date=period.report_date,
        closed_at=timezone.now(),
        closed_by=by,
        closed_by_name=str(by) if by else "",
        row_count=len(figures.rows),
        previous_digest=previous.digest if previous else "",
    )
    _write_down(closed, figures=figures)
    for piece in late.carried_over(period).filter(published_at__isnull=False):
        logger.warning(
            "Period %s was over before what was set within it was published: %s", period.key, late.in_words(piece)
        )
    return closed


def _first_open_period(*, rules, ledger):
    if ledger.last is not None:
        return ReportingPeriod.of(*ledger.last, rules=rules).next
    first = NewsPage.objects.aggregate(sent=Min("sent_at"), published=Min("published_at"))
    moments = [moment for moment in first.values() if moment is not None]
    return ReportingPeriod.containing(min(moments), rules=rules) if moments else None


def _refuse_wrong_period(period, *, ledger, rules):
    if ledger.is_closed(period):
        raise AlreadyClosed(ClosedPeriod.of(period))
    if period.is_open:
        raise Refusal(
            _("Period %(name)s still runs, %(label)s, and is closed after that.")
            % {"name": period.name, "label": period.label}
        )
    first = _first_open_period(rules=rules, ledger=ledger)
    too_early = ledger.last is not None and period < first
    if too_early or (first is not None and period > first):
        raise Refusal(_("Periods are closed one after the other; the next one is %(next)s.") % {"next": first.name})


def _read_until_they_agree(period, *, ledger):
    for _reading in range(MOST_READINGS):
        figures = Figures(rows=count_period(period, ledger=ledger), items=items_of(period, ledger=ledger))
        if figures.agree:
            return figures
    logger.error("The pieces of period %s do not give its numbers", period.key)
    raise Refusal(_("The figures changed while they were read. Please try again in a moment."))


def items_of(period, *, ledger):
    """The ClosedItems (unsaved, without row) of the open `period`, in order of time, by the key of their unit."""
    news = with_board_step(NewsPage.objects.filter(ledger.published_in(period) | ledger.sent_in(period)))
    news = news.select_related("unit", "category").order_by("published_at", "sent_at", "pk").defer("body")
    published = set(NewsPage.objects.filter(ledger.published_in(period)).values_list("pk", flat=True))
    sent = set(NewsPage.objects.filter(ledger.sent_in(period)).values_list("pk", flat=True))
    pieces = list(news)
    verdicts = Verdicts(pieces, user=AnonymousUser(), rules=period.rules, day=period.last_day)
    items, addresses = defaultdict(list), Addresses()
    for piece in pieces:
        is_published = piece.pk in published
        item = _item_of(piece, is_published=is_published, is_sent=piece.pk in sent, verdicts=verdicts)
        item.address = addresses.of(piece) if is_published else ""
        items[piece.unit_id].append(item)
        item.place = len(items[piece.unit_id])
    return items


def _item_of(piece, *, is_published, is_sent, verdicts):
    why_not = verdicts.reason(piece) if is_published else ""
    return ClosedItem(
        piece=piece,
        title=piece.title if is_published else "",
        category=piece.category.title if is_published and piece.category else None,
        genre=piece.genre,
        sent_at=piece.sent_at,
        sent_state=sent_state(piece.board_step) if is_sent else "",
        published_at=piece.published_at if is_published else None,
        is_published=is_published,
        is_live=piece.is_live,
        has_photo=piece.has_photo,
        is_counted=is_published and not why_not,
        why_not=why_not,
    )


def _proves(items, row):
    """Whether `items` are as many as each number of pieces in `row` says."""
    return all(sum(counts_in(item, name) for item in items) == getattr(row, name) for name in PIECES)


def _write_down(closed, *, figures):
    """Make the check sums, then write the period, its rows and their items."""
    blocks = UnitKind.objects.blocks()
    rows = [
        _row_of(counted, place=place, block=blocks[counted.kind]) for place, counted in enumerate(figures.rows, start=1)
    ]
    for row in rows:
        items = figures.items[row.unit_id]
        row.item_count = len(items)
        row.digest = canonical.row_digest(row, items)
    closed.digest = canonical.period_digest(closed, [row.digest for row in rows])
    closed.save()
    for row in rows:
        row.period = closed
    ClosedRow.objects.bulk_create(rows)
    items = []
    for row in rows:
        for item in figures.items[row.unit_id]:
            item.row = row
            items.append(item)
    ClosedItem.objects.bulk_create(items, batch_size=500)


def _row_of(counted, *, place, block):
    """The ClosedRow (without period) for a UnitRow that stands under `block`."""
    quota = counted.quota
    return ClosedRow(
        **{name: getattr(counted, name) for name in NUMBERS},
        place=place,
        unit=counted.unit,
        unit_name=counted.name,
        unit_kind=counted.kind,
        photo_required=counted.needs_photo,
        quota_basis=quota.legal_basis if quota else "",
        exempt_because=counted.exempt_because,
        is_valid_throughout=counted.is_valid_throughout,
        result=counted.result,
        block_place=block.place,
        block_title=block.title,
    )
