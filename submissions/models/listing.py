"""What the public may read, newest first, and how lists of it are fetched in a constant number of queries."""

import calendar
import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import OuterRef, Q, Subquery
from django.http import HttpResponseRedirect

from submissions.media.pictures import prefetched_renditions
from vietnamese.dates import day_of, start_of_day, today

from .news import NewsPage

PAGE_SIZE = 20
# In a box of announcements.
NOTICES = 5
DAYS_WITHOUT_END = 30
# Pages once had numbers; an address with a higher one leads to the beginning, for counting that far costs too much.
LAST_NUMBER = 100
LONGEST_KEY = 18  # digits that every database takes for a number
# What cards and feeds show; the rest of a piece, its unit and its section stays in the database.
SHOWN = (
    *("title", "slug", "url_path", "lead", "published_at", "last_published_at", "unit", "category", "cover"),
    *("genre", "holds_until"),
    *("unit__name", "category__title", "category__slug"),
    *("cover__title", "cover__description", "cover__file", "cover__file_hash", "cover__width", "cover__height"),
    *(f"cover__focal_point_{side}" for side in ("x", "y", "width", "height")),
)


class State(NamedTuple):
    """A live piece as the news table alone has it: as long as it is equal, so is all that a card says of the piece."""

    pk: int
    cleared_digest: str
    published_at: datetime.datetime
    unit: int
    category: int
    cover: int


def states(keys):
    """The States of `keys` (`newest`, limited), in this order."""
    return [State(*row) for row in keys.values_list(*State._fields)]


def newest():
    """Keys of the live pieces, newest first by first publication; the key settles pieces of the same moment.

    Asks the news table alone: with the page table joined, sorting 100,000 pieces took half a second.
    """
    return NewsPage.objects.filter(is_live=True).order_by("-published_at", "-pk").values_list("pk", flat=True)


def in_force(keys):
    """Those of `keys` (`newest`, limited) that are announcements and hold today, the newest first.

    One that says no last day is taken to hold for DAYS_WITHOUT_END days from its publication on.
    """
    day = today()
    since = start_of_day(day - datetime.timedelta(days=DAYS_WITHOUT_END))
    holds = Q(holds_until__gte=day) | Q(holds_until__isnull=True, published_at__gte=since)
    return keys.filter(holds, genre=NewsPage.Genre.ANNOUNCEMENT)


def without_what_is_over(keys):
    """`keys` (`newest`, limited) without announcements whose last day has passed."""
    return keys.exclude(genre=NewsPage.Genre.ANNOUNCEMENT, holds_until__lt=today())


def teasers(keys, *sizes):
    """The live pieces of `keys` (list) in this order, with what a card shows: unit, section, first photo in `sizes`.

    `sizes` are names in pictures.SIZES, "card" if none. Costs two queries, whatever the number of pieces. The order is
    made here: in SQL, Django would compare it with each of the fifty columns.
    """
    cards = NewsPage.objects.live().filter(pk__in=keys).order_by().select_related("unit", "category", "cover")
    photos = prefetched_renditions("cover__renditions", *(sizes or ("card",)))
    found = {piece.pk: piece for piece in cards.only(*SHOWN).prefetch_related(photos)} if keys else {}
    return [found[key] for key in keys if key in found]


@dataclass(frozen=True)
class Listing:
    """One page of a list: its `pieces`, and what its address and those of its neighbours have behind the list's own.

    `here` is "" for the newest page, `newer` and `older` are None where there is nothing; `up_to` is the day from
    which the page goes back (None: from today), `years` what there is to choose from.
    """

    pieces: list
    here: str
    newer: str | None
    older: str | None
    up_to: datetime.date | None
    years: list

    @property
    def is_stable(self):
        """Whether search engines may keep the address: the newest page, and months, whose ends do not move."""
        return not self.here.startswith("?truoc=")

    @property
    def chosen(self):
        """The day whose month is offered first."""
        return self.up_to or (day_of(self.pieces[0].published_at) if self.pieces else today())


@dataclass(frozen=True)
class Start:
    """Where a page begins: with what is older than the piece `key` of `moment`, or (no key) with what is before it."""

    here: str
    moment: datetime.datetime
    key: int | None
    up_to: datetime.date

    def older(self):
        """Pieces from here on. Both conditions, for one with OR would be looked up in no index."""
        if self.key is None:
            return Q(published_at__lt=self.moment)
        return Q(published_at__lte=self.moment) & (Q(published_at__lt=self.moment) | Q(pk__lt=self.key))

    def newer(self):
        """All others."""
        if self.key is None:
            return Q(published_at__gte=self.moment)
        return Q(published_at__gte=self.moment) & (Q(published_at__gt=self.moment) | Q(pk__gte=self.key))


def page_of_list(keys, asked, fetched=teasers):
    """The Listing that `asked` (a QueryDict: `truoc`, or `thang` and `nam`) asks for, of `keys` (`newest`, limited).

    A page begins behind the piece that the one before ended with, so that nothing is shown twice or left out when
    something is published meanwhile, and the last page reads as few rows as the first. What asks for nothing that
    there is, gets the newest page. `fetched` makes the pieces of a list of keys.
    """
    start = start_of(asked)
    newer = newer_page(keys.filter(start.newer())) if start else None
    if newer is None:
        start = None
    found = list((keys.filter(start.older()) if start else keys)[: PAGE_SIZE + 1])
    shown, has_older = found[:PAGE_SIZE], len(found) > PAGE_SIZE
    return Listing(
        pieces=fetched(shown),
        here=start.here if start else "",
        newer=newer,
        older=f"?truoc={shown[-1]}" if has_older else None,
        up_to=start.up_to if start else None,
        years=years_of(keys) if start or has_older else [],
    )


def start_of(asked):
    """The Start that `asked` names, or None."""
    key = asked.get("truoc", "")
    if is_number(key):
        moment = NewsPage.objects.filter(pk=key, published_at__isnull=False).values_list("published_at", flat=True)
        return next((Start(f"?truoc={int(key)}", one, int(key), day_of(one)) for one in moment), None)
    month, year = asked.get("thang", ""), asked.get("nam", "")
    if not (is_number(month) and is_number(year) and 1 <= int(month) <= 12 and 1 <= int(year) < datetime.MAXYEAR):
        return None
    last = datetime.date(int(year), int(month), calendar.monthrange(int(year), int(month))[1])
    end = start_of_day(last + datetime.timedelta(days=1))
    return Start(f"?thang={int(month)}&nam={int(year)}", end, None, last)


def is_number(text):
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY


def newer_page(keys):
    """What the page of the pieces next to `keys` (all newer ones) is called: it ends where this one begins."""
    nearest = list(keys.reverse()[: PAGE_SIZE + 1])
    if not nearest:
        return None
    return f"?truoc={nearest[-1]}" if len(nearest) > PAGE_SIZE else ""


def years_of(keys):
    """The years in which something of `keys` may have been published, the newest first."""
    oldest = keys.reverse().values_list("published_at", flat=True).first()
    return list(range(today().year, day_of(oldest).year - 1, -1)) if oldest else []


def lead_on(request, keys):
    """From the address of a numbered page, as lists had them, to the one that begins there now; None for another."""
    number = request.GET.get("page", "")
    if not is_number(number) or int(number) < 2:
        return None
    last_before = keys[(int(number) - 1) * PAGE_SIZE - 1 :][:1] if int(number) <= LAST_NUMBER else ()
    return HttpResponseRedirect(next((f"{request.path}?truoc={key}" for key in last_before), request.path))


def newest_of_each(queryset, *, field, count, among):
    """Per row of `queryset` the keys of its first `count` pieces `among` (`newest`), as {row: [key, …]}, by one query.

    `field` names the foreign key of NewsPage that points at the rows.
    Each key is a look-up of its own in an index, which a ranking of all pieces (a window function) would not be.
    """
    keys = among.filter(**{field: OuterRef("pk")})
    places = {f"newest_{n}": Subquery(keys[n : n + 1]) for n in range(count)}
    return {
        row: [key for place in places if (key := getattr(row, place)) is not None]
        for row in queryset.annotate(**places)
    }


def newest_beside(page, *, count):
    """States of the `count` newest other pieces of the unit of `page` and of its section, as two lists.

    A piece of both is only among those of the unit. Two short queries take half the time of putting one together.
    """
    others = newest().exclude(pk=page.pk)
    in_unit = states(others.filter(unit=page.unit_id)[:count]) if page.unit_id else []
    in_section = states(others.filter(category=page.category_id)[: 2 * count]) if page.category_id else []
    return in_unit, [state for state in in_section if state not in in_unit][:count]
