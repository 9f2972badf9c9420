"""The columns of the points and of the evaluation, once for the screen, the XLSX and the DOCX."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from compliance.scores import wording
from compliance.scores.scoring import Score
from compliance.year.matrix import percentage


@dataclass(frozen=True)
class ScoreColumn:
    """A column by its name, an attribute of ScoreLine; `share` is its part of the width of a page.

    `places` are the decimals of what is no whole number.
    """

    name: str
    heading: str
    share: int
    is_number: bool = True
    places: int = 1


@dataclass(frozen=True)
class ScoreLine:
    """A unit's line in the tables: its Score and its objections, as numbers and text."""

    number: int
    score: Score
    objections: tuple

    # One kind of line (compliance/table/paging.py).
    is_unit, level = True, "unit"

    @property
    def unit(self):
        return self.score.row.name

    @property
    def asked(self):
        return self.score.asked

    @property
    def met(self):
        return self.score.met

    @property
    def share(self):
        return percentage(self.score.met, self.score.asked)

    @property
    def counted(self):
        return self.score.row.total("counted")

    @property
    def short(self):
        return self.score.row.total("short")

    @property
    def long(self):
        return self.score.row.total("long")

    @property
    def points(self):
        """Decimal, or "" of a unit that is not scored."""
        return "" if self.score.points is None else self.score.points

    @property
    def band(self):
        return str(self.score.band.label) if self.score.band else ""

    @property
    def arithmetic(self):
        return wording.arithmetic_text(self.score)

    @property
    def note(self):
        return wording.objection_words(self.objections)


NUMBER = ScoreColumn("number", _("No."), 5)
UNIT = ScoreColumn("unit", _("Agency, unit"), 22, is_number=False)
ASKED = ScoreColumn("asked", _("Periods asked"), 8)
MET = ScoreColumn("met", pgettext_lazy("year", "Periods met"), 8)
POINTS = ScoreColumn("points", _("Points"), 8, places=2)
BAND = ScoreColumn("band", _("Band"), 10, is_number=False)

# For the emulation council (letter 2485/UBND-VX, point 5).
SCORES = (
    NUMBER,
    UNIT,
    ASKED,
    MET,
    POINTS,
    BAND,
    ScoreColumn("arithmetic", _("How it was reached"), 46, is_number=False),
    ScoreColumn("note", pgettext_lazy("register", "Note"), 20, is_number=False),
)
# For the yearly evaluation of IT use (letter 2485/UBND-VX, point 7).
EVALUATION = (
    NUMBER,
    UNIT,
    ScoreColumn("short", pgettext_lazy("published in the year", "Short news"), 8),
    ScoreColumn("long", pgettext_lazy("published in the year", "Articles"), 8),
    ScoreColumn("counted", _("Counted"), 8),
    ASKED,
    MET,
    ScoreColumn("share", pgettext_lazy("year", "Share met (%)"), 8),
    POINTS,
    BAND,
)


def lines_of(scores, *, objections):
    """The ScoreLines of `scores`; `objections` is {key of the unit: [ScoreObjection]}."""
    return [
        ScoreLine(number, score, tuple(objections.get(score.row.unit.pk, ())))
        for number, score in enumerate(scores, start=1)
    ]
