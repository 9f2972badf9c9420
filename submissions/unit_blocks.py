"""The four blocks in which the city's tables list its units."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from submissions.models import Unit


@dataclass(frozen=True)
class Block:
    """One of the blocks: its number as tables print it, and the kinds of unit in it."""

    number: str
    title: str
    kinds: tuple[str, ...]


BLOCKS = (
    Block("I", _("Agencies and units of the city"), (Unit.Kind.DIVISION, Unit.Kind.SERVICE_UNIT)),
    Block("II", _("Wards"), (Unit.Kind.WARD,)),
    Block("III", _("Communes"), (Unit.Kind.COMMUNE,)),
    Block("IV", _("Radio station"), (Unit.Kind.RADIO,)),
)
