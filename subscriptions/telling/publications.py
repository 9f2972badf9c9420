"""Pieces and drafts for opinions that went live get their position, and are read as mails tell them."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from consultation.models import ConsultationPage
from submissions.models import Category, NewsPage, Unit
from submissions.models.sections import carriers
from subscriptions.models import Publication
from vietnamese.dates import screen_date, screen_moment, today

# What has waited for longer is no news: the worker was away, or subscriptions were switched off.
NEWS_FOR = datetime.timedelta(days=3)
MOST = 500
SHOWN = ("title", "slug", "url_path", "lead", "published_at", "genre", "holds_until", "category", "unit__name")
OF_A_DRAFT = ("title", "slug", "url_path", "extract", "first_published_at", "opens_on", "closes_on", "unit__name")
# The section of the decree in which the office asks for opinions: who follows it is told of the drafts too.
SECTION = "lay-y-kien"


@dataclass(frozen=True)
class Told:
    """A page at its position, as mails tell it, with the keys of the units and sections whose subscribers it is for."""

    position: int
    page: NewsPage | ConsultationPage
    title: str
    words: str
    published_at: datetime.datetime
    # Whose it is, and when it was published or until when opinions are taken.
    about: str
    units: frozenset[int]
    categories: frozenset[int]
    is_announcement: bool = False
    is_consultation: bool = False


def note_publications():
    """Give what went live lately and has none its position, in the order of publication."""
    since = timezone.now() - NEWS_FOR
    pieces = NewsPage.objects.filter(is_live=True, published_at__gt=since)
    new = pieces.exclude(Exists(Publication.objects.filter(piece=OuterRef("pk")))).order_by("published_at", "pk")
    found = [Publication(piece_id=key) for key in new.values_list("pk", flat=True)[:MOST]]
    drafts = ConsultationPage.objects.live().filter(first_published_at__gt=since)
    new = drafts.exclude(Exists(Publication.objects.filter(consultation=OuterRef("pk"))))
    keys = new.order_by("first_published_at", "pk").values_list("pk", flat=True)[:MOST]
    Publication.objects.bulk_create([*found, *(Publication(consultation_id=key) for key in keys)])


def told_after(mark, *, up_to):
    """What is told of the positions behind `mark` up to `up_to`: what is public now, and holds ([Told], in order)."""
    since = timezone.now() - NEWS_FOR
    noted = Publication.objects.filter(pk__gt=mark, pk__lte=up_to, noted_at__gt=since)
    places = list(noted.values_list("pk", "piece", "consultation"))
    pieces = {piece: position for position, piece, _draft in places if piece}
    drafts = {draft: position for position, _piece, draft in places if draft}
    told = (told_pieces(pieces) if pieces else []) + (told_drafts(drafts) if drafts else [])
    return sorted(told, key=lambda one: one.position)


def told_pieces(positions):
    """[Told] of the pieces {key: position} that are public and hold."""
    pieces = NewsPage.objects.live().public().filter(pk__in=positions).select_related("unit").only(*SHOWN)
    # For who follows a unit or a section that another continues, what that one publishes.
    followed, filed = predecessors(), sections_in_one()
    return [
        Told(
            positions[piece.pk],
            piece,
            title=piece.title,
            words=piece.lead,
            published_at=piece.published_at,
            about=f"{piece.unit.name}, {screen_moment(piece.published_at)}",
            units=followed(piece.unit_id),
            categories=filed(piece.category_id),
            is_announcement=piece.genre == NewsPage.Genre.ANNOUNCEMENT,
        )
        for piece in pieces.order_by()
        if not piece.is_over
    ]


def told_drafts(positions):
    """[Told] of the drafts for opinions {key: position} that are public and have not ended."""
    public = ConsultationPage.objects.live().public().filter(pk__in=positions, closes_on__gte=today())
    section = Category.objects.filter(slug=SECTION).values_list("pk", flat=True).first()
    categories = sections_in_one()(section)
    return [
        Told(
            positions[draft.pk],
            draft,
            title=_("Opinions wanted: %(title)s") % {"title": draft.title},
            words=draft.extract,
            published_at=draft.first_published_at,
            about=" – ".join(filter(None, [draft.unit and draft.unit.name, term_of(draft)])),
            units=frozenset(),
            categories=categories,
            is_consultation=True,
        )
        for draft in public.select_related("unit").only(*OF_A_DRAFT).order_by()
    ]


def term_of(draft):
    """From when, where that lies ahead, and until when opinions are taken (str); in days, for a mail is read later."""
    last = {"last": screen_date(draft.closes_on)}
    if draft.opens_on and draft.opens_on > today():
        return _("opinions from %(first)s to the end of %(last)s") % {"first": screen_date(draft.opens_on), **last}
    return _("opinions to the end of %(last)s") % last


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
