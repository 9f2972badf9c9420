"""What the menu and the lists of units offer on every public page."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from submissions.models import Category, NewsPage, Unit


def menu_sections():
    """The sections of the menu: those that bind the city, and any other that holds something."""
    held = NewsPage.objects.filter(category=OuterRef("pk"), is_live=True)
    return list(Category.objects.valid_today().filter(Q(is_binding=True) | Exists(held)))


def unit_blocks():
    """The units in office today in protocol order, as [(name of the block, [Unit, …]), …] without empty blocks."""
    kinds = Unit.Kind
    blocks = [
        (_("Agencies and units of the city"), (kinds.DIVISION, kinds.SERVICE_UNIT, kinds.RADIO)),
        (_("Wards"), (kinds.WARD,)),
        (_("Communes"), (kinds.COMMUNE,)),
    ]
    units = list(Unit.objects.valid_today().filter(page__isnull=False).select_related("page"))
    named = [(name, [unit for unit in units if unit.kind in members]) for name, members in blocks]
    return [(name, members) for name, members in named if members]
