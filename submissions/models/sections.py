"""The news root and the units' pages under it: where pieces of news hang in the tree."""

from functools import lru_cache

from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from submissions.body.findable import Findable, FindablePage, Kind
from submissions.public.leaders import leaders_of
from vietnamese.dates import today

from .categories import Category
from .listing import NOTICES, in_force, lead_on, newest, page_of_list, teasers
from .news import NewsPage
from .tree import ChainedPage, StructurePage
from .units import UnitContact

# Below the news root.
SECTIONS = "chuyen-muc"
IN_FORCE = "thong-bao-dang-hieu-luc"


class NewsIndexPage(RoutablePageMixin, StructurePage):
    """The root of the news; the approval chain runs for everything below it."""

    max_count = 1
    subpage_types = ["submissions.UnitPage"]

    class Meta:
        verbose_name = _("news root")
        verbose_name_plural = _("news roots")

    @classmethod
    def of(cls, request):
        """The news root (None before there is one), read once per request; below it, routing has left it there."""
        if not hasattr(request, "news_root"):
            request.news_root = next(iter(cls.objects.live().only("url_path").order_by()[:1]), None)
        return request.news_root

    def section_address(self, request, category):
        """The address (a path) of the list of the section `category` (a Category)."""
        return (self.get_url(request) or "/") + section_path(category.slug)

    def notices_address(self, request):
        """The address (a path) of the list of all announcements that hold."""
        return f"{self.get_url(request) or '/'}{IN_FORCE}/"

    def route(self, request, path_components):
        request.news_root = self
        return super().route(request, path_components)

    def typed_children(self):
        return UnitPage.objects.child_of(self).select_related("unit")

    @path("")
    def all_news(self, request):
        """Every live piece, newest first."""
        return self.list_of(request, newest())

    @path(f"{SECTIONS}/<slug:slug>/", name="section")
    def news_of_section(self, request, slug):
        """The live pieces of one section and of those that it continues; 404 for a section that does not exist.

        The address of one that is continued by another leads there.
        """
        category, keys = carried_or_404(slug)
        if category.slug != slug:
            return redirect(self.section_address(request, category), permanent=True)
        return self.list_of(request, newest().filter(category__in=keys), category=category)

    @path(f"{IN_FORCE}/", name="in_force")
    def notices_in_force(self, request):
        """Every announcement that holds today, of which the boxes show the newest."""
        return self.list_of(request, in_force(newest()), title=gettext("Announcements in force"), is_of_notices=True)

    def list_of(self, request, keys, **context):
        """The page of the list of `keys` that is asked for."""
        return lead_on(request, keys) or self.render(
            request, context_overrides={"listing": page_of_list(keys, request.GET), **context}
        )


def carriers(categories, day):
    """{key: key of what carries it on `day`} for all `categories` (Categories): itself, or what continues it."""
    by_key = {category.pk: category for category in categories}

    def carrier(category):
        while category.continued_by_id in by_key and category.valid_to is not None and category.valid_to <= day:
            category = by_key[category.continued_by_id]
        return category.pk

    return {key: carrier(category) for key, category in by_key.items()}


def carried_today(slug):
    """(the Category that carries today the one at `slug`, the keys of all that it carries), by one query.

    Raises Category.DoesNotExist where there is none at `slug`.
    """
    every = {category.pk: category for category in Category.objects.all()}
    asked = next((key for key, category in every.items() if category.slug == slug), None)
    if asked is None:
        raise Category.DoesNotExist
    places = carriers(every.values(), today())
    return every[places[asked]], [key for key, place in places.items() if place == places[asked]]


def carried_or_404(slug):
    """What `carried_today` finds; Http404 where there is no section at `slug`."""
    try:
        return carried_today(slug)
    except Category.DoesNotExist:
        raise Http404 from None


@lru_cache(maxsize=1024)
def section_path(slug):
    """Where the list of the section `slug` lies below the news root; putting it together costs more than a query."""
    return NewsIndexPage().reverse_subpage("section", kwargs={"slug": slug})


class UnitPage(ChainedPage, StructurePage, FindablePage):
    """A unit's page: its pieces hang below it. Made by `provisioning.provision`, never by hand."""

    FINDABLE_SELECT = ("unit__kind", "unit__contact")
    FINDABLE_PREFETCH = ("unit__contact__leaders",)

    parent_page_types = ["submissions.NewsIndexPage"]
    subpage_types = ["submissions.NewsPage"]
    is_creatable = False

    class Meta:
        verbose_name = _("unit page")
        verbose_name_plural = _("unit pages")

    def typed_children(self):
        return NewsPage.objects.child_of(self).select_related("unit__page", "category")

    def serve(self, request, *args, **kwargs):
        return lead_on(request, self.keys()) or super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        listing = page_of_list(self.keys(), request.GET)
        notices = [] if listing.here else teasers(list(in_force(self.keys())[:NOTICES]))
        context = super().get_context(request, *args, **kwargs)
        context |= {"unit": self.unit, "listing": listing, "notices": notices, "contact": self.contact}
        return context | {"leaders": [] if listing.here else self.leaders()}

    @cached_property
    def contact(self):
        """Its UnitContact with hours and leaders; None where nothing was entered, and of a unit that has ended."""
        if not self.unit.is_valid_today:
            return None
        return UnitContact.objects.filter(unit=self.unit).prefetch_related("hours", "leaders").first()

    def leaders(self):
        """Who leads the unit today (ShownLeaders); nobody leads what has ended."""
        registered = self.contact.leaders.all() if self.contact else ()
        return leaders_of(self.unit, registered=registered) if self.unit.is_valid_today else []

    def keys(self):
        """The keys of its live pieces, newest first."""
        return newest().filter(unit=self.unit)

    def findable(self):
        """Its names, where it is and who leads it; a page that is just being made has no unit yet."""
        unit = getattr(self, "unit", None)
        contact = getattr(unit, "contact", None)
        lines = [unit.short_name, unit.kind.name] if unit else []
        if contact is not None:
            lines += [contact.address, contact.telephone, *map(str, contact.leaders.all())]
        return Findable(Kind.UNIT, "\n".join(filter(None, lines)), unit_id=unit and unit.pk)
