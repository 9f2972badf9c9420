"""A value (str, int, Decimal or None) in the cell of a table, as a screen, a paper and a CSV have it."""

from vietnamese.numbers import decimal, whole

# Where a figure is asked for, and there is none.
NONE = "–"


def filled(value, *, nothing=""):
    """`value`, or `nothing` (str) where there is none: for a spreadsheet, in which numbers are numbers."""
    return nothing if value is None else value


def written(value, *, nothing="", places=None):
    """A value as text: amounts with dots, Decimals with a comma, with so many `places` or without zeros at the end."""
    value = filled(value, nothing=nothing)
    if isinstance(value, str):
        return value
    return whole(value) if isinstance(value, int) else decimal(value, places=places)


def for_csv(value, **shown):
    """`written`, but whole numbers stay numbers, with which other programs count on."""
    return value if isinstance(value, int) else written(value, **shown)


def per_cent(value):
    """So many (Decimal or int) per cent, as text."""
    return f"{decimal(value)} %"
