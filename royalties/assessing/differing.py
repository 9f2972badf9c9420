"""What of a table no longer is as today's pieces and rules make it: shown on its pages, and asked again by every step.

One question for all: `differences_of`. A draft can be computed again, so that any change stops its handing in. Of what
is approved only the money counts, because the paper keeps its words; and once it is paid, nothing is asked any more.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from royalties.assessing.ceilings import HAVE_PERCENT, refuse_percent
from royalties.assessing.collecting import Rates
from royalties.assessing.recomputing import key_of, recompute
from royalties.models import Disbursement, RoyaltyLine
from vietnamese.dates import day_of
from vietnamese.numbers import money

LABELS = {"usual_coefficient": gettext_lazy("usual coefficient")}
# A sentence names so many lines, and counts the rest.
NAMED = 5


@dataclass(frozen=True)
class Outside:
    """A line whose coefficient or per cent, as somebody decided it, today's rules do not allow; `why` says it (str)."""

    line: RoyaltyLine
    why: str

    @property
    def words(self):
        return _("%(line)s: %(why)s") % {"line": name_of(self.line), "why": self.why}


@dataclass(frozen=True)
class Differences:
    """What differs: Changes of what the table lists, and of pieces that only come in; lines to be decided anew."""

    changes: list = field(default_factory=list)
    coming: list = field(default_factory=list)
    outside: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    def __bool__(self):
        """Whether what stands in the table is not what it should be; a piece left for a later table is no error."""
        return bool(self.changes or self.outside)

    @property
    def number(self):
        """How many lines computing again would change (int)."""
        return len(self.changes) + len(self.coming)

    @property
    def named(self):
        """What differs, a sentence for each line, without those that only come in (list of str)."""
        return [change_in_words(change) for change in self.changes] + [each.words for each in self.outside]

    @property
    def words(self):
        """The lines in one sentence (str)."""
        return listed(self.named)


def differences_of(table):
    """The Differences of `table` (a RoyaltyTable) from today's pieces and rules; nothing is stored."""
    if table.is_approved and Disbursement.objects.filter(payment_list__listed__table=table).exists():
        return Differences()
    new = recompute(table)
    outside = list(_outside(table, new))
    if table.is_approved:
        return Differences(changes=_of_money(table, new), outside=outside)
    pieces = {change.before.piece_id for change in new.changes if change.before}
    pieces |= set(table.lines.values_list("piece", flat=True))
    of_listed = [change for change in new.changes if change.line.piece_id in pieces]
    return Differences(
        changes=of_listed,
        coming=[change for change in new.changes if change.line.piece_id not in pieces],
        outside=outside,
        problems=new.problems,
    )


def _of_money(table, new):
    """The changes (of Recomputation `new`) of an approved table by which somebody would get another amount.

    What was taken down since stays due until somebody deducts it; what an approved table corrects counts with its
    amount.
    """
    lines = table.lines.select_related("piece")
    before, after = _due(lines), _due(new.lines)
    asked = set(before) - {line.piece_id for line in lines if not line.piece.is_live}
    corrections = RoyaltyLine.objects.filter(corrects__table=table, table__approved_at__isnull=False)
    for line in corrections.select_related("corrects"):
        before[line.piece_id][line.corrects.kind, line.corrects.author_id] += line.amount
    return [
        change
        for change in new.changes
        if (piece := change.line.piece_id) in asked and _paid(before[piece]) != _paid(after[piece])
    ]


def _paid(amounts):
    """`amounts` (of a piece, as of `_due`) without those that come to nothing."""
    return {key: amount for key, amount in amounts.items() if amount}


def _due(lines):
    """{piece's key: {(kind, author's key): amount}} of what is not a correction."""
    due = defaultdict(lambda: defaultdict(int))
    for line in lines:
        if line.corrects_id is None:
            due[line.piece_id][line.kind, line.author_id] += line.amount
    return due


def _outside(table, new):
    """An Outside for each line of Recomputation `new` that is decided and paid as today's rules do not allow."""
    rates = Rates()
    stored = {key_of(line): line for line in table.lines.all()}
    for line in new.lines:
        if line.unpaid_because:
            continue
        day = day_of(line.published_at)
        why = ""
        if line.kind in RoyaltyLine.ROYALTIES:
            why = _outside_band(line, rates.genre(line.genre, with_photo=line.with_photo, day=day))
        elif line.kind in HAVE_PERCENT:
            why = _outside_percent(line, rates)
        if why:
            yield Outside(stored.get(key_of(line), line), why)


def _outside_band(line, rate):
    if rate is None:
        return ""
    try:
        rate.refuse_coefficient(line.coefficient)
    except ValidationError as refused:
        return refused.message
    return ""


def _outside_percent(line, rates):
    try:
        refuse_percent(line, line.percent, rates=rates)
    except ValidationError as refused:
        return refused.message
    return ""


def name_of(line):
    """A line as a sentence names it (str)."""
    return _("“%(title)s”, %(person)s") % {"title": line.title, "person": line.signed_as}


def change_in_words(change):
    """A Change in a few words, for a sentence (str): its amount before and after, or what else differs."""
    before, after = change.before, change.after
    if before is None:
        what = " ".join([pgettext("line of a table", "comes in"), money(after.amount)])
    elif after is None:
        what = " ".join([pgettext("line of a table", "goes out"), money(before.amount)])
    elif before.amount != after.amount:
        what = f"{money(before.amount)} → {money(after.amount)}"
    else:
        what = ", ".join(label_of(name) for name in change.fields)
    return _("%(line)s: %(why)s") % {"line": name_of(change.line), "why": what}


def label_of(name):
    """What a field of a line is called (str)."""
    return str(LABELS.get(name) or RoyaltyLine._meta.get_field(name).verbose_name)


def listed(named):
    """The first of `named` (list of str) in one sentence, and how many more there are (str)."""
    said = "; ".join(words.rstrip(".") for words in named[:NAMED])
    if (more := len(named) - NAMED) > 0:
        said += ngettext("; and %(number)s more line", "; and %(number)s more lines", more) % {"number": more}
    return said
