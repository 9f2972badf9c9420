"""Of which month the next table is: the oldest one that is over and really has pieces to be paid."""

import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from royalties.assessing.collecting import collect
from royalties.models import RoyaltyLine, RoyaltyTable
from submissions.models import NewsAuthor, NewsPage
from submissions.standing.publishers import publishers_of
from vietnamese.dates import day_of

Kind = RoyaltyTable.Kind


def month_of(day):
    """First and last day (dates) of the month of `day`."""
    first = day.replace(day=1)
    return first, (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)


def next_month(kind, *, today):
    """The oldest month (first and last day) before that of `today` of which a new table of `kind` would list a piece.

    None where every such piece stands in a table. What an open draft would collect by computing it again is the
    draft's, and asks for no other table.
    """
    drafts = RoyaltyTable.objects.filter(kind=kind, submitted_at=None)
    spans = list(drafts.values_list("first_day", "last_day"))
    months = set()
    for piece in _unlisted(kind, before=month_of(today)[0]):
        day = day_of(piece.published_at)
        if not any(first <= day <= last for first, last in spans):
            months.add(month_of(day))
    for first, last in sorted(months):
        if collect(RoyaltyTable(kind=kind, first_day=first, last_day=last)).lines:
            return first, last
    return None


def _unlisted(kind, *, before):
    """The pieces published before the day `before` that no table of `kind` lists, and that somebody may be paid for."""
    end = timezone.make_aware(datetime.datetime.combine(before, datetime.time.min))
    live = NewsPage.objects.filter(published_at__lt=end, is_live=True, duplicate_of=None).defer_streamfields()
    lines = RoyaltyLine.objects.filter(piece=OuterRef("pk"))
    royalties = lines.filter(kind__in=RoyaltyLine.ROYALTIES)
    if kind == Kind.ROYALTY:
        return live.filter(Exists(NewsAuthor.objects.filter(page=OuterRef("pk"))), ~Exists(royalties))
    approved = royalties.filter(table__approved_at__isnull=False)
    pieces = list(live.filter(Exists(approved), ~Exists(lines.filter(kind=RoyaltyLine.Kind.REMUNERATION))))
    publishers = publishers_of(pieces)
    return [piece for piece in pieces if piece.pk in publishers]
