"""A line of numbers: which pieces each of them is over, and how a unit stands by them."""

from dataclasses import dataclass, field, fields

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from compliance.models import Quota
from submissions.models import Block, NewsPage, Unit


class Result(TextChoices):
    """How a unit stands to its minimum."""

    MET = "met", _("Met")
    SHORT = "short", _("Below the minimum")
    NOTHING = "nothing", _("No news")
    NOT_ASKED = "not_asked", _("No minimum")

    @property
    def sign(self):
        """Stands beside the word, never instead of it."""
        return SIGNS[self]


SIGNS = {Result.MET: "✓", Result.SHORT: "✗", Result.NOTHING: "–", Result.NOT_ASKED: "○"}


class SentState(TextChoices):
    """Where a piece stands that was sent to the board: each in exactly one, so that they add up."""

    PUBLISHED = "published", _("Published")
    WAITING = "waiting", _("Waiting for editing or publication")
    RETURNED = "returned", _("Sent back")
    WITHDRAWN = "withdrawn", _("Withdrawn")


YES = (True,)
LONG_GENRES = tuple(genre for genre in NewsPage.Genre if genre not in NewsPage.SHORT_GENRES)


def _pieces(**values):
    """A number of pieces: of those whose fields, as a ClosedItem of the period has them, have one of the `values`."""
    return field(default=0, metadata=values)


@dataclass
class Counts:
    """The numbers of a line: of one unit, or sums over several.

    A number of pieces says which: what sums them up, lists them or proves the number at the closing reads it here. A
    new one needs a column of ClosedRow by the same name.
    """

    minimum: int = 0
    sent: int = _pieces(sent_state=tuple(SentState))
    sent_published: int = _pieces(sent_state=(SentState.PUBLISHED,))
    waiting: int = _pieces(sent_state=(SentState.WAITING,))
    returned: int = _pieces(sent_state=(SentState.RETURNED,))
    withdrawn: int = _pieces(sent_state=(SentState.WITHDRAWN,))
    published: int = _pieces(is_published=YES)
    short: int = _pieces(is_published=YES, genre=NewsPage.SHORT_GENRES)
    long: int = _pieces(is_published=YES, genre=LONG_GENRES)
    with_photo: int = _pieces(is_published=YES, has_photo=YES)
    counted: int = _pieces(is_counted=YES)
    shortfall: int = 0
    year_counted: int = 0


NUMBERS = tuple(number.name for number in fields(Counts))
PIECES = {number.name: number.metadata for number in fields(Counts) if number.metadata}
# By the SentState of its own pieces.
NUMBER_OF = {values["sent_state"][0]: name for name, values in PIECES.items() if len(values.get("sent_state", ())) == 1}
# What has a list of pieces behind it.
LISTED = (*PIECES, "year_counted")


def among(values):
    """The condition (Q) that each field has one of its `values` ({name of the field: values})."""
    several = {f"{name}__in": some for name, some in values.items() if len(some) > 1}
    return Q(**several, **{name: some[0] for name, some in values.items() if len(some) == 1})


def counts_in(item, name):
    """Whether the number `name` counts `item` (a ClosedItem, stored or not)."""
    return all(getattr(item, attribute) in values for attribute, values in PIECES[name].items())


# What of the pieces published in a period the numbers are over.
PUBLISHED = {
    name: among({attribute: some for attribute, some in values.items() if attribute != "is_published"})
    for name, values in PIECES.items()
    if "is_published" in values
}
# What may count at all; whether a photo is needed besides is the quota's to say.
COUNTABLE = Q(is_live=True, duplicate_of__isnull=True) & ~Q(origin=NewsPage.Origin.REPRINTED)
WITH_PHOTO = PUBLISHED["with_photo"]
# All sums over what was published; of the pair, one counts (`judged`).
SUMS = PUBLISHED | {"countable": COUNTABLE, "countable_with_photo": COUNTABLE & WITH_PHOTO}


@dataclass
class UnitRow(Counts):
    """One unit's numbers in one period. `quota` is what was in force, `minimum` what the unit owes (0: nothing).

    `exempt_because` says why nothing is asked of a unit that has a quota ("" where no exemption is in force). Name,
    kind (a code) and block are those of the time when the period was closed; block is None in an open one.
    """

    unit: Unit = None
    name: str = ""
    kind: str = ""
    quota: Quota | None = None
    exempt_because: str = ""
    is_valid_throughout: bool = True
    closed_result: str = ""
    block: Block | None = None

    @property
    def needs_photo(self):
        """Whether a piece of the open period needs a photo to count."""
        return self.quota is not None and self.quota.photo_required

    @property
    def result(self) -> Result:
        if self.closed_result:
            return Result(self.closed_result)
        if self.minimum == 0:
            return Result.NOT_ASKED
        if self.counted >= self.minimum:
            return Result.MET
        return Result.SHORT if self.sent or self.published else Result.NOTHING


def judged(name, *, photo_required):
    """Which sum of a pair counts: `name`, or the one over pieces with photo where the minimum asks for them."""
    return f"{name}_with_photo" if photo_required else name


def summed(numbers):
    """The sum of `numbers` (ints), or None as soon as one of them is None: of what was not kept there is no sum."""
    known = list(numbers)
    return None if None in known else sum(known)
