"""The lines and columns of the budget's table, once for the screen and all files."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy, pgettext

from royalties.budget.figures import Budget, Figures, Stage
from royalties.models import BudgetSource
from royalties.models.budget import Purpose
from royalties.papers.cells import NONE, filled, for_csv, written

# A share has one place; without an allotment there is none.
AS_SHOWN = {"nothing": NONE, "places": 1}


@dataclass(frozen=True)
class Column:
    """`name` of one of the Figures; `share` is its part of the width of a page; `stage` of what opens behind it."""

    name: str
    heading: str
    share: int
    stage: Stage | None = None
    is_share: bool = False

    def value(self, line):
        """The content in `line` (a Line): an int, or a Decimal or None for a share."""
        return getattr(line.figures, self.name)

    def text(self, line):
        """The same as an office writes it (str)."""
        return written(self.value(line), **AS_SHOWN)

    def in_csv(self, line):
        """The same for a CSV: an int, or a share as an office writes it."""
        return for_csv(self.value(line), **AS_SHOWN)

    def in_sheet(self, line):
        """The same for a spreadsheet: a number, or a sign for none."""
        return filled(self.value(line), nothing=NONE)


COLUMNS = (
    Column("allotted", gettext_lazy("Allotted budget"), 16, Stage.ALLOTTED),
    Column("expected", gettext_lazy("Estimated"), 15, Stage.EXPECTED),
    Column("approved", gettext_lazy("Approved, not paid yet"), 15, Stage.APPROVED),
    Column("paid", gettext_lazy("Paid out"), 15, Stage.PAID),
    Column("left", gettext_lazy("Left"), 16),
    Column("paid_share", gettext_lazy("Paid (%)"), 9, is_share=True),
    Column("committed_share", gettext_lazy("Paid and committed (%)"), 11, is_share=True),
)
TITLE_SHARE = 28
# A source stands above its purposes, and the whole below all.
SOURCE, PURPOSE, TOTAL = "source", "purpose", "total"


@dataclass(frozen=True)
class Line:
    """One line: a purpose of a source, or the sum of a source or of the year."""

    title: str
    level: str
    figures: Figures
    source: BudgetSource | None = None
    purpose: Purpose | None = None


def lines_of(budget: Budget):
    """The Lines of a Budget: each source with its purposes, then the whole."""
    lines = []
    for source in budget.sources:
        lines.append(Line(str(source), SOURCE, budget.figures(source=source), source))
        lines += [
            Line(str(purpose.label), PURPOSE, budget.figures(source=source, purpose=purpose), source, purpose)
            for purpose in Purpose
        ]
    return [*lines, Line(pgettext("budget", "Total"), TOTAL, budget.figures())]
