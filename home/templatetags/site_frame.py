"""What the head and the foot of every public page need."""

from urllib.parse import urlsplit

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from home.feeds.channels import feeds_beside, is_of_the_library
from home.frame import alerts as shown
from home.frame import cards, navigation
from home.models import AgencyDetails
from home.page_cache import store
from home.places.views import about_the_site, services
from home.sharing import faces, structured

register = template.Library()


@register.simple_tag(takes_context=True)
def site_frame(context):
    """The menu of a page (`navigation.menu`)."""
    return navigation.menu(context["request"])


@register.simple_tag(takes_context=True)
def header(context):
    """The head of a page; kept, the same for all that are not in the menu, but not with words looked for in it."""
    path, query = context["request"].path, context.get("query")
    return part(context, "site/header.html", path if path in addresses(site_frame(context)) else "", keeps=not query)


@register.simple_tag(takes_context=True)
def alerts(context):
    """The urgent alerts of this moment, before all else; kept, so that pages ask for none."""
    return part(context, "site/alerts.html")


@register.simple_tag
def words_of_alerts():
    """Those alerts (AlertPages), for the part above alone."""
    return shown.words_of_alerts()


@register.simple_tag(takes_context=True)
def footer(context):
    """The foot of a page."""
    return part(context, "site/footer.html")


def part(context, template, *what, keeps=True):
    """What `template` makes of `context` (SafeString): kept for the next page that says the same `what`."""

    def make():
        return context.template.engine.get_template(template).render(context)

    return store.once(context["request"], (template, *what), make) if keeps else make()


def addresses(frame):
    """All addresses of the menu, which a page there marks as its own."""
    sections = {link.address for link in frame["sections"]}
    services_of_the_menu = {address for _title, address in (*frame["services"], *services())}
    return sections | services_of_the_menu | {"/", frame["news_url"]}


@register.simple_tag(takes_context=True)
def more_news(context, page):
    """What else there is to read below the piece `page` (`cards.more_news`)."""
    return cards.more_news(context["request"], page)


@register.inclusion_tag("home/feeds/links.html", takes_context=True)
def feed_links(context):
    """The feeds that belong to a page, for its head: those of its unit or section, else those of the site."""
    category = context.get("category")
    page = context.get("page")
    named = _("Official documents") if is_of_the_library(page) else category or getattr(page, "unit", None)
    title = named or AgencyDetails.for_request(context["request"])
    return {"feeds": feeds_beside(page, category), "title": title}


@register.simple_tag(takes_context=True)
def manifest_address(context):
    """Under what address a phone learns how the page is kept among its programs: as its unit, or as the site."""
    unit = getattr(context.get("page"), "unit", None)
    return reverse("finding:unit_manifest", args=[unit.slug]) if unit else reverse("finding:manifest")


@register.inclusion_tag("home/sharing/head.html", takes_context=True)
def shared_face(context):
    """What shared links and search engines are told about the page, for its head."""
    face = read_face(context)
    return {"face": face, "data": structured.script_of(face) if face else ""}


@register.inclusion_tag("home/sharing/breadcrumb.html", takes_context=True)
def breadcrumb(context):
    """The way from the front page to this one; of a piece without its title, which stands below as the heading.

    Paths, where data for others have whole addresses.
    """
    face = read_face(context)
    if face is None:
        return {"steps": []}
    steps = face.trail[:-1] if face.piece or face.document else face.trail
    return {"steps": [(title, urlsplit(address).path) for title, address in steps], "here": context["request"].path}


def read_face(context):
    """The Face of the page that is being rendered, worked out once per request; None in a preview: it is not public."""
    request = context["request"]
    if getattr(request, "is_preview", False):
        return None
    if not hasattr(request, "_face"):
        known = {name: context.get(name) for name in ("page", "category", "listing")}
        request._face = faces.face_of(request, **known, title=context.get("title") or "")
    return request._face


@register.simple_tag(takes_context=True)
def site_links(context):
    """What every page leads to beside news, sections and units, as (title, address).

    "introduction" and "services" for the menu, "all" for the foot and the site map.
    """
    agency = AgencyDetails.for_request(context["request"])
    introduction = entered(_("Introduction"), agency.introduction)
    found = [
        *site_frame(context)["services"],
        *services(),
        *entered(_("Online public services"), agency.service_portal),
    ]
    return {
        "introduction": introduction,
        "services": found,
        "all": [*introduction, *found, *about_the_site(agency)],
    }


def entered(title, address):
    """The link as a list, empty where the office has entered no address."""
    return [(title, address)] if address else []
