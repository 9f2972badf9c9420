"""How many per cent a line may have by the rules of the day of its publication: asked when set, and ever after."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from royalties.models import RoyaltyLine
from vietnamese.dates import day_of
from vietnamese.numbers import decimal

Kind = RoyaltyLine.Kind
# Decree 18/2014/NĐ-CP, Article 8, as the city's general rule has it.
CEILINGS = {Kind.REMUNERATION: "remuneration_ceiling", Kind.ENCOURAGEMENT: "encouragement_ceiling"}
HAVE_PERCENT = (*CEILINGS, Kind.SURCHARGE)


def refuse_percent(line, percent, *, rates):
    """Raise ValidationError where `percent` (Decimal) of a line of HAVE_PERCENT is outside the band or the ceiling."""
    day = day_of(line.published_at)
    if line.kind == Kind.SURCHARGE:
        band = rates.surcharge(line.surcharge, day)
        if band is None:
            raise ValidationError(_("No surcharge of this kind was in force on the day of its publication."))
        band.refuse_percent(percent)
    elif policy := rates.policy(day):
        ceiling = getattr(policy, CEILINGS[line.kind])
        if not 0 <= percent <= ceiling:
            words = {"percent": decimal(percent), "most": decimal(ceiling)}
            raise ValidationError(_("%(percent)s %% is above the ceiling of %(most)s %%.") % words)
