"""The content of a cell as text: the same on the screen, in the files and on the papers."""

from decimal import Decimal

from vietnamese.numbers import decimal, whole

# As the statistics of the State write it: there was something, but its number was not kept then.
NOT_KEPT = "…"


def shown(value, *, places=1, grouped=True):
    """`value` (text, an int, a Decimal with so many `places`, or None for a number that was not kept then) as text.

    `grouped=False` is for other programs, which take a dot for something else.
    """
    if value is None:
        return NOT_KEPT
    if isinstance(value, Decimal):
        return decimal(value, places=places, grouped=grouped)
    return whole(value) if isinstance(value, int) and grouped else str(value)
