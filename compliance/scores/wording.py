"""The points in words and numbers: how each came about, and by what scheme."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compliance.scores.scoring import rounded
from compliance.year.matrix import Standing
from compliance.year.wording import closed_words
from vietnamese.dates import day_of, screen_date
from vietnamese.numbers import decimal

MINUS = "−"


def exactly(number):
    """`number` (a Fraction) without rounding: "1", "0,5", "11/15"."""
    hundredths = number * 100
    if hundredths.denominator == 1:
        return decimal(Decimal(hundredths.numerator).scaleb(-2))
    return f"{number.numerator}/{number.denominator}"


def in_hundredths(number):
    """`number` (a Fraction, not below 0) with two places."""
    return decimal(rounded(number), places=2)


def equals(number):
    """The end of a sum: "= 8,50", or "≈ 7,22" where two places do not tell all."""
    return f"{'=' if (number * 100).denominator == 1 else '≈'} {in_hundredths(number)}"


def points_text(points):
    """Points (Decimal) as printed: "8,50"."""
    return decimal(points, places=2)


def completion_words(score):
    """ "(1 + 0,5 + 11/15)/3 × 10 ≈ 7,44" """
    shares = " + ".join(exactly(period.share) for period in score.periods)
    inside = f"({shares})" if len(score.periods) > 1 else shares
    return f"{inside}/{score.asked} × {decimal(score.scheme.maximum)} {equals(score.completion)}"


def deduction_words(score):
    """What is taken off, and for what; "" for nothing."""
    below, nothing = score.number_of(Standing.SHORT), score.number_of(Standing.NOTHING)
    parts = []
    if below:
        words = ngettext("%(number)s period below × %(points)s", "%(number)s periods below × %(points)s", below)
        parts.append(words % {"number": below, "points": decimal(score.scheme.below_deduction)})
    if nothing:
        words = ngettext(
            "%(number)s period without news × %(points)s", "%(number)s periods without news × %(points)s", nothing
        )
        parts.append(words % {"number": nothing, "points": decimal(score.scheme.nothing_deduction)})
    return f"{' + '.join(parts)} = {in_hundredths(score.deduction)}" if parts else ""


def bonus_words(score):
    """What is added, period by period, and where a cap cut it; "" for nothing."""
    parts = [_bonus_of(period) for period in score.periods if period.uncapped_bonus]
    if not parts:
        return ""
    words = f"{' + '.join(parts)} = {in_hundredths(score.uncapped_bonus)}"
    if score.bonus < score.uncapped_bonus:
        words += "; " + _("at most %(cap)s in a year") % {"cap": decimal(score.scheme.yearly_cap)}
    return words


def _bonus_of(period):
    name = _("M%(month)s") % {"month": period.cell.period.month}
    terms = []
    if period.extra and period.scheme.extra_bonus:
        terms.append(
            _("%(number)s above × %(points)s") % {"number": period.extra, "points": decimal(period.scheme.extra_bonus)}
        )
    if period.cell.articles and period.scheme.article_bonus:
        terms.append(
            _("%(number)s articles × %(points)s")
            % {"number": period.cell.articles, "points": decimal(period.scheme.article_bonus)}
        )
    words = f"{' + '.join(terms)} = {in_hundredths(period.uncapped_bonus)}"
    if period.bonus < period.uncapped_bonus:
        words += ", " + _("at most %(cap)s") % {"cap": decimal(period.scheme.monthly_cap)}
    return f"{exactly(period.bonus)} ({name}: {words})"


def result_words(score):
    """ "8,50 − 0,70 + 0,20 = 8,00": only the first may be rounded, so that the sum is right as it is printed."""
    words = f"{in_hundredths(score.completion)} {MINUS} {in_hundredths(score.deduction)} + {in_hundredths(score.bonus)}"
    if score.exact < 0:
        return _("%(sum)s is below 0, so %(points)s") % {"sum": words, "points": points_text(score.points)}
    return f"{words} = {points_text(score.points)}"


def arithmetic(score):
    """All steps as pairs (what, how), in order; of a unit that is not scored, why."""
    if not score.is_scored:
        return [(_("Points"), _("No minimum was asked in any period that is over"))]
    steps = [(_("Completion"), completion_words(score))]
    steps += [(_("Deduction"), words) for words in [deduction_words(score)] if words]
    steps += [(_("Bonus"), words) for words in [bonus_words(score)] if words]
    return [*steps, (_("Points"), result_words(score))]


def arithmetic_text(score):
    """All steps in one text, for files."""
    return "; ".join(f"{what}: {how}" for what, how in arithmetic(score))


def scheme_words(scheme):
    """The scheme in sentences (list of str), the first on what it rests."""
    number = {name: decimal(getattr(scheme, name)) for name in scheme.NUMBERS}
    if scheme.legal_basis:
        basis = _("Legal basis: %(basis)s") % {"basis": scheme.legal_basis}
    elif scheme.is_proposed:
        basis = _("Proposed by this software; no document rules these numbers")
    else:
        basis = _("No document is entered that rules these numbers")
    lines = [
        basis,
        _(
            "Completion: the share of the minimum met in each period (at most 1), averaged over the periods asked, "
            "× %(maximum)s points"
        )
        % number,
        _(
            "Deduction: %(below_deduction)s for each period below the minimum, %(nothing_deduction)s for each period "
            "without news"
        )
        % number,
        _(
            "Bonus: %(extra_bonus)s for each piece above the minimum, at most %(monthly_cap)s in a period and "
            "%(yearly_cap)s in a year"
        )
        % number,
    ]
    if scheme.article_bonus:
        lines.append(_("Bonus besides: %(article_bonus)s for each counted article, under the same limits") % number)
    return [
        *lines,
        _(
            "Bands, in per cent of %(maximum)s points: Good from %(good_from)s, Fair from %(fair_from)s, Average from "
            "%(average_from)s, below that Not reached"
        )
        % number,
        _("Nothing is rounded but the result, once, to two places, half up; it is never below 0"),
    ]


def standing_of_points(year):
    """Whether the points are final (str)."""
    if year.is_final:
        return _("The last period is closed: the points stand")
    return closed_words(year)


def objection_words(objections):
    """The objections of a unit and what was answered, for the note of an export (str)."""
    parts = []
    for one in objections:
        parts.append(_("Objection of %(day)s: %(text)s") % {"day": _day(one.written_at), "text": one.text})
        if one.is_answered:
            parts.append(_("Answer of %(day)s: %(text)s") % {"day": _day(one.answered_at), "text": one.answer})
        else:
            parts.append(_("not answered yet"))
    return " – ".join(parts)


def _day(moment):
    """The day of `moment` in Việt Nam, as screens write it."""
    return screen_date(day_of(moment))
