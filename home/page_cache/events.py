"""What changes public pages: connected here, all of it, to a new version of them."""

from django.apps import apps
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from about.models import IntroductionPage
from agenda.models import AgendaPage
from consultation.models import ConsultationsPage
from feedback.models import PublicQuestion
from home.page_cache.version import renew, renew_pieces, when_committed
from library.models import Authority, DocumentForm, DocumentsPage, Field
from planning.models import PlansPage, ProjectsPage, StatisticsIndexPage, TendersPage
from submissions.media.renditions import photos_drawn
from submissions.models import (
    Category,
    Decree,
    DecreePoint,
    Locality,
    NewsDocument,
    NewsImage,
    NewsIndexPage,
    NewsPage,
    Unit,
    UnitContact,
    UnitHours,
    UnitKind,
    UnitLeader,
    UnitPage,
)
from submissions.public.places import public_changed

# What stands on many pages; home's own models are named, for they import this room.
EVERYWHERE = (Category, Decree, DecreePoint, Locality, NewsDocument, NewsImage)
EVERYWHERE += (AgendaPage, Authority, ConsultationsPage, DocumentForm, DocumentsPage, Field, PublicQuestion)
EVERYWHERE += (IntroductionPage, PlansPage, ProjectsPage, StatisticsIndexPage, TendersPage)
EVERYWHERE += (NewsIndexPage, PageViewRestriction, Site, Unit, UnitKind, UnitPage)
EVERYWHERE += (UnitContact, UnitHours, UnitLeader)
FILES = (NewsDocument, NewsImage)
OF_HOME = ("HomePage", "AgencyDetails")


def connect():
    """Connect ours; called once, when this app is ready."""
    for signal in (page_published, page_unpublished, photos_drawn):
        signal.connect(on_page, dispatch_uid="home.page_cache")
    for signal in (post_page_move, public_changed):
        signal.connect(on_change, dispatch_uid="home.page_cache")
    for model in (*EVERYWHERE, *(apps.get_model("home", name) for name in OF_HOME)):
        for signal in (post_save, post_delete):
            signal.connect(on_change, sender=model, dispatch_uid="home.page_cache")
    m2m_changed.connect(on_change, sender=Unit.successors.through, dispatch_uid="home.page_cache")
    for signal in (post_save, post_delete):
        signal.connect(on_piece, sender=NewsPage, dispatch_uid="home.page_cache")


def on_change(sender, created=False, **kwargs):
    """A file that has just come in stands on no page yet."""
    if not (created and sender in FILES):
        when_committed(renew)


def on_page(sender, piece=None, **kwargs):
    """Published, taken down, or (`piece`) its photos drawn: of a piece everything that is kept bears its content."""
    when_committed(renew_pieces if sender is NewsPage else renew)


def on_piece(sender, instance, update_fields=None, **kwargs):
    """A draft is nothing to the public, nor are the columns that a new draft of a live piece writes on it."""
    if instance.live and update_fields is None:
        when_committed(renew_pieces)
