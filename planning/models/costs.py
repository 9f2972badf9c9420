"""Amounts of money as people say them: from, to, about, in triệu and tỷ."""

from decimal import Decimal

from django.utils.translation import gettext as _

from vietnamese.numbers import decimal, money

# Scales that officials speak in, the largest first.
SCALES = ((1_000_000_000, "tỷ đồng"), (1_000_000, "triệu đồng"))
PLACES = 3


def spoken(dong):
    """`dong` (int) as it is said: "12,5 tỷ đồng"; in full where that would leave something out."""
    for scale, name in SCALES:
        if dong >= scale and dong % (scale // 10**PLACES) == 0:
            return f"{decimal(Decimal(dong) / scale)}\N{NO-BREAK SPACE}{name}"
    return money(dong)


def cost_in_words(first, last=None, *, is_approximate=False, say=spoken):
    """An amount, or what lies between two (str); "" where there is none."""
    if first is None:
        return ""
    if last is not None and last != first:
        told = _("from %(first)s to %(last)s") % {"first": say(first), "last": say(last)}
    else:
        told = say(first)
    return _("about %(cost)s") % {"cost": told} if is_approximate else told
