"""The pieces behind a number of the table, by the same conditions that counted them; and why one does not count."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState, get_default_page_content_type

from compliance.counting import COUNTABLE, STATES, WITH_PHOTO, SentState, published_in, segments_of, with_board_step
from compliance.periods import ReportingPeriod
from compliance.quotas import QuotaBook
from submissions.blocks import image_ids
from submissions.chain import LEADER_STEP
from submissions.models import ClearanceState, NewsPage
from submissions.permissions import user_is_member_for

SENT_STATES = {
    "sent_published": Q(board_step=SentState.PUBLISHED),
    "waiting": ~Q(board_step__in=list(STATES)),
    "returned": Q(board_step=TaskState.STATUS_REJECTED),
    "withdrawn": Q(board_step=TaskState.STATUS_CANCELLED),
}


def pieces_behind(column, *, period, units):
    """The pieces (a queryset with `board_step`, newest first) that `column` (a name of columns.OPENING) counts.

    `units` is a list of Units. Raises KeyError for a column that counts no pieces.
    """
    news = with_board_step(NewsPage.objects.filter(unit__in=[unit.pk for unit in units])).order_by(
        "-published_at", "-sent_at", "-pk"
    )
    if column in SENT_STATES:
        news, column = news.filter(SENT_STATES[column]), "sent"
    inside = published_in(period.start, period.end)
    short = Q(genre__in=NewsPage.SHORT_GENRES)
    conditions = {
        "sent": lambda: Q(sent_at__gte=period.start, sent_at__lt=period.end),
        "published": lambda: inside,
        "short": lambda: inside & short,
        "long": lambda: inside & ~short,
        "with_photo": lambda: inside & WITH_PHOTO,
        "counted": lambda: _counted([period], units=units),
        "year_counted": lambda: _counted(period.year_so_far, units=units),
    }
    return news.filter(conditions[column]()).select_related("unit", "duplicate_of").defer("body")


def _counted(periods, *, units):
    book = QuotaBook()

    def counts_in(segment):
        free = [unit.pk for unit in units if not book.photo_required(unit, segment.day)]
        return segment.bounds & COUNTABLE & (WITH_PHOTO | Q(unit__in=free))

    return reduce(or_, (counts_in(segment) for segment in segments_of(periods, book)))


class Verdicts:
    """Why the pieces of one page of a list count or not; three queries for the list, whatever its length."""

    def __init__(self, pieces, *, user, rules):
        self.user = user
        self.rules = rules
        self.book = QuotaBook()
        self.lost_photo = _lost_their_photo([p for p in pieces if p.published_at and not p.has_photo])

    def reason(self, piece):
        """Why `piece` does not count, in words; "" when it counts or was not published yet."""
        if piece.published_at is None:
            return ""
        if not piece.is_live:
            return _("taken down")
        if piece.duplicate_of is not None:
            return self.duplicate_of_which(piece.duplicate_of)
        if piece.origin == NewsPage.Origin.REPRINTED:
            return _("reprinted from another press body")
        if piece.has_photo or not self.needs_photo(piece):
            return ""
        return _("photo taken out by the editorial board") if piece.pk in self.lost_photo else _("no photo")

    def needs_photo(self, piece):
        """Whether the period in which `piece` appeared asks a photo of its unit."""
        period = ReportingPeriod.containing(piece.published_at, rules=self.rules)
        return self.book.photo_required(piece.unit, period.last_day)

    def duplicate_of_which(self, original):
        """Names the other piece when it is public, and to its own unit: its newest title may be only the unit's."""
        if original.live or user_is_member_for(self.user, original):
            return _("duplicate of “%(title)s”") % {"title": original.title}
        return _("duplicate of another piece")


def _lost_their_photo(pieces):
    """The primary keys of those `pieces` whose wording had a photo when their leader last approved it."""
    approvals = ClearanceState.objects.filter(
        workflow_state__base_content_type=get_default_page_content_type(),
        workflow_state__object_id__in=[str(piece.pk) for piece in pieces],
        task__content_type__model=LEADER_STEP,
        status=ClearanceState.STATUS_APPROVED,
    ).order_by("started_at", "pk")
    approved = dict(approvals.values_list("workflow_state__object_id", "decided_revision_id"))
    body = NewsPage._meta.get_field("body")
    revisions = Revision.objects.filter(pk__in=approved.values()).values_list("object_id", "content")
    return {int(pk) for pk, content in revisions if any(image_ids(body.to_python(content["body"])))}
