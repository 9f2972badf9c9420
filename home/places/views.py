"""Pages for people that show the way, or say what to expect (Circular 32/2017/TT-BTTTT, Articles 16 to 18)."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from home.feeds.channels import feeds_beside
from home.frame.navigation import ended_units
from home.models import AgencyDetails
from submissions.public.places import public_places


class SiteMapView(TemplateView):
    """All places of the site as a tree of text: sections, units in office, units that ended, feeds."""

    template_name = "home/places/site_map.html"

    def get_context_data(self, **kwargs):
        feeds = [address for _kind, address in feeds_beside(None)]
        return super().get_context_data(**kwargs, title=_("Site map"), ended=ended_units(), feeds=feeds)


class AccessibilityView(TemplateView):
    """What people with disabilities may expect, in the agency's words; there is no such page without any."""

    template_name = "home/places/accessibility.html"

    def get_context_data(self, **kwargs):
        statement = AgencyDetails.for_request(self.request).accessibility_statement
        if not statement:
            raise Http404
        return super().get_context_data(**kwargs, title=_("Accessibility statement"), statement=statement)


def places(agency):
    """[(title, path)] of the pages that are not in the tree: this room's, for `agency` (AgencyDetails), and others'."""
    found = [(_("Site map"), reverse("places:site_map"))]
    if agency.accessibility_statement:
        found.append((_("Accessibility statement"), reverse("places:accessibility")))
    return found + public_places()
