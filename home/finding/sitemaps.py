"""The site map for search engines: every public address with the day of its last change, by Django's framework."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem
from django.contrib.sitemaps.views import sitemap as one_map
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe
from wagtail.models import Page

from feedback.models import PublicQuestion
from home.frame.navigation import menu_sections
from home.listening.recordings import programmes
from home.listening.views import recordings_link
from home.models import AgencyDetails, AlertPage, AlertsPage
from home.places.views import about_the_site, directory_link, services
from submissions.models import NewsIndexPage, NewsPage, Unit
from submissions.statements.statement import Statement, StatementsPlace
from submissions.templatetags.public_news import absolute

# How many addresses one file may hold; with more there is an index of files. The format itself allows 50,000.
MOST_IN_A_FILE = 10_000


class OurSitemap(Sitemap):
    """Addresses under BASE_URL, whatever host was asked for; read once per request."""

    def __init__(self, request):
        self.request = request

    @cached_property
    def paginator(self):
        """Made once: Django would read everything anew each time that it asks."""
        return Paginator(self.items(), MOST_IN_A_FILE)

    @property
    def numbers(self):
        """The numbers of its files; none of an empty map."""
        return self.paginator.page_range if self.paginator.count else ()

    def get_protocol(self, protocol=None):
        return urlsplit(settings.WAGTAILADMIN_BASE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc


class Places(OurSitemap):
    """Front page, lists of all news, of each section and of each unit; changed when their newest piece was."""

    def items(self):
        """(path, when it changed) of each; a list without a piece has no such day."""
        root = NewsIndexPage.of(self.request)
        if root is None:
            return [("/", None)]
        by_unit, by_section = latest_by("unit"), latest_by("category")
        newest = max(by_unit.values(), default=None)
        units = Unit.objects.filter(page__isnull=False).select_related("page")
        return [
            ("/", newest),
            (root.get_url(self.request), newest),
            (root.notices_address(self.request), None),
            *((root.section_address(self.request, one), by_section.get(one.pk)) for one in menu_sections()),
            *((address, None) for _title, address in (*recordings_link(), *services(), *directory_link())),
            *((programme.address, None) for programme in programmes()),
            *((address, None) for _title, address in about_the_site(AgencyDetails.for_request(self.request))),
            *((unit.page.get_url(self.request), by_unit.get(unit.pk)) for unit in units),
        ]

    def location(self, item):
        return item[0]

    def lastmod(self, item):
        return item[1]


class Pieces(OurSitemap):
    """Every live piece, newest first."""

    def items(self):
        return live().only("url_path", "last_published_at").order_by("-published_at", "-pk")

    def location(self, piece):
        return piece.get_url(self.request)

    def lastmod(self, piece):
        return piece.last_published_at


class Documents(OurSitemap):
    """What stands beside the news: places of statements (library, calendar, introduction …), and each live one."""

    def items(self):
        pages = Page.objects.live().type(StatementsPlace, Statement).not_type(AlertsPage, AlertPage)
        return pages.only("url_path", "last_published_at").order_by("path")

    def location(self, page):
        return page.get_url(self.request)

    def lastmod(self, page):
        return page.last_published_at


class Questions(OurSitemap):
    """Every published question with its answer."""

    def items(self):
        return PublicQuestion.objects.live().select_related(None).only("published_at")

    def location(self, question):
        return question.get_absolute_url()

    def lastmod(self, question):
        return question.published_at


MAPS = {"trang": Places, "tin": Pieces, "van-ban": Documents, "hoi-dap": Questions}


def live():
    """The live pieces without their texts."""
    return NewsPage.objects.live()


def latest_by(field):
    """{key: when a live piece of it was last published} by the foreign key `field` of NewsPage."""
    return dict(live().order_by().values_list(field).annotate(Max("last_published_at")))


@require_safe
def sitemap(request):
    """The whole map, or an index of its files when one would be too long."""
    maps = {name: made(request) for name, made in MAPS.items()}
    if sum(one.paginator.count for one in maps.values()) <= MOST_IN_A_FILE:
        return one_map(request, maps)
    files = [
        SitemapIndexItem(absolute(reverse("finding:part", args=[name, number])), None)
        for name, one in maps.items()
        for number in one.numbers
    ]
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": files}, content_type="application/xml")


@require_safe
def part(request, name, number):
    """File `number` of the map `name`; 404 for what the index does not name."""
    if name not in MAPS or number not in MAPS[name](request).numbers:
        raise Http404
    request.GET = request.GET.copy()
    request.GET["p"] = str(number)
    return one_map(request, {name: MAPS[name](request)})
