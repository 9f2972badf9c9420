"""What the menu and the lists of units offer on every public page."""

from django.db.models import Exists, OuterRef, Q

from submissions.models import BLOCKS, Category, NewsPage, Unit
from vietnamese.dates import today


def menu_sections():
    """The sections of the menu: those that bind the city, and any other that holds something."""
    held = NewsPage.objects.filter(category=OuterRef("pk"), is_live=True)
    return list(Category.objects.valid_today().filter(Q(is_binding=True) | Exists(held)))


def ended_units():
    """The units that are no longer in office and have a page, the last ended first, with what continues them."""
    ended = Unit.objects.filter(valid_to__lte=today(), page__isnull=False).select_related("page")
    return ended.prefetch_related("successors__page").order_by("-valid_to", "display_order")


def unit_blocks():
    """The units in office today in protocol order, as [(name of the block, [Unit, …]), …] without empty blocks.

    The radio station, alone in its block, stands with the agencies: its name as a heading over itself says nothing.
    """
    agencies, wards, communes, radio = BLOCKS
    blocks = [
        (agencies.title, agencies.kinds + radio.kinds),
        (wards.title, wards.kinds),
        (communes.title, communes.kinds),
    ]
    units = list(Unit.objects.valid_today().filter(page__isnull=False).select_related("page"))
    named = [(title, [unit for unit in units if unit.kind in kinds]) for title, kinds in blocks]
    return [(title, members) for title, members in named if members]
