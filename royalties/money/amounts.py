"""Money, exactly: whole đồng as int, coefficients and per cent as Decimal, and nothing that rounds on its own.

Decree 18/2014/NĐ-CP, Article 7 point 3: royalty = coefficient × value of one unit. The city's factor for the origin and
the share that it applies multiply it; what is left below one đồng is rounded half up, once, for the whole piece.
"""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)


def rounded(amount):
    """The whole đồng (int) nearest to `amount` (Decimal), a half upwards (away from zero)."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def royalty(*, coefficient, factor, unit_value, applied):
    """The royalty (int đồng) of a piece: coefficient × factor (Decimals) × unit value (int) × `applied` per cent."""
    return rounded(coefficient * factor * unit_value * applied / HUNDRED)


def part(amount, *, percent):
    """So many per cent (Decimal) of `amount` (int đồng), rounded half up (int)."""
    return rounded(amount * percent / HUNDRED)


def split(amount, *, shares):
    """`amount` (int đồng) divided by `shares` (whole per cent): a list of ints that add up to it exactly.

    Each gets whole đồng, rounded down; what is then left goes to the first of those who have a share at all.
    Raises ValueError for no shares, negative ones, or nothing to divide by.
    """
    whole = sum(shares)
    if not shares or min(shares) < 0 or whole <= 0:
        raise ValueError(f"shares that divide nothing: {shares}")
    parts = [int((Decimal(amount) * share / whole).quantize(Decimal(1), ROUND_DOWN)) for share in shares]
    first = next(place for place, share in enumerate(shares) if share)
    parts[first] += amount - sum(parts)
    return parts


def withheld(gross, *, threshold, rate):
    """The tax (int đồng) withheld from a payment of `gross`: `rate` per cent from `threshold` (int đồng) on, else 0."""
    return part(gross, percent=rate) if gross >= threshold else 0
