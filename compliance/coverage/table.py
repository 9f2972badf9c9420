"""The table of coverage: one line for each category of the decree. Screen and file read its lines."""

import datetime
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from compliance.coverage.reading import Fed, read_fed
from compliance.periods.periods import ReportingPeriod
from submissions.models import Category, Unit
from vietnamese.dates import day_of, screen_date


class State(TextChoices):
    """How a category stands in a period."""

    FED = "fed", gettext_lazy("Fed in the period")
    NOT_IN_PERIOD = "not_in_period", gettext_lazy("Nothing in the period")
    MISSING = "missing", gettext_lazy("Nothing yet, binding for the city")
    NOTHING_OF_UNIT = "nothing_of_unit", gettext_lazy("Nothing of the unit yet")
    NOT_BINDING = "not_binding", gettext_lazy("Not binding for the city")


SIGNS = {
    State.FED: "✓",
    State.NOT_IN_PERIOD: "–",
    State.MISSING: "✗",
    State.NOTHING_OF_UNIT: "○",
    State.NOT_BINDING: "○",
}


@dataclass(frozen=True)
class CoverageLine:
    """One category."""

    category: Category
    fed: Fed
    of_units: bool

    @property
    def title(self):
        return self.category.title

    @property
    def legal_basis(self):
        return self.category.legal_basis

    @property
    def state(self):
        """What does not bind the city is never missing; nor does the decree ask each category of each unit."""
        if self.fed.number:
            return State.FED
        if not self.category.is_binding:
            return State.NOT_BINDING
        if self.fed.last is not None:
            return State.NOT_IN_PERIOD
        return State.NOTHING_OF_UNIT if self.of_units else State.MISSING

    @property
    def state_text(self):
        return f"{SIGNS[self.state]} {self.state.label}"

    @property
    def number(self):
        return self.fed.number

    @property
    def last_day(self):
        """The day on which it was last fed, "" for never."""
        return screen_date(day_of(self.fed.last_at)) if self.fed.last_at else ""

    @property
    def last_title(self):
        return self.fed.last.title if self.fed.last else ""

    @property
    def deadline(self):
        """The decree's deadline in words (Decree 43/2011, Article 17)."""
        days = self.category.deadline_days
        if days is None:
            return _("kept up to date, no number of days")
        words = ngettext("%(days)s working day", "%(days)s working days", days) % {"days": days}
        if self.category.counted_from:
            words = _("%(days)s from %(milestone)s") % {"days": words, "milestone": self.category.counted_from}
        return words

    @property
    def late_pieces(self):
        """(LatePiece, in words) for each."""
        return [(late, late_words(late)) for late in self.fed.late]

    @property
    def without_milestone(self):
        """How many pieces do not say from when their deadline runs, in words; "" for none."""
        number = self.fed.without_milestone
        words = ngettext("%(number)s without milestone date", "%(number)s without milestone date", number)
        return words % {"number": number} if number else ""

    @property
    def waiting_pieces(self):
        """(WaitingPiece, in words) for each that the reader may know by its title."""
        return [(piece, waiting_words(piece)) for piece in self.fed.waiting if piece.title]

    @property
    def counts(self):
        """What is said by its number only (a list of str): late pieces without a title to tell, and no milestone."""
        untold = sum(not piece.title for piece in self.fed.waiting)
        words = ngettext("%(number)s late piece not public yet", "%(number)s late pieces not public yet", untold)
        return list(filter(None, [untold and words % {"number": untold}, self.without_milestone]))

    @property
    def late_text(self):
        """All that is late, in one text for files."""
        parts = [f"{late.page.title} ({words})" for late, words in self.late_pieces]
        parts += [f"{piece.title} ({words})" for piece, words in self.waiting_pieces]
        return "; ".join([*parts, *self.counts])


def late_words(late):
    days = {
        "milestone": screen_date(late.milestone),
        "due": screen_date(late.due),
        "published": screen_date(late.published),
    }
    return _("milestone %(milestone)s, due %(due)s, published %(published)s") % days


def waiting_words(piece):
    return _("milestone %(milestone)s, due %(due)s, not public yet: %(stage)s") % {
        "milestone": screen_date(piece.milestone),
        "due": screen_date(piece.due),
        "stage": piece.stage.label,
    }


@dataclass(frozen=True)
class Coverage:
    """The table of `period`, of all units or of `units`."""

    period: ReportingPeriod
    units: tuple[Unit, ...] | None
    lines: tuple[CoverageLine, ...]
    taken_at: datetime.datetime

    @property
    def missing(self):
        return [line for line in self.lines if line.state == State.MISSING]

    @property
    def late(self):
        """How many pieces came late (int)."""
        return sum(len(line.fed.late) for line in self.lines)

    @property
    def waiting(self):
        """How many pieces are late and not public yet (int)."""
        return sum(len(line.fed.waiting) for line in self.lines)


def make_coverage(period, *, units=None, reader=None):
    """The Coverage of `period` (a ReportingPeriod) for all units, or for the list `units`, for `reader` (a User).

    Categories stand in it that were in force on the period's last day, and those under which something was filed in it.
    """
    day = period.last_day
    categories = list(Category.objects.all())
    fed = read_fed(categories, period=period, units=units, reader=reader)
    lines = tuple(
        CoverageLine(category, fed[category.pk], of_units=units is not None)
        for category in categories
        if category.is_valid_on(day) or fed[category.pk].number or fed[category.pk].waiting
    )
    return Coverage(period, None if units is None else tuple(units), lines, timezone.now())
