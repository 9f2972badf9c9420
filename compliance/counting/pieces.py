"""The pieces behind a number of the table, by the same conditions that counted them; and why one does not count."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Revision

from compliance.counting.counting import open_periods_of_year, segments_of
from compliance.counting.counts import COUNTABLE, PIECES, PUBLISHED, WITH_PHOTO, among
from compliance.counting.ledger import Ledger
from compliance.counting.queries import sent_as, with_board_step
from compliance.counting.quota_book import QuotaBook
from compliance.models import ClosedItem
from compliance.periods.periods import ReportingPeriod
from submissions.body.blocks import image_ids
from submissions.models import ClearanceState, NewsPage
from submissions.rights.steps import LEADER_STEP
from submissions.standing import queues, titles


def pieces_behind(column, *, period, units, ledger=None):
    """The pieces (a queryset with `board_step`, newest first) that `column` (a name of counts.LISTED) counts.

    `units` is a list of Units. Raises KeyError for a column that counts no pieces.
    """
    ledger = Ledger.read() if ledger is None else ledger
    news = with_board_step(NewsPage.objects.all()).order_by("-published_at", "-sent_at", "-pk")
    if column == "year_counted":
        condition = _year_counted(period, units=units, ledger=ledger)
    elif ledger.is_closed(period):
        condition = _listed(column, units=units, year=period.year, month=period.month)
    else:
        condition = Q(unit__in=_keys(units)) & _open(column, period=period, units=units, ledger=ledger)
    return news.filter(condition).select_related("unit").defer("body")


def _keys(units):
    return [unit.pk for unit in units]


def _open(column, *, period, units, ledger):
    """What `column` counts in the open `period`."""
    if column == "counted":
        return _counted([period], units=units, ledger=ledger)
    if column in PUBLISHED:
        return ledger.published_in(period) & PUBLISHED[column]
    return ledger.sent_in(period) & sent_as(PIECES[column]["sent_state"])


def _counted(periods, *, units, ledger):
    """What counts in the open `periods` of one year."""
    book = QuotaBook()

    def counts_in(segment):
        free = [unit.pk for unit in units if not book.photo_required(unit, segment.day)]
        return ledger.published_in(*segment.periods) & COUNTABLE & (WITH_PHOTO | Q(unit__in=free))

    return reduce(or_, (counts_in(segment) for segment in segments_of(periods, book)))


def _listed(column, *, units, **closed):
    """The pieces of the closed items that `column` counts, in periods that meet `closed`."""
    periods = {f"row__period__{name}": value for name, value in closed.items()}
    found = ClosedItem.objects.filter(among(PIECES[column]), row__unit__in=_keys(units), **periods)
    return Q(pk__in=found.order_by().values("piece"))


def _year_counted(period, *, units, ledger):
    """What counts in the year up to and with `period`: as it was closed, and in what is open."""
    listed = _listed("counted", units=units, year=period.year, month__lte=period.month)
    if ledger.is_closed(period):
        return listed
    still_open = _counted(open_periods_of_year(period, ledger), units=units, ledger=ledger)
    return listed | (Q(unit__in=_keys(units)) & still_open)


def readable_title(piece, *, titles):
    """The title of `piece` in `titles` (titles.told_titles), or in brackets why the person is told none."""
    return titles[piece.pk] or (_("(taken down)") if piece.published_at else _("(not public yet)"))


class Verdicts:
    """Why the pieces of one page of a list count or not; at most ten queries for the list, whatever its length.

    Of a piece that a closed period lists it is what was true then. `day` is the last day of the period that is being
    judged, whose photo rule holds for all the pieces; without it each is judged by the period that it counts in.
    """

    def __init__(self, pieces, *, user, rules, day=None):
        self.rules = rules
        self.day = day
        self.book = QuotaBook()
        self.originals = _titles_of_originals(pieces, user=user)
        listed = ClosedItem.objects.filter(is_published=True, piece__in=[piece.pk for piece in pieces])
        self.closed = dict(listed.values_list("piece", "why_not"))
        self.lost_photo = _lost_their_photo([p for p in pieces if p.published_at and not p.has_photo])

    def reason(self, piece):
        """Why `piece` does not count, in words; "" when it counts or was not published yet."""
        if piece.published_at is None:
            return ""
        if piece.pk in self.closed:
            return self.closed[piece.pk]
        if not piece.is_live:
            return _("taken down")
        if piece.duplicate_of_id is not None:
            title = self.originals[piece.duplicate_of_id]
            return _("duplicate of “%(title)s”") % {"title": title} if title else _("duplicate of another piece")
        if piece.origin == NewsPage.Origin.REPRINTED:
            return _("reprinted from another press body")
        if piece.has_photo or not self.needs_photo(piece):
            return ""
        return _("photo taken out by the editorial board") if piece.pk in self.lost_photo else _("no photo")

    def needs_photo(self, piece):
        """Whether the period that `piece` counts in asks a photo of its unit."""
        return self.book.photo_required(piece.unit, self.day or self.period_of(piece).last_day)

    def period_of(self, piece):
        """The ReportingPeriod that `piece` counts in, which no closed one lists: the next where it came too late."""
        period = ReportingPeriod.containing(piece.published_at, rules=self.rules)
        return period.next if self.ledger.is_closed(period) else period

    @cached_property
    def ledger(self):
        """Asked for by pieces without a photo."""
        return Ledger.read()


def _titles_of_originals(pieces, *, user):
    """{primary key of what one of `pieces` duplicates: the title that `user` may be told, or ""}."""
    keys = {piece.duplicate_of_id for piece in pieces if piece.duplicate_of_id}
    return titles.told_titles(user, list(queues.listed(NewsPage.objects.filter(pk__in=keys)))) if keys else {}


def _lost_their_photo(pieces):
    """The primary keys of those `pieces` whose wording had a photo when their leader last approved it."""
    approvals = ClearanceState.objects.of(pieces, step=LEADER_STEP, status=ClearanceState.STATUS_APPROVED).order_by(
        "started_at", "pk"
    )
    approved = dict(approvals.values_list("workflow_state__object_id", "decided_revision_id"))
    revisions = Revision.objects.filter(pk__in=approved.values()).values_list("object_id", "content")
    return {int(pk) for pk, content in revisions if shows_photo(content)}


def shows_photo(content):
    """Whether a version of a piece, by the `content` of its Revision, has a photo."""
    return any(image_ids(NewsPage._meta.get_field("body").to_python(content["body"])))
