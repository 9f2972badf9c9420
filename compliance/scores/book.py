"""The points of a year with everything that a table of them needs, read once for the screen and all files."""

from dataclasses import dataclass

from compliance.models import ScoreScheme
from compliance.scores.columns import EVALUATION, SCORES, ScoreLine, lines_of
from compliance.scores.objections import objections_of
from compliance.scores.scoring import scores_of
from compliance.year.matrix import Year, make_year


@dataclass(frozen=True)
class ScoreBook:
    """A Year, the scheme in force, and a ScoreLine for each unit."""

    year: Year
    scheme: ScoreScheme
    lines: tuple[ScoreLine, ...]

    @property
    def waiting(self):
        """The lines on which an objection waits for its answer."""
        return [line for line in self.lines if any(not one.is_answered for one in line.objections)]


@dataclass(frozen=True)
class Form:
    """One of the two tables that are made of a ScoreBook, for whom, and what its file is called."""

    key: str
    columns: tuple
    file_name: str


POINTS_FORM = Form("points", SCORES, "diem-thi-dua")
EVALUATION_FORM = Form("evaluation", EVALUATION, "danh-gia-ung-dung-cntt")


def open_book(year, *, units=None, kind=""):
    """The ScoreBook of `year` (int) for `units` (all, or a list) of one `kind` ("" for all)."""
    table = make_year(year, units=units, kind=kind)
    scheme = ScoreScheme.of_year(year)
    objections = objections_of(year, units=units)
    lines = lines_of(scores_of(table, scheme=scheme), objections=objections)
    return ScoreBook(year=table, scheme=scheme, lines=tuple(lines))
