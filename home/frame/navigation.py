"""What the menu and the lists of units offer on every public page."""

from functools import partial
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from wagtail.models import Site

from home.page_cache import store
from library.models import DocumentPage, DocumentsPage
from submissions.models import Category, Locality, NewsIndexPage, NewsPage, Unit, UnitKind
from vietnamese.dates import today


class Link(NamedTuple):
    title: str
    address: str


def menu(request):
    """What stands in head and menu, as plain values: {"sections": [Link, …], "blocks" (`unit_blocks`), "news_url", …}.

    Kept like a page, under the same conditions, and for those too who get no kept pages: it is the same for everybody.
    """
    site = Site.find_for_request(request)
    return store.once(request, ("menu", site and site.pk), partial(read_menu, request))


def read_menu(request):
    """The menu as it is now; empty before there is a news root."""
    root, emblem = NewsIndexPage.of(request), Locality.load().emblem_address
    if root is None:
        return {"sections": [], "blocks": [], "news_url": None, "documents_url": None, "emblem": emblem}
    news_url = root.get_url(request)
    return {
        "sections": [Link(one.title, root.section_address(request, one)) for one in menu_sections()],
        "blocks": unit_blocks(news_url),
        "news_url": news_url,
        "documents_url": documents_url(request),
        "emblem": emblem,
    }


def documents_url(request):
    """The address of the library, None while no document is public."""
    library = DocumentsPage.objects.live().filter(Exists(DocumentPage.objects.live())).first()
    return library and library.get_url(request)


def menu_sections():
    """The sections of the menu: of today's those that bind the city, the usual one, and any that holds something."""
    held = Exists(NewsPage.objects.filter(category=OuterRef("pk"), is_live=True))
    sections = Category.objects.valid_today()
    return list(sections.binding_on(today()) | sections.filter(Q(is_usual=True) | held))


def ended_units():
    """The units that are no longer in office and have a page, the last ended first, with what continues them."""
    ended = Unit.objects.filter(valid_to__lte=today(), page__isnull=False).select_related("page")
    return ended.prefetch_related("successors__page").order_by("-valid_to", "display_order")


def unit_blocks(news_url):
    """The units in office today in protocol order, as [(name of the block, [Link, …]), …] without empty blocks.

    Their pages lie below the news root, whose address is `news_url`. Kinds of one heading stand together, where the
    first of them has its place.
    """
    headings = UnitKind.objects.order_by("sort_order", "pk").values_list("plural", flat=True)
    blocks = {heading: [] for heading in headings}
    units = Unit.objects.valid_today().filter(page__isnull=False)
    for heading, name, slug in units.values_list("kind__plural", "name", "page__slug"):
        blocks[heading].append(Link(name, f"{news_url}{slug}/"))
    return [(heading, links) for heading, links in blocks.items() if links]
