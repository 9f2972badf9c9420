"""Pages for people that show the way, or say what to expect (Circular 32/2017/TT-BTTTT, Articles 16 to 18)."""

from django.db.models import Prefetch
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from home.feeds.channels import feeds_beside
from home.frame.navigation import ended_sections, ended_units
from home.models import AgencyDetails
from submissions.models import Unit, UnitContact
from submissions.public.places import public_places, public_services


class SiteMapView(TemplateView):
    """All places of the site as a tree of text: sections and units, those that ended, feeds."""

    template_name = "home/places/site_map.html"

    def get_context_data(self, **kwargs):
        feeds = [address for _kind, address in feeds_beside(None)]
        ended = {"ended": ended_units(), "ended_sections": ended_sections()}
        return super().get_context_data(**kwargs, title=_("Site map"), feeds=feeds, **ended)


class DirectoryView(TemplateView):
    """How to reach every unit in office and who leads it (Decree 43/2011, Article 10, point k), also to be printed."""

    template_name = "home/places/directory.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, title=directory_title(), blocks=blocks_of_units())


def directory_title():
    return _("Directory of agencies and units")


def blocks_of_units():
    """[(heading, [Unit, …]), …] of the units in office, in protocol order, each with what was entered of it."""
    contacts = UnitContact.objects.prefetch_related("hours", "leaders")
    units = Unit.objects.valid_today().filter(page__isnull=False).select_related("page", "kind")
    by_kind = sorted(units.prefetch_related(Prefetch("contact", contacts)), key=lambda unit: unit.kind.sort_order or 0)
    blocks = {}
    for unit in by_kind:
        blocks.setdefault(unit.kind.plural, []).append(unit)
    return list(blocks.items())


class AccessibilityView(TemplateView):
    """What people with disabilities may expect, in the agency's words; there is no such page without any."""

    template_name = "home/places/accessibility.html"

    def get_context_data(self, **kwargs):
        statement = AgencyDetails.for_request(self.request).accessibility_statement
        if not statement:
            raise Http404
        return super().get_context_data(**kwargs, title=_("Accessibility statement"), statement=statement)


def directory_link():
    """[(title, path)] of the directory."""
    return [(directory_title(), reverse("places:directory"))]


def services():
    """[(title, path)] of the pages outside the tree by which people ask the office for something."""
    return [
        (_("Questions, reports and proposals"), reverse("questions:ask")),
        (_("Questions and answers"), reverse("questions:list")),
        *public_services(),
    ]


def about_the_site(agency):
    """[(title, path)] of the pages that say what the site itself is and does: ours, for `agency`, and other apps'."""
    found = [(_("Site map"), reverse("places:site_map")), (_("Open data"), reverse("open_data:catalogue"))]
    if agency.accessibility_statement:
        found.append((_("Accessibility statement"), reverse("places:accessibility")))
    return found + public_places()
