"""What the menu and the lists of units offer on every public page."""

from functools import partial
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from wagtail.models import Site

from home.page_cache import store
from submissions.models import BLOCKS, Category, NewsIndexPage, NewsPage, Unit
from vietnamese.dates import today


class Link(NamedTuple):
    title: str
    address: str


def menu(request):
    """What stands in the menu, as plain values: {"sections": [Link, …], "blocks": see `unit_blocks`, "news_url"}.

    Kept like a page, under the same conditions, and for those too who get no kept pages: it is the same for everybody.
    """
    site = Site.find_for_request(request)
    return store.once(request, ("menu", site and site.pk), partial(read_menu, request))


def read_menu(request):
    """The menu as it is now; empty before there is a news root."""
    root = NewsIndexPage.of(request)
    if root is None:
        return {"sections": [], "blocks": [], "news_url": None}
    news_url = root.get_url(request)
    return {
        "sections": [Link(one.title, root.section_address(request, one)) for one in menu_sections()],
        "blocks": unit_blocks(news_url),
        "news_url": news_url,
    }


def menu_sections():
    """The sections of the menu: those that bind the city, and any other that holds something."""
    held = NewsPage.objects.filter(category=OuterRef("pk"), is_live=True)
    return list(Category.objects.valid_today().filter(Q(is_binding=True) | Exists(held)))


def ended_units():
    """The units that are no longer in office and have a page, the last ended first, with what continues them."""
    ended = Unit.objects.filter(valid_to__lte=today(), page__isnull=False).select_related("page")
    return ended.prefetch_related("successors__page").order_by("-valid_to", "display_order")


def unit_blocks(news_url):
    """The units in office today in protocol order, as [(name of the block, [Link, …]), …] without empty blocks.

    Their pages lie below the news root, whose address is `news_url`. The radio station, alone in its block, stands
    with the agencies: its name as a heading over itself says nothing.
    """
    agencies, wards, communes, radio = BLOCKS
    blocks = [
        (agencies.title, agencies.kinds + radio.kinds),
        (wards.title, wards.kinds),
        (communes.title, communes.kinds),
    ]
    units = list(Unit.objects.valid_today().filter(page__isnull=False).values_list("kind", "name", "page__slug"))
    named = [
        (str(title), [Link(name, f"{news_url}{slug}/") for kind, name, slug in units if kind in kinds])
        for title, kinds in blocks
    ]
    return [(title, links) for title, links in named if links]
