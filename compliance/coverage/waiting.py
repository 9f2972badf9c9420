"""Pieces whose deadline has passed and that are not public yet: they wait with their leader or with the board."""

import datetime
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from compliance.coverage.deadlines import due_day
from submissions.models import NewsPage
from submissions.rights.stages import Stage, stage_of
from submissions.standing import queues
from submissions.standing.titles import told_titles
from vietnamese.dates import today

# What is with somebody who decides; a draft, or what was sent back, is the unit's own to finish.
WAITING = (Stage.AT_LEADER, Stage.AT_BOARD, Stage.CLEARED, Stage.SCHEDULED)


@dataclass(frozen=True)
class WaitingPiece:
    """A piece that is late and not public. `title` is "" for a reader who may not know it."""

    page: NewsPage
    title: str
    stage: Stage
    milestone: datetime.date
    due: datetime.date


def read_waiting(law, *, period, units, calendar, reader):
    """{key of the category: [WaitingPiece]}, oldest deadline first, for `reader` (a User, or None for the counts only).

    Late in `period` is what was due within it or before, and before today. Six queries at most.
    """
    pieces = queues.placed(_unpublished(law.with_deadlines, units=units))
    dues = {piece: due_day(piece, law=law, calendar=calendar) for piece in pieces}
    end = min(today(), period.end_day)
    late = sorted((piece for piece, due in dues.items() if due is not None and due < end), key=dues.get)
    titles = told_titles(reader or AnonymousUser(), late)
    found = {}
    for piece in late:
        told = WaitingPiece(piece, titles[piece.pk], stage_of(piece), piece.milestone_date, dues[piece])
        found.setdefault(piece.category_id, []).append(told)
    return found


def _unpublished(categories, *, units):
    """What waits under `categories` (their keys) and says from when its deadline runs."""
    pieces = NewsPage.objects.filter(published_at=None, category__in=categories, milestone_date__isnull=False)
    if units is not None:
        pieces = pieces.filter(unit__in=[unit.pk for unit in units])
    waits = reduce(or_, (Q(pk__in=queues.at_stage(pieces, stage).values("pk")) for stage in WAITING))
    return pieces.filter(waits).order_by("milestone_date", "pk").defer("body")
