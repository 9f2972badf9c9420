"""What the menu and the lists of units offer on every public page."""

from functools import partial
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat
from wagtail.models import Page, Site, get_page_models

from about.models import IntroductionPage
from agenda.models import AgendaPage
from consultation.models import ConsultationsPage
from home.listening.views import recordings_link
from home.models import AlertsPage
from home.page_cache import store
from library.models import DocumentsPage
from planning.models import PlansPage, ProjectsPage, StatisticsIndexPage, TendersPage
from submissions.models import Category, Locality, NewsIndexPage, NewsPage, Unit, UnitKind
from submissions.statements.statement import StatementsPlace
from vietnamese.dates import today

# Where a reader looks something up, in the order of the menu; a further place stands behind these.
LOOKED_UP = (DocumentsPage, PlansPage, ProjectsPage, TendersPage, StatisticsIndexPage, AgendaPage)


# What is looked up in a place of its own, by the slug of the section that the decree names it under.
OF_A_SECTION = {
    "gioi-thieu": (IntroductionPage,),
    "chi-dao-dieu-hanh": (AgendaPage,),
    "van-ban": (DocumentsPage,),
    "quy-hoach-ke-hoach": (PlansPage,),
    "du-an-dau-thau": (ProjectsPage, TendersPage),
    "thong-ke": (StatisticsIndexPage,),
    "lay-y-kien": (ConsultationsPage,),
}


class Link(NamedTuple):
    title: str
    address: str


def menu(request):
    """What stands in head and menu, as plain values: {"sections": [Link, …], "blocks", "news_url", …}.

    Kept like a page, under the same conditions, and for those too who get no kept pages: it is the same for everybody.
    """
    if not hasattr(request, "_menu"):
        site = Site.find_for_request(request)
        request._menu = store.once(request, ("menu", site and site.pk), partial(read_menu, request))
    return request._menu


def read_menu(request):
    """The menu as it is now; empty before there is a news root, "introduction" before anything of it is public."""
    root, signs = NewsIndexPage.of(request), signs_of(Locality.load())
    if root is None:
        nothing = {"sections": [], "blocks": [], "news_url": None, "introduction": "", "looked_up": [], "asked": []}
        nothing["of_sections"] = {}
        return nothing | {"signs": signs}
    news_url = root.get_url(request)
    places = {one.specific_class: Link(one.title, one.get_url(request)) for one in places_with_pages()}
    return {
        "sections": [Link(one.title, root.section_address(request, one)) for one in menu_sections()],
        "blocks": unit_blocks(news_url),
        "news_url": news_url,
        "introduction": places[IntroductionPage].address if IntroductionPage in places else "",
        "looked_up": [*in_order(places), *(Link(*one) for one in recordings_link())],
        "asked": [places[ConsultationsPage]] if ConsultationsPage in places else [],
        "of_sections": of_sections(places),
        "signs": signs,
    }


def signs_of(locality):
    """Where the office's emblem lies in the sizes that pages name: {"emblem", "icon", "touch", "logo", "share"}."""
    drawn = {"touch": "touch-180.png", "logo": "emblem-512.png", "share": "share.jpg"}
    signs = {"emblem": locality.emblem_address, "icon": locality.icon_address}
    return signs | {use: locality.sign(name) for use, name in drawn.items()}


def places_with_pages():
    """The places of statements (Pages: library, calendar …) with something public below; by one query.

    Their keys come from their own tables, and what is below by the index of paths: of all pages none is looked at.
    """
    kinds = (kind for kind in get_page_models() if issubclass(kind, StatementsPlace) and kind is not AlertsPage)
    first, *others = (kind.objects.order_by().values("pk") for kind in kinds)
    within = {"path__gt": OuterRef("path"), "path__lt": Concat(OuterRef("path"), Value("z"))}
    below = Page.objects.live().filter(**within, depth=OuterRef("depth") + 1)
    places = Page.objects.live().filter(Exists(below), pk__in=first.union(*others, all=True))
    return sorted(places.order_by(), key=attrgetter("path"))


def in_order(places):
    """The Links of those of `places` ({page type: Link}) that a reader looks something up in, as the menu has them."""
    kinds = dict.fromkeys([*LOOKED_UP, *places])
    return [places[kind] for kind in kinds if kind in places and kind not in (IntroductionPage, ConsultationsPage)]


def of_sections(places):
    """{slug of a section: Links of those of `places` ({page type: Link}) that have what is filed there}."""
    found = {slug: [places[kind] for kind in kinds if kind in places] for slug, kinds in OF_A_SECTION.items()}
    return {slug: links for slug, links in found.items() if links}


def menu_sections():
    """The sections of the menu: of today's those that bind the city, the usual one, and any that holds something."""
    held = Exists(NewsPage.objects.filter(category=OuterRef("pk"), is_live=True))
    sections = Category.objects.valid_today()
    return list(sections.binding_on(today()) | sections.filter(Q(is_usual=True) | held))


def ended_sections():
    """The sections that take nothing any more and hold something or are continued, the last ended first."""
    held = Exists(NewsPage.objects.filter(category=OuterRef("pk"), is_live=True))
    ended = Category.objects.filter(Q(held) | Q(continued_by__isnull=False), valid_to__lte=today())
    return ended.select_related("continued_by").order_by("-valid_to", "display_order")


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
