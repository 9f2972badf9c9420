"""Where more is committed than is left, in words: on the budget, on first pages, and on a table of royalties."""

from django.utils.translation import gettext as _

from royalties.budget.figures import read_budget
from royalties.models.budget import Purpose
from vietnamese.numbers import money


def budget_warning(source, year, purpose):
    """What to tell of `source` (a BudgetSource), `year` (int) and `purpose` (a Purpose or a table's kind): str or "".

    An open table is estimated in it already, so that this is what approving it would come to.
    """
    return warning_of(read_budget(year), source=source, purpose=Purpose(purpose))


def warnings_of(budget):
    """The warnings of a Budget, in the order of its table (a list of str)."""
    places = [(source, purpose) for source in budget.sources for purpose in Purpose]
    found = [warning_of(budget, source=source, purpose=purpose) for source, purpose in places]
    return [warning for warning in found if warning]


def warning_of(budget, *, source, purpose):
    """The same of a Budget that is read already."""
    figures = budget.figures(source=source, purpose=purpose)
    if figures.left >= 0:
        return ""
    words = {
        "purpose": purpose.label,
        "source": source,
        "year": budget.year,
        "open": money(figures.expected + figures.approved),
        "rest": money(figures.allotted - figures.paid),
        "excess": money(-figures.left),
        "committed": money(figures.committed),
    }
    if not figures.allotted:
        return _("%(purpose)s, %(source)s, %(year)s: nothing is allotted, but %(committed)s are committed.") % words
    if figures.paid >= figures.allotted:
        return _("%(purpose)s, %(source)s, %(year)s: %(excess)s more are committed than were allotted.") % words
    return (
        _(
            "%(purpose)s, %(source)s, %(year)s: estimated and approved are %(open)s, but only %(rest)s of what was "
            "allotted are not paid out: %(excess)s too much."
        )
        % words
    )
