"""What computing a table again changes, line by line and figure by figure, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from royalties.assessing.differing import label_of
from royalties.assessing.recomputing import Change
from royalties.papers.cells import NONE, per_cent, written
from vietnamese.numbers import money

MONEY = {"unit_value", "base", "amount"}
PER_CENT = {"applied", "percent", "share"}


@dataclass(frozen=True)
class ChangeInWords:
    """A Change with its sign, and (field, before, after) of each figure that differs."""

    change: Change

    @property
    def line(self):
        return self.change.line

    @property
    def sign(self):
        if self.change.before is None:
            return "+"
        return "−" if self.change.after is None else "→"

    @property
    def label(self):
        if self.change.before is None:
            return pgettext("line of a table", "comes in")
        if self.change.after is None:
            return pgettext("line of a table", "goes out")
        return pgettext("line of a table", "changes")

    @property
    def amount(self):
        return money(self.line.amount)

    @property
    def figures(self):
        before, after = self.change.before, self.change.after
        return [(label_of(name), shown(before, name), shown(after, name)) for name in self.change.fields]


def changes_in_words(changes):
    """The ChangeInWords of `changes` (Changes), what stays first, then what comes and what goes."""
    order = {"→": 0, "+": 1, "−": 2}
    words = [ChangeInWords(change) for change in changes]
    return sorted(words, key=lambda change: (order[change.sign], change.line.published_at, change.line.piece_id))


def shown(line, name):
    """The value of a field of `line` as people read it (str)."""
    value = getattr(line, name)
    if value is None or value == "":
        return NONE
    if name in ("genre", "origin"):
        return str(getattr(line, f"get_{name}_display")())
    if name == "with_photo":
        return _("Yes") if value else _("No")
    if name in MONEY:
        return money(value)
    if name in PER_CENT:
        return per_cent(value)
    return written(value)
