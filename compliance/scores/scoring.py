"""The points of a unit's year by its scheme: exact arithmetic, rounded once at the end (docs/year.md).

    points = average over the periods asked of min(counted, minimum) / minimum × maximum − deductions + bonus

never below 0. Periods count that are over and in which a minimum was asked.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import floor

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from compliance.models import ScoreScheme
from compliance.year.matrix import Cell, Standing, YearRow

HUNDREDTHS = 100


class Band(TextChoices):
    """In which band the points lie, in per cent of the maximum."""

    GOOD = "good", pgettext_lazy("band", "Good")
    FAIR = "fair", pgettext_lazy("band", "Fair")
    AVERAGE = "average", pgettext_lazy("band", "Average")
    NOT_REACHED = "not_reached", pgettext_lazy("band", "Not reached")


@dataclass(frozen=True)
class PeriodScore:
    """What one period brings in."""

    cell: Cell
    scheme: ScoreScheme

    @property
    def share(self):
        """How much of the minimum was met, from 0 to 1 (Fraction)."""
        minimum = self.cell.row.minimum
        return Fraction(min(self.cell.counted, minimum), minimum)

    @property
    def extra(self):
        """How many pieces counted above the minimum (int)."""
        return max(self.cell.counted - self.cell.row.minimum, 0)

    @property
    def uncapped_bonus(self):
        articles = self.cell.articles * Fraction(self.scheme.article_bonus)
        return self.extra * Fraction(self.scheme.extra_bonus) + articles

    @property
    def bonus(self):
        """The bonus of the period, at most the scheme's for a period (Fraction)."""
        return min(self.uncapped_bonus, Fraction(self.scheme.monthly_cap))


@dataclass(frozen=True)
class Score:
    """The points of one unit's year."""

    row: YearRow
    scheme: ScoreScheme

    @cached_property
    def periods(self):
        """The PeriodScores of the periods that count, in order."""
        return [PeriodScore(cell, self.scheme) for cell in self.row.judged]

    @property
    def is_scored(self):
        """Whether a minimum was asked in any period that is over."""
        return bool(self.periods)

    @property
    def asked(self):
        return len(self.periods)

    def number_of(self, standing):
        """In how many of these periods the unit stood so (int)."""
        return sum(period.cell.standing == standing for period in self.periods)

    @property
    def met(self):
        return self.number_of(Standing.MET)

    @cached_property
    def completion(self):
        """The average of the shares × the maximum (Fraction)."""
        return sum((period.share for period in self.periods), Fraction()) / self.asked * Fraction(self.scheme.maximum)

    @cached_property
    def deduction(self):
        below = self.number_of(Standing.SHORT) * Fraction(self.scheme.below_deduction)
        return below + self.number_of(Standing.NOTHING) * Fraction(self.scheme.nothing_deduction)

    @cached_property
    def uncapped_bonus(self):
        """The bonuses of all periods together, each under its own cap (Fraction)."""
        return sum((period.bonus for period in self.periods), Fraction())

    @property
    def bonus(self):
        return min(self.uncapped_bonus, Fraction(self.scheme.yearly_cap))

    @property
    def exact(self):
        """Before it is rounded; may be below 0 (Fraction)."""
        return self.completion - self.deduction + self.bonus

    @cached_property
    def points(self):
        """The points (Decimal, two places), or None of a unit of which nothing was asked."""
        return rounded(max(self.exact, Fraction())) if self.is_scored else None

    @property
    def band(self):
        """The Band of the points as they are printed, or None."""
        if self.points is None:
            return None
        limits = (
            (self.scheme.good_from, Band.GOOD),
            (self.scheme.fair_from, Band.FAIR),
            (self.scheme.average_from, Band.AVERAGE),
        )
        reached = (band for limit, band in limits if self.points * 100 >= limit * self.scheme.maximum)
        return next(reached, Band.NOT_REACHED)


def rounded(number):
    """`number` (a Fraction, not below 0) with two places, half up (Decimal)."""
    return Decimal(floor(number * HUNDREDTHS + Fraction(1, 2))).scaleb(-2)


def scores_of(year, *, scheme=None):
    """The Scores of the units of a Year, in its order; by the scheme of the year unless one is given."""
    scheme = scheme or ScoreScheme.of_year(year.year)
    return [Score(row, scheme) for row in year.rows]
