"""What the head and the foot of every public page need."""

from urllib.parse import urlsplit

from django import template
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext as _

from consultation.models import ConsultationPage
from home.feeds.channels import feeds_beside, is_of_the_library
from home.frame import alerts as shown
from home.frame import cards, navigation
from home.models import AgencyDetails
from home.page_cache import store
from home.places.views import about_the_site, directory_link, services
from home.sharing import faces, structured
from submissions.body.blocks import linked_page_ids, photos_of
from submissions.media.pictures import is_whole
from submissions.models import NewsPage

register = template.Library()


@register.simple_tag(takes_context=True)
def site_frame(context):
    """The menu of a page (`navigation.menu`)."""
    return navigation.menu(context["request"])


@register.simple_tag(takes_context=True)
def places_of_section(context, category):
    """The Links to the places that have what the section `category` (a Category or None) is about."""
    return site_frame(context)["of_sections"].get(category.slug, []) if category else []


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
    others = (*frame["looked_up"], *frame["asked"], *services(), *directory_link())
    return sections | {address for _title, address in others} | {"/", frame["news_url"]}


@register.simple_tag(takes_context=True)
def more_news(context, page):
    """What else there is to read below the piece `page` (`cards.more_news`)."""
    return cards.more_news(context["request"], page)


@register.simple_tag(takes_context=True)
def front_cards(context):
    """What stands on the front page, as HTML (`cards.front_cards`)."""
    return cards.front_cards(context["request"], context["front"])


@register.simple_tag(takes_context=True)
def feed_links(context):
    """The feeds that belong to a page, for its head: those of its unit or section, else those of the site."""
    return of_page(context, "feeds")


@register.simple_tag(takes_context=True)
def manifest_address(context):
    """Under what address a phone learns how the page is kept among its programs: as its unit, or as the site."""
    unit = getattr(context.get("page"), "unit", None)
    return reverse("finding:unit_manifest", args=[unit.slug]) if unit else reverse("finding:manifest")


@register.simple_tag(takes_context=True)
def shared_face(context):
    """What shared links and search engines are told about the page, for its head."""
    return of_page(context, "face")


@register.simple_tag(takes_context=True)
def breadcrumb(context):
    """The way from the front page to this one; of a piece without its title, which stands below as the heading."""
    return of_page(context, "trail")


@register.simple_tag(takes_context=True)
def article(context):
    """The piece itself, on its own page."""
    return of_page(context, "article")


def of_page(context, name):
    """The part `name` (of PARTS) of the page; of a piece all of them are kept together, by what its row says."""
    page, request = context.get("page"), context["request"]
    if not isinstance(page, NewsPage) or getattr(request, "is_preview", False):
        return PARTS[name](context)
    if not hasattr(request, "_parts_of_piece"):
        request._parts_of_piece = parts_of_piece(context, page)
    return request._parts_of_piece[name]


def parts_of_piece(context, page):
    """All PARTS of the piece `page`: kept unless something of it is still to be drawn, or it leads to other pages."""
    name = store.name_now(context["request"], "piece", row_of(page), lasts=True)
    parts = store.kept(name)
    if parts is None:
        parts = {part: make(context) for part, make in PARTS.items()}
        if is_finished(page, read_face(context)):
            store.keep(name, parts)
    return parts


def row_of(page):
    """All columns of `page`, the body as stored."""
    columns = (field.attname for field in page._meta.concrete_fields if field.name != "body")
    return [getattr(page, name) for name in columns], list(page.body.raw_data)


def is_finished(page, face):
    """Whether nothing but its own row and what renews all pages changes how the piece `page` is shown."""
    photos_are_whole = all(is_whole(photo, "article") for photo in photos_of(page.body))
    return face.picture.is_own and photos_are_whole and not any(linked_page_ids(page.body))


def feeds_of(context):
    category, page = context.get("category"), context.get("page")
    named = _("Official documents") if is_of_the_library(page) else category or getattr(page, "unit", None)
    title = named or AgencyDetails.for_request(context["request"])
    return rendered("home/feeds/links.html", {"feeds": feeds_beside(page, category), "title": title})


def face_of(context):
    face = read_face(context)
    data = structured.script_of(face, context.get("dataset")) if face else ""
    return rendered("home/sharing/head.html", {"face": face, "data": data})


def trail_of(context):
    """As paths, where data for others have whole addresses."""
    face = read_face(context)
    if face is None:
        return ""
    is_told_below = face.piece or face.document or face.publication or isinstance(context.get("page"), ConsultationPage)
    trail = face.trail[:-1] if is_told_below else face.trail
    steps = [(title, urlsplit(address).path) for title, address in trail]
    return rendered("home/sharing/breadcrumb.html", {"steps": steps, "here": context["request"].path})


def article_of(context):
    with context.push(tools=True):
        return context.template.engine.get_template("submissions/_article.html").render(context)


def rendered(template, context):
    return get_template(template).render(context)


# Face first: it fetches what has been drawn of all photos of a piece.
PARTS = {"face": face_of, "feeds": feeds_of, "trail": trail_of, "article": article_of}


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
    """What every page leads to beside news, sections and units, as (title, address); once per request.

    "introduction", "directory", "looked_up" and "asked" for the menu, "all" for the site map, and for the foot
    "grouped": [(heading, links)].
    """
    request = context["request"]
    if not hasattr(request, "_site_links"):
        agency, frame = AgencyDetails.for_request(request), site_frame(context)
        links = {
            "introduction": entered(_("Introduction"), agency.introduction or frame["introduction"]),
            "directory": directory_link(),
            "looked_up": frame["looked_up"],
            "asked": [*entered(_("Online public services"), agency.service_portal), *frame["asked"], *services()],
        }
        about = about_the_site(agency)
        everything = [link for group in links.values() for link in group] + about
        groups = [
            (_("Look up"), [*links["introduction"], *links["directory"], *links["looked_up"]]),
            (_("Ask, take part"), links["asked"]),
            (_("About this site"), about),
        ]
        grouped = [(heading, found) for heading, found in groups if found]
        request._site_links = links | {"all": everything, "grouped": grouped}
    return request._site_links


def entered(title, address):
    """The link as a list, empty where the office has entered no address."""
    return [(title, address)] if address else []
