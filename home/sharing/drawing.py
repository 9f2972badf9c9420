"""When cards and the sizes of the emblem are drawn and thrown away: after the commit, so that nobody waits for them."""

import logging
from functools import partial

from django.db import transaction
from django.db.models.signals import post_save, pre_save
from wagtail.signals import page_published, page_unpublished

from home.finding.emblems import draw_signs
from home.models import AgencyDetails
from home.page_cache.version import renew, renew_pieces
from home.sharing import card_files
from submissions.media import renditions
from submissions.models import Category, Locality, NewsPage, Unit

logger = logging.getLogger(__name__)


def connect():
    """Connect ours; called once, when this app is ready."""
    page_published.connect(on_published, sender=NewsPage, dispatch_uid="home.share_card")
    page_unpublished.connect(on_taken_down, sender=NewsPage, dispatch_uid="home.no_share_card")
    post_save.connect(on_saved, sender=Unit, dispatch_uid="home.unit_card")
    post_save.connect(on_saved, sender=AgencyDetails, dispatch_uid="home.site_card")
    pre_save.connect(note_emblem, sender=Locality, dispatch_uid="home.emblem_before")
    post_save.connect(on_emblem, sender=Locality, dispatch_uid="home.emblem")


def on_published(sender, instance, **kwargs):
    transaction.on_commit(partial(draw_for_piece, instance.pk), robust=True)


def on_taken_down(sender, instance, **kwargs):
    """What was taken down is not to be read on its card either."""
    folder = card_files.card_of_piece(instance).folder
    transaction.on_commit(partial(card_files.throw_away, folder), robust=True)


def on_saved(sender, instance, raw=False, **kwargs):
    card = card_files.card_of_unit(instance) if sender is Unit else card_files.card_of_site(instance)
    if not raw:
        transaction.on_commit(partial(draw, card), robust=True)


def note_emblem(sender, instance, **kwargs):
    """Remember which emblem the office had until now."""
    instance._emblem_before = Locality.objects.filter(pk=instance.pk).values_list("emblem", flat=True).first() or ""


def on_emblem(sender, instance, raw=False, **kwargs):
    if not raw and instance.emblem.name != instance._emblem_before:
        transaction.on_commit(partial(draw_emblem, instance), robust=True)


def draw_emblem(locality):
    """Draw the emblem of `locality` in its sizes, and the cards that show it: no page goes on with the one before."""
    draw_signs(locality)
    for card in cards_of_the_site():
        card_files.draw(card, again=True)
    card_files.throw_away_those_of_pieces()
    renew()


def cards_of_the_site():
    """The Cards of all but pieces."""
    yield card_files.card_of_site(AgencyDetails.objects.first() or AgencyDetails())
    yield from (card_files.card_of_unit(unit) for unit in Unit.objects.filter(page__isnull=False))
    yield from (card_files.card_of_section(section) for section in Category.objects.all())


def draw(card):
    """Draw `card` where it is not there, and have the pages made anew that name it; returns whether it was drawn."""
    drawn = card_files.draw(card)
    if drawn:
        renew_pieces()
    return drawn


def draw_for_piece(pk):
    """The card of the live piece `pk`, which needs one only without a photo; returns whether it was drawn now."""
    piece = NewsPage.objects.live().select_related("unit").filter(pk=pk).first()
    if piece is None or piece.cover_id is not None:
        card_files.throw_away(f"{card_files.FOLDER}/tin-{pk}")
        return False
    card = card_files.card_of_piece(piece)
    drawn = draw(card)
    if drawn and not NewsPage.objects.live().filter(pk=pk).exists():
        # It was taken down while its card was being drawn.
        card_files.throw_away(card.folder)
    return drawn


def draw_missing(*, again=False):
    """Draw what shared links need and lack, photos in the size for them among it; returns how many were drawn.

    `again`: also the cards that are there, for another name of the agency.
    """
    live = NewsPage.objects.live().defer("body").select_related("unit")
    without_photo = (card_files.card_of_piece(piece) for piece in live.filter(cover=None).iterator())
    count = draw_signs(Locality.load())
    count += sum(card_files.draw(card, again=again) for card in (*cards_of_the_site(), *without_photo))
    for piece in live.exclude(cover=None).exclude(cover__renditions__filter_spec__in=renditions.specs_of(["share"])):
        try:
            piece.cover.get_renditions(*renditions.specs_of(["share"]))
            count += 1
        except Exception:
            logger.exception("The photo of piece %s cannot be drawn for shared links", piece.pk)
    if count:
        renew_pieces()
    return count
