"""What can be followed: the site, each unit, each section; with the addresses of its feeds."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from consultation.models import ConsultationPage, ConsultationsPage
from home.models import AgencyDetails
from library.models import DocumentPage, DocumentsPage
from planning.models import PlansPage, ProjectsPage, StatisticsIndexPage, TendersPage
from submissions.models import NewsIndexPage, Unit
from submissions.models.listing import newest
from submissions.models.sections import carried_or_404

FORMATS = {"rss": "application/rss+xml", "atom": "application/atom+xml"}


@dataclass(frozen=True)
class Channel:
    """One list of news to follow: its title, the page (path) that shows the same, and the keys of its pieces."""

    title: str
    page: str
    about: str
    keys: QuerySet


def site_channel(request):
    """All news of the city."""
    agency = AgencyDetails.for_request(request)
    root = NewsIndexPage.of(request)
    return Channel(str(agency), root.get_url(request) if root else "/", agency.description, newest())


def unit_channel(request, unit):
    """The news of the unit with the slug `unit`; it goes on after the unit has ended."""
    agency = AgencyDetails.for_request(request)
    unit = get_object_or_404(Unit.objects.filter(page__isnull=False).select_related("page"), slug=unit)
    return Channel(f"{unit.name} – {agency}", unit.page.get_url(request), unit.name, newest().filter(unit=unit))


def section_channel(request, section):
    """The news of the section with the slug `section`, or of what continues it, with all that this continues."""
    agency = AgencyDetails.for_request(request)
    category, keys = carried_or_404(section)
    page = NewsIndexPage.of(request).section_address(request, category)
    return Channel(f"{category.title} – {agency}", page, category.title, newest().filter(category__in=keys))


def documents_channel(request):
    """The library of documents."""
    library = DocumentsPage.objects.live().first()
    title = f"{library.title if library else ''} – {AgencyDetails.for_request(request)}"
    return Channel(title, library.get_url(request) if library else "/", title, DocumentPage.objects.none())


def consultations_channel(request):
    """Drafts on which citizens give their opinion."""
    place = ConsultationsPage.objects.live().first()
    title = f"{place.title if place else ''} – {AgencyDetails.for_request(request)}"
    return Channel(title, place.get_url(request) if place else "/", title, ConsultationPage.objects.none())


# The feeds of projects, tenders, plans and statistics, by the place whose pages they tell.
PLACES = {"projects": ProjectsPage, "tenders": TendersPage, "plans": PlansPage, "statistics": StatisticsIndexPage}


def publications_channel(kind):
    """The function that gives the Channel of what hangs below the place PLACES[kind]."""

    def channel(request):
        place = PLACES[kind].objects.live().first()
        title = f"{place.title if place else ''} – {AgencyDetails.for_request(request)}"
        about = str(PLACES[kind].ABOUT)
        return Channel(title, place.get_url(request) if place else "/", about, PLACES[kind].MODEL.objects.live())

    return channel


def place_of_publications(page):
    """The key in PLACES of the place that `page` (a Page, or None) is, or hangs below; None for other pages."""
    for kind, place in PLACES.items():
        if isinstance(page, place | place.MODEL):
            return kind
    return None


def is_of_the_library(page):
    return isinstance(page, DocumentsPage | DocumentPage)


def feeds_beside(page, category=None):
    """[(media type, path)] of the feeds that belong to `page` (a Page, or None), or to the section `category`."""
    name, given = "feeds:site", {}
    if is_of_the_library(page):
        name = "feeds:documents"
    elif isinstance(page, ConsultationsPage | ConsultationPage):
        name = "feeds:consultations"
    elif (kind := place_of_publications(page)) is not None:
        name = f"feeds:{kind}"
    elif category is not None:
        name, given = "feeds:section", {"section": category.slug}
    elif (unit := getattr(page, "unit", None)) is not None:
        name, given = "feeds:unit", {"unit": unit.slug}
    return [(kind, reverse(f"{name}_{ending}", kwargs=given)) for ending, kind in FORMATS.items()]
