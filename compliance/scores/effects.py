"""What a change of the scheme does to the points of the years that are not settled."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from compliance.models.rules import all_rules
from compliance.models.scores import last_settled_year
from compliance.periods.periods import ReportingPeriod
from compliance.scores.scoring import scores_of
from compliance.scores.wording import points_text
from compliance.year.matrix import make_year


class OpenScores:
    """The points as they stand: of the running year, and of the one before while its last period is not closed."""

    def __init__(self):
        running = ReportingPeriod.current(rules=all_rules()).year
        settled = last_settled_year() or 0
        years = [year for year in (running - 1, running) if year > settled]
        found = [(year, score) for year in years for score in scores_of(make_year(year)) if score.is_scored]
        self.scores = {(year, score.row.unit.pk): score for year, score in found}

    def changes_to(self, after):
        """The ScoreChanges, in the order of protocol."""
        return [
            ScoreChange(year, score.row.name, _in_words(score), _in_words(after.scores[year, unit]))
            for (year, unit), score in self.scores.items()
            if (year, unit) in after.scores and _in_words(score) != _in_words(after.scores[year, unit])
        ]


@dataclass(frozen=True)
class ScoreChange:
    """One unit's points before and after, in words."""

    year: int
    unit: str
    before: str
    after: str


@dataclass(frozen=True)
class ScoresEffect:
    """What the preview of a scheme shows."""

    changes: list[ScoreChange]

    template_name = "compliance/scores/effects.html"


def _in_words(score):
    return _("%(points)s points, %(band)s") % {"points": points_text(score.points), "band": score.band.label}
