"""The table of coverage: one line for each category of the decree. Screen and file read its lines."""

import datetime
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from compliance.coverage.law import Law
from compliance.coverage.reading import Fed, read_fed
from compliance.periods.periods import ReportingPeriod
from submissions.models import Category, DecreePoint, Unit
from vietnamese.dates import day_of, screen_date, today


class State(TextChoices):
    """How a category stands in a period."""

    FED = "fed", gettext_lazy("Fed in the period")
    NOT_IN_PERIOD = "not_in_period", gettext_lazy("Nothing in the period")
    MISSING = "missing", gettext_lazy("Nothing yet, binding for the city")
    NOTHING_OF_UNIT = "nothing_of_unit", gettext_lazy("Nothing of the unit yet")
    NOT_BINDING = "not_binding", gettext_lazy("Not binding for the city")
    BASIS_ENDED = "basis_ended", gettext_lazy("The legal basis has ended")


SIGNS = {
    State.FED: "✓",
    State.NOT_IN_PERIOD: "–",
    State.MISSING: "✗",
    State.NOTHING_OF_UNIT: "○",
    State.NOT_BINDING: "○",
    State.BASIS_ENDED: "○",
}


@dataclass(frozen=True)
class CoverageLine:
    """One category. `point` is what a decree asks of it on the day of the table, `ended` what one asked before."""

    category: Category
    fed: Fed
    of_units: bool
    point: DecreePoint | None
    ended: DecreePoint | None

    @property
    def title(self):
        return self.category.title

    @property
    def legal_basis(self):
        """The point of the decree, with its end where it has ended, and whether its text was read."""
        point = self.point or self.ended
        if point is None:
            return _("A category of this site, named by no decree")
        parts = [point.reference]
        if self.ended:
            parts.append(self.ended_words)
        if not point.is_confirmed:
            parts.append(_("not checked against the original text"))
        return " – ".join(parts)

    @property
    def ended_words(self):
        return _("the legal basis has ended on %(day)s") % {"day": screen_date(self.ended.end_day)}

    @property
    def state(self):
        """What does not bind the city is never missing; nor does the decree ask each category of each unit."""
        if self.fed.number:
            return State.FED
        if self.point is None:
            return State.BASIS_ENDED if self.ended else State.NOT_BINDING
        if not self.point.is_binding:
            return State.NOT_BINDING
        if self.fed.last is not None:
            return State.NOT_IN_PERIOD
        return State.NOTHING_OF_UNIT if self.of_units else State.MISSING

    @property
    def state_text(self):
        words = self.ended_words if self.state == State.BASIS_ENDED else self.state.label
        return f"{SIGNS[self.state]} {capfirst(words)}"

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
        """The decree's deadline in words; "" where no decree asks anything."""
        return deadline_words(self.point) if self.point else ""

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


def deadline_words(point):
    """Within how many working days from what, and whom another number is for (Decree 43/2011, Article 17)."""
    if point.deadline_days is None:
        return _("kept up to date, no number of days")
    words = _working_days(point.deadline_days)
    if point.counted_from:
        words = _("%(days)s from %(milestone)s") % {"days": words, "milestone": point.counted_from}
    if point.issuer_days is not None:
        words += _("; the body that issued the document: %(days)s") % {"days": _working_days(point.issuer_days)}
    return words


def _working_days(days):
    return ngettext("%(days)s working day", "%(days)s working days", days) % {"days": days}


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
    """The table of `period`, of all units or of `units`, by the law of `day`."""

    period: ReportingPeriod
    day: datetime.date
    units: tuple[Unit, ...] | None
    lines: tuple[CoverageLine, ...]
    taken_at: datetime.datetime

    @property
    def missing(self):
        return [line for line in self.lines if line.state == State.MISSING]

    @property
    def legal_bases(self):
        """The numbers of the documents in force on the day of the table."""
        return list(dict.fromkeys(line.point.decree.number for line in self.lines if line.point))

    @property
    def unchecked(self):
        """How many lines rest on a text that nobody has checked against the original (int)."""
        return sum(bool(line.point and not line.point.is_confirmed) for line in self.lines)

    @property
    def late(self):
        """How many pieces came late (int)."""
        return sum(len(line.fed.late) for line in self.lines)

    @property
    def waiting(self):
        """How many pieces are late and not public yet (int)."""
        return sum(len(line.fed.waiting) for line in self.lines)


def make_coverage(period, *, units=None, reader=None, day=None):
    """The Coverage of `period` (a ReportingPeriod) for all units, or for the list `units`, for `reader` (a User).

    By the law of `day` (a date): by default the period's last day, or today while it runs. Categories stand in it that
    the site had then, and those under which something was filed in the period.
    """
    law, day = Law(), day or min(period.last_day, today())
    fed = read_fed(law, period=period, day=day, units=units, reader=reader)
    shown = law.carriers(day)
    lines = tuple(
        CoverageLine(
            category,
            fed[category.pk],
            of_units=units is not None,
            point=law.in_force(category.pk, day),
            ended=law.ended_before(category.pk, day),
        )
        for category in law.categories
        if (category.is_valid_on(day) and shown[category.pk] == category.pk)
        or fed[category.pk].number
        or fed[category.pk].waiting
    )
    return Coverage(period, day, None if units is None else tuple(units), lines, timezone.now())
