"""The pace of a year as a picture that the server draws: what was paid and committed by month, against an even pace.

Own SVG with a title, a description and a table behind it; no script, no library, and readable without colour: what is
paid is filled, what is committed besides is an outline on top, the even pace of the allotted budget a broken line.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from royalties.budget.figures import COMMITTED
from royalties.papers.cells import NONE, written
from vietnamese.numbers import money

# In units of the picture, which is drawn as wide as there is room.
WIDTH, HEIGHT = 360, 190
TOP, BOTTOM = 20, 160
STEP = WIDTH // 12
COLUMN = 18
MONTHS = range(1, 13)


@dataclass(frozen=True)
class Month:
    """Sums (int đồng) from the beginning of the year to the end of `month`; `is_known` False for one to come."""

    month: int
    paid: int
    committed: int
    even: int
    is_known: bool = True

    @property
    def texts(self):
        """Its sums as the table has them: no amount where nothing can be known yet."""
        known = (self.paid, self.committed) if self.is_known else (None, None)
        return [written(amount, nothing=NONE) for amount in (*known, self.even)]


@dataclass(frozen=True)
class Bar:
    """How a Month is drawn; heights in units of the picture."""

    month: Month
    left: int
    paid_height: int
    committed_height: int

    @property
    def paid_top(self):
        return BOTTOM - self.paid_height

    @property
    def committed_top(self):
        return BOTTOM - self.committed_height


@dataclass(frozen=True)
class Pace:
    """The picture: title, description in words, the months, and what is drawn of them."""

    title: str
    description: str
    months: tuple[Month, ...]
    bars: tuple[Bar, ...]
    even_top: int

    width, height, bottom, column = WIDTH, HEIGHT, BOTTOM, COLUMN
    month_place = BOTTOM + 18
    # (month, middle of its column), for the names below.
    month_places = tuple((month, (month - 1) * STEP + STEP // 2) for month in MONTHS)


def pace_of(budget, *, today):
    """The Pace of a Budget as it stands on `today` (a date), or None of a year without entries."""
    if not budget.entries:
        return None
    months = tuple(months_of(budget, today=today))
    known = [month for month in months if month.is_known]
    highest = max(max(month.committed, month.paid, month.even) for month in months) or 1
    return Pace(
        title=_("Pace of the budget of %(year)s") % {"year": budget.year},
        description=_description(months),
        months=months,
        bars=tuple(
            Bar(
                month=month,
                left=(month.month - 1) * STEP + (STEP - COLUMN) // 2,
                paid_height=_height(month.paid, highest=highest),
                committed_height=_height(month.committed, highest=highest),
            )
            for month in known
        ),
        even_top=BOTTOM - _height(months[-1].even, highest=highest),
    )


def months_of(budget, *, today):
    """The twelve Months of a Budget: those that have begun, and later ones up to the last entry, are known.

    What happened before or after the year stands in its first or last month.
    """
    entries = [entry for entry in budget.entries if entry.stage in COMMITTED]
    allotted = budget.figures().allotted
    last = max([_reached(budget.year, today), *(_month_of(entry.day, budget.year) for entry in entries)])
    for month in MONTHS:
        so_far = [entry for entry in entries if _month_of(entry.day, budget.year) <= month]
        paid = [entry for entry in entries if entry.paid_on and _month_of(entry.paid_on, budget.year) <= month]
        yield Month(
            month=month,
            paid=sum(entry.amount for entry in paid),
            committed=sum(entry.amount for entry in so_far),
            even=allotted * month // 12,
            is_known=month <= last,
        )


def _month_of(day, year):
    """The month (int) of `year` in which `day` counts."""
    return 1 if day.year < year else 12 if day.year > year else day.month


def _reached(year, today):
    """The last month (int) of `year` that has begun on `today`, 0 for none."""
    return 0 if today.year < year else 12 if today.year > year else today.month


def _height(amount, *, highest):
    return (BOTTOM - TOP) * max(amount, 0) // highest


def _description(months):
    """The whole picture in words (str)."""
    words = [
        _("to the end of month %(month)s: paid %(paid)s, paid and committed %(committed)s, at an even pace %(even)s")
        % {
            "month": month.month,
            "paid": money(month.paid),
            "committed": money(month.committed),
            "even": money(month.even),
        }
        for month in months
        if month.is_known
    ]
    return "; ".join(words) + "."
