"""Pieces that went live for the first time get their position, and are read as mails tell them."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from submissions.models import Category, NewsPage, Unit
from submissions.models.sections import carriers
from subscriptions.models import Publication
from vietnamese.dates import today

# What has waited for longer is no news: the worker was away, or subscriptions were switched off.
NEWS_FOR = datetime.timedelta(days=3)
MOST = 500
SHOWN = ("title", "slug", "url_path", "lead", "published_at", "genre", "holds_until", "category", "unit__name")


@dataclass(frozen=True)
class Told:
    """A piece at its position, with the keys of the units and sections whose subscribers it is for."""

    position: int
    piece: NewsPage
    units: frozenset[int]
    categories: frozenset[int]

    @property
    def is_announcement(self):
        return self.piece.genre == NewsPage.Genre.ANNOUNCEMENT


def note_publications():
    """Give what went live lately and has none its position, in the order of publication."""
    live = NewsPage.objects.filter(is_live=True, published_at__gt=timezone.now() - NEWS_FOR)
    new = live.exclude(Exists(Publication.objects.filter(piece=OuterRef("pk")))).order_by("published_at", "pk")
    Publication.objects.bulk_create([Publication(piece_id=key) for key in new.values_list("pk", flat=True)[:MOST]])


def told_after(mark, *, up_to):
    """What is told of the positions behind `mark` up to `up_to`: what is public now, and holds ([Told], in order)."""
    since = timezone.now() - NEWS_FOR
    places = Publication.objects.filter(pk__gt=mark, pk__lte=up_to, noted_at__gt=since).values_list("piece", "pk")
    positions = dict(places.order_by("pk"))
    if not positions:
        return []
    pieces = NewsPage.objects.live().public().filter(pk__in=positions).select_related("unit").only(*SHOWN)
    # For who follows a unit or a section that another continues, what that one publishes.
    followed, filed = predecessors(), sections_in_one()
    told = [
        Told(positions[piece.pk], piece, followed(piece.unit_id), filed(piece.category_id))
        for piece in pieces.order_by()
        if not piece.is_over
    ]
    return sorted(told, key=lambda one: one.position)


def predecessors():
    """A function of a unit's key: the keys of it and of all units whose work it continues."""
    pairs = list(Unit.successors.through.objects.values_list("from_unit", "to_unit"))

    def all_before(unit):
        found, waiting = set(), {unit}
        while waiting:
            found |= waiting
            waiting = {before for before, after in pairs if after in waiting} - found
        return frozenset(found - {None})

    return all_before


def sections_in_one():
    """A function of a section's key: the keys of all sections that are read in one list with it today."""
    places = carriers(Category.objects.all(), today())

    def with_it(category):
        return frozenset(key for key, place in places.items() if category and place == places.get(category))

    return with_it
