"""What browsers and search engines ask for by a name of their own: robots.txt, the icon, the manifest of the site."""

from django.db import DatabaseError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from home.finding.emblems import PAPER, SEA
from home.models import AgencyDetails
from submissions.models import Locality, Unit
from submissions.templatetags.public_news import absolute, called

# What is for people of the back office, or one list of many that show the same.
NOT_FOR_SEARCH_ENGINES = ("/admin/", "/tim-kiem/", "/healthz", "/readyz")
A_DAY = 24 * 60 * 60
# What shows the emblem is soon asked for again: a new one is to be seen everywhere.
A_WHILE = 5 * 60


@require_safe
@cache_control(max_age=A_DAY, public=True)
def robots(request):
    """robots.txt (RFC 9309), with the address of the site map."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_SEARCH_ENGINES), ""]
    lines.append(f"Sitemap: {absolute(reverse('finding:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(max_age=A_WHILE, public=True)
def favicon(request):
    """For who asks without having read a page."""
    return redirect(Locality.load().sign("favicon.ico"))


@require_safe
@cache_control(max_age=A_WHILE, public=True)
def emblem(request):
    """For pages that ask nothing of the database; where it does not answer, the emblem that the site came with."""
    try:
        return redirect(Locality.load().emblem_address)
    except DatabaseError:
        return redirect(static("img/emblem.svg"))


@require_safe
@cache_control(max_age=A_WHILE, public=True)
def manifest(request):
    """How the site is named and shown among the programs of a phone (W3C Web Application Manifest)."""
    agency = AgencyDetails.for_request(request)
    return told(name=str(agency), short_name=agency.site_name, start="/", display="browser")


@require_safe
def manifest_of_unit(request, slug):
    """A unit as a program of its own on a phone, which begins with the unit's page."""
    unit = get_object_or_404(Unit.objects.filter(page__isnull=False).select_related("page"), slug=slug)
    return told(name=unit.name, short_name=called(unit), start=unit.page.get_url(request), display="minimal-ui")


def told(*, name, short_name, start, display):
    """The manifest of a program that begins at the path `start`, under the signs of the office."""
    locality = Locality.load()
    icons = [
        {"src": locality.sign("emblem-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": locality.sign("emblem-512.png"), "sizes": "512x512", "type": "image/png"},
        {"src": locality.sign("maskable-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
    ]
    manifest = {
        "id": start,
        "name": name,
        "short_name": short_name[:30],
        "lang": "vi",
        "start_url": start,
        "scope": "/",
        "display": display,
        "theme_color": SEA,
        "background_color": PAPER,
        "icons": icons,
    }
    return JsonResponse(manifest, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})
