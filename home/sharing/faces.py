"""What is told about a page to programs, worked out once for all of them: title, address, picture, way to it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from home.frame import navigation
from home.models import AgencyDetails, AlertPage
from home.sharing import card_files, cards
from library.models import DocumentPage
from planning.models import Publication
from submissions.body.blocks import cover_alt
from submissions.media.renditions import share_photo
from submissions.models import NewsIndexPage, NewsPage, UnitPage
from submissions.statements.statement import Statement, StatementsPlace
from submissions.templatetags.public_news import absolute


@dataclass(frozen=True)
class Picture:
    """A JPEG under its whole address, its size in pixels and what it shows; `is_own`: nothing stands in for it."""

    address: str
    alt: str
    is_own: bool = True
    width: int = cards.WIDTH
    height: int = cards.HEIGHT


@dataclass(frozen=True)
class Face:
    """A public page as programs are told of it; `trail` are (title, whole address) from the front page to it."""

    title: str
    description: str
    address: str
    picture: Picture
    agency: AgencyDetails
    signs: dict
    trail: list = field(default_factory=list)
    page: object = None
    piece: NewsPage | None = None
    document: DocumentPage | None = None
    publication: Publication | None = None
    unit: object = None
    category: object = None
    published: datetime | None = None
    modified: datetime | None = None

    @property
    def kind(self):
        return "article" if self.piece or self.document or self.publication else "website"


def face_of(request, *, page=None, category=None, listing=None, title=""):
    """The Face of what is shown at `request`: of `page` (a Page or None), or of the list of the section `category`.

    `listing` is the page of a list (a Listing), `title` names a page that is none of Wagtail's.
    """
    agency = AgencyDetails.for_request(request)
    address = absolute(request.path + (listing.here if listing is not None else ""))
    common = {"agency": agency, "address": address, "signs": navigation.menu(request)["signs"]}
    if isinstance(page, NewsPage):
        return face_of_piece(page, request=request, **common)
    if isinstance(page, DocumentPage):
        return face_of_document(page, request=request, **common)
    if isinstance(page, Publication):
        return face_of_publication(page, request=request, **common)
    if isinstance(page, UnitPage):
        card, description = card_files.card_of_unit(page.unit), page.unit.name
        above = [news(request)]
    elif category is not None:
        card, description = card_files.card_of_section(category), category.title
        above = [news(request)]
    else:
        card, description, above = card_files.card_of_site(agency), agency.description, []
    if isinstance(page, NewsIndexPage) and category is None:
        above, title = ([news(request)], title) if title else ([], _("Latest news"))
    elif isinstance(page, StatementsPlace | AlertPage):
        title = page.title
    elif isinstance(page, Statement):
        title, place = page.title, page.get_parent()
        above = [(place.title, absolute(place.get_url(request)))]
    elif page is not None:
        title = card.title if card.place != "trang" else str(agency)
    trail = [home(), *above, (title, absolute(request.path))] if request.path != "/" and title else []
    return Face(
        title=title or str(agency),
        description=description,
        picture=picture_of(card, agency=agency, signs=common["signs"]),
        trail=trail,
        page=page,
        unit=getattr(page, "unit", None),
        category=category,
        **common,
    )


def face_of_piece(page, *, request, agency, address, signs):
    """The Face of the piece `page`: its photo, or a card with its title."""
    photo = share_photo(page)
    if photo is not None:
        picture = Picture(absolute(photo.url), alt=cover_alt(page), width=photo.width, height=photo.height)
    else:
        picture = picture_of(card_files.card_of_piece(page), agency=agency, signs=signs)
    unit = (page.unit.name, absolute(page.unit.page.get_url(request) or "/"))
    return Face(
        title=page.title,
        description=page.lead,
        address=address,
        picture=picture,
        agency=agency,
        signs=signs,
        trail=[home(), news(request), unit, (page.title, address)],
        piece=page,
        unit=page.unit,
        category=page.category,
        published=page.published_at,
        modified=page.last_published_at or page.published_at,
    )


def face_of_document(page, *, request, agency, address, signs):
    """The Face of the document `page`, with the card of the site: it has no photo."""
    library = page.get_parent()
    return Face(
        title=page.title,
        description=page.extract,
        address=address,
        picture=picture_of(card_files.card_of_site(agency), agency=agency, signs=signs),
        agency=agency,
        signs=signs,
        trail=[home(), (library.title, absolute(library.get_url(request) or "/")), (page.title, address)],
        document=page,
        category=page.category,
        published=page.first_published_at,
        modified=page.last_published_at or page.first_published_at,
    )


def face_of_publication(page, *, request, agency, address, signs):
    """The Face of a project, a tender, a plan or statistics, with the card of the site."""
    place = page.get_parent()
    return Face(
        title=page.title,
        description=page.summary(),
        address=address,
        picture=picture_of(card_files.card_of_site(agency), agency=agency, signs=signs),
        agency=agency,
        signs=signs,
        trail=[home(), (place.title, absolute(place.get_url(request) or "/")), (page.title, address)],
        publication=page,
        category=page.category,
        published=page.first_published_at,
        modified=page.last_published_at or page.first_published_at,
    )


def picture_of(card, *, agency, signs):
    """`card` where it was drawn, else that of the site, else the emblem without a word: readers draw nothing."""
    for one in (card, card_files.card_of_site(agency)):
        if address := one.address:
            return Picture(absolute(address), alt=one.title, is_own=one is card)
    return Picture(absolute(signs["share"]), alt=agency.agency, is_own=False)


def home():
    return _("Home"), absolute("/")


def news(request):
    root = NewsIndexPage.of(request)
    return _("Latest news"), absolute(root.get_url(request) if root else "/")
