"""What the public may read, newest first, and how lists of it are fetched in a constant number of queries."""

from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery

from submissions.media.pictures import prefetched_renditions

from .news import NewsPage

PAGE_SIZE = 20
ABOUT_THE_PAGE = ("body", "search_description", "draft_title", "cleared_digest")


def newest():
    """Keys of the live pieces, newest first by first publication; the key settles pieces of the same moment.

    Asks the news table alone: with the page table joined, sorting 100,000 pieces took half a second.
    """
    return NewsPage.objects.filter(is_live=True).order_by("-published_at", "-pk").values_list("pk", flat=True)


def teasers(keys, *sizes):
    """The live pieces of `keys`, newest first, with what a card shows: unit, section, first photo in `sizes`.

    `sizes` are names in pictures.SIZES, "card" if none. Costs two queries, whatever the number of pieces.
    """
    cards = NewsPage.objects.live().filter(pk__in=keys).order_by("-published_at", "-pk").defer(*ABOUT_THE_PAGE)
    return cards.select_related("unit__page", "category", "cover").prefetch_related(
        prefetched_renditions("cover__renditions", *(sizes or ("card",)))
    )


def page_of_teasers(keys, *, number):
    """One page of PAGE_SIZE teasers (a django Page); what is no page number is the first, what is too high the last."""
    page = Paginator(keys, PAGE_SIZE).get_page(number)
    page.object_list = list(teasers(list(page.object_list)))
    return page


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
    """Keys of the `count` newest other pieces of the unit of `page` and of its section, as two lists, by one query.

    A piece of both is only among those of the unit.
    """
    others = newest().exclude(pk=page.pk)
    unit = others.filter(unit=page.unit_id) if page.unit_id else others.none()
    section = others.filter(category=page.category_id) if page.category_id else others.none()
    # Each key is a look-up of its own in an index, as in `newest_of_each`.
    places = [Subquery(unit[n : n + 1]) for n in range(count)] + [
        Subquery(section[n : n + 1]) for n in range(2 * count)
    ]
    row = NewsPage.objects.filter(pk=page.pk).values_list(*places).first() or ()
    in_unit = [key for key in row[:count] if key is not None]
    in_section = [key for key in row[count:] if key is not None and key not in in_unit]
    return in_unit, in_section[:count]
