"""How the year went, as a picture that the server draws: one column for each period, what was asked and what was met.

Own SVG with a title, a description and the numbers as text; no script, no library, and readable without colour: what
was asked is an outline, what was reached fills it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

# In units of the picture, which is drawn as wide as there is room.
WIDTH, HEIGHT = 360, 170
TOP, BOTTOM = 24, 132
STEP = WIDTH // 12
COLUMN = 18


@dataclass(frozen=True)
class Bar:
    """One period: `reached` of `asked`."""

    month: int
    reached: int
    asked: int
    left: int
    reached_height: int
    asked_height: int

    @property
    def middle(self):
        return self.left + COLUMN // 2

    @property
    def reached_top(self):
        return BOTTOM - self.reached_height

    @property
    def asked_top(self):
        return BOTTOM - self.asked_height

    @property
    def number_place(self):
        """Where the number stands: above whichever is higher."""
        return min(self.reached_top, self.asked_top) - 5


@dataclass(frozen=True)
class Trend:
    """The picture: its title, its description (everything in it, in words), and its bars."""

    title: str
    description: str
    bars: tuple[Bar, ...]

    width, height, bottom, column = WIDTH, HEIGHT, BOTTOM, COLUMN
    month_place = BOTTOM + 16


def trend_of(year):
    """The Trend of a Year: units that met their minimum, or what one unit alone had counted. None before it begins."""
    alone = year.rows[0] if len(year.rows) == 1 else None
    pairs = []
    for period in year.begun:
        if alone:
            cell = alone.cells[period.month - 1]
            pairs.append((period.month, cell.counted, cell.row.minimum if cell.row else 0))
        else:
            pairs.append((period.month, *year.total.units_met(period.month)))
    if not year.rows or not pairs:
        return None
    if alone:
        title = _("Counted news of %(unit)s in the periods of %(year)s") % {"unit": alone.name, "year": year.year}
    else:
        title = _("Units that met their minimum in the periods of %(year)s") % {"year": year.year}
    words = [
        _("month %(month)s: %(reached)s of %(asked)s") % {"month": month, "reached": reached, "asked": asked}
        for month, reached, asked in pairs
    ]
    return Trend(title=title, description="; ".join(words) + ".", bars=tuple(_bars(pairs)))


def _bars(pairs):
    highest = max(max(reached, asked) for _month, reached, asked in pairs) or 1
    for month, reached, asked in pairs:
        yield Bar(
            month=month,
            reached=reached,
            asked=asked,
            left=(month - 1) * STEP + (STEP - COLUMN) // 2,
            reached_height=(BOTTOM - TOP) * reached // highest,
            asked_height=(BOTTOM - TOP) * asked // highest,
        )
