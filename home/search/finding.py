"""What the page of results shows: hits in their order, how many there are, and what they may be limited to."""

from dataclasses import dataclass
from functools import cached_property

from django.core import paginator
from wagtail.models import Page, PageViewRestriction

from home.search import excerpts
from home.search.entry import SearchEntry
from home.search.filters import LAST_DATED, Filter, limited
from home.search.matching import Chosen, ranked

# So many hits are looked at and can be paged through; more are "more than so many".
MOST = 1_000
PAGE_SIZE = 20
# What is shown of a hit; the page's path also says whether it lies below one that is closed to some.
SHOWN = ("kind", "title", "text", "page__path", "page__url_path", "unit__name", "category__title")
SHOWN += ("page__newspage__genre", "page__newspage__holds_until")


class Hit:
    """One entry of the page, with the words looked for marked."""

    def __init__(self, entry, query):
        self.entry = entry
        self.query = query

    @cached_property
    def title(self):
        """Parts (excerpts.Part) of its title."""
        return excerpts.marked(self.entry.title, self.query.words)

    @cached_property
    def excerpt(self):
        """Parts of its text around what was looked for."""
        return excerpts.excerpt(self.entry.text, self.query.words)


@dataclass(frozen=True)
class Results:
    """The answer to a query: one page of hits (a django Page with Hits), their number, and the lists to choose from."""

    listing: paginator.Page
    number: int
    is_more: bool
    filters: list[Filter]


def find(query, filters, *, number=1):
    """The Results of `query` (a Query) limited by `filters` (Filters), page `number` of them.

    Costs a statement for each rank of hits (four at most) and two for what is shown of them, however many there are. A
    query with more hits than MOST is asked once more with its limits.
    """
    found = ranked(query, limit=MOST + 1)
    is_whole = len(found) <= MOST
    if is_whole or filters.chosen == Chosen():
        shown = limited(found, filters.chosen)
    else:
        shown = ranked(query, limit=MOST + 1, chosen=filters.chosen)
    listing = paginator.Paginator([one.id for one in shown[:MOST]], PAGE_SIZE).get_page(number)
    listing.object_list = [Hit(entry, query) for entry in entries(list(listing.object_list))]
    return Results(
        listing=listing,
        number=min(len(shown), MOST),
        is_more=len(shown) > MOST,
        filters=filters.offered(found if is_whole else None),
    )


def entries(keys):
    """The entries of `keys` in this order, with page, unit and section; none that went since, or was closed to some.

    The index follows every change. That it is not believed here, keeps what slipped past it unseen.
    """
    if not keys:
        return []
    closed = closed_paths()
    rows = SearchEntry.objects.filter(pk__in=keys, page__live=True).select_related("page__newspage", "unit", "category")
    found = {row.pk: row for row in rows.only(*SHOWN)}
    return [found[key] for key in keys if key in found and not found[key].page.path.startswith(closed)]


def closed_paths():
    """The paths of the pages that, with all below them, are closed to some readers."""
    closed = list(PageViewRestriction.objects.values_list("page", flat=True))
    return tuple(Page.objects.filter(pk__in=closed).values_list("path", flat=True)) if closed else ()


def newest_entries(number):
    """The `number` newest entries of pages with a date."""
    newest = SearchEntry.objects.filter(pk__lte=LAST_DATED).order_by("-pk").values_list("pk", flat=True)
    return entries(list(newest[:number]))
