"""Tính và tính lại: what an open table becomes by today's rules and pieces, line by line, and doing it.

What a person decided on a line stays: whose name it is, a coefficient or per cent with its reason, that it is not paid.
"""

from dataclasses import dataclass
from operator import attrgetter

from django.db import transaction
from django.utils.translation import gettext as _

from royalties.assessing.collecting import collect, compute
from royalties.assessing.drafts import open_table
from royalties.authors.known_authors import record_new
from royalties.models import RoyaltyLine, RoyaltyTable
from submissions.kept.canonical import canonical_line, check_sum
from submissions.kept.one_at_a_time import take_turn
from submissions.screens.refusals import Refusal

Kind = RoyaltyLine.Kind
# What may change on a line that stays, in the order in which it is shown.
FOLLOWED = (
    "title",
    "address",
    "unit_name",
    "genre",
    "origin",
    "with_photo",
    "share",
    "usual_coefficient",
    "coefficient",
    "factor",
    "unit_value",
    "applied",
    "base",
    "percent",
    "amount",
)


@dataclass(frozen=True)
class Change:
    """One line before and after; `before` is None for a new one, `after` for one that goes."""

    before: RoyaltyLine | None
    after: RoyaltyLine | None

    @property
    def line(self):
        return self.after or self.before

    @property
    def fields(self):
        """The names of what differs on a line that stays (a tuple)."""
        if self.before is None or self.after is None:
            return ()
        return tuple(name for name in FOLLOWED if getattr(self.before, name) != getattr(self.after, name))


@dataclass(frozen=True)
class Recomputation:
    """What computing a table again does: its lines afterwards, what changes of them, what keeps pieces out."""

    lines: list
    changes: list
    problems: list

    @property
    def check_sum(self):
        """What was shown, in one text: only that is done (str)."""
        names = ("piece_id", "kind", "signed_as", "author_id", *FOLLOWED)
        return check_sum(*(canonical_line(line, names) for line in self.lines))


def recompute(table):
    """The Recomputation of the open `table`; nothing is stored."""
    stored = list(table.lines.select_related("author").order_by("place"))
    collected = collect(table)
    decided = {key_of(line): line for line in stored}
    # Authors of one piece divide one royalty, so that what was decided for one holds for who is new among them.
    shared = {line.piece_id: line for line in stored if line.kind == Kind.AUTHOR and line.reason}
    lines = [_with_decisions(line, decided.get(key_of(line)), shared=shared) for line in collected.lines]
    _name_each_once(lines, decided=decided, table=table)
    paid = {(line.piece_id, line.signed_as) for line in lines}
    lines += [
        _copy(line)
        for line in stored
        if line.kind in RoyaltyLine.CORRECTIONS
        or (line.kind in RoyaltyLine.ON_TOP and (line.piece_id, line.signed_as) in paid)
    ]
    compute(lines)
    after = {key_of(line): line for line in lines}
    changes = [Change(before, after.get(key)) for key, before in decided.items()]
    changes += [Change(None, line) for key, line in after.items() if key not in decided]
    changes = [change for change in changes if change.fields or None in (change.before, change.after)]
    return Recomputation(lines=_in_order(lines), changes=changes, problems=collected.problems)


@transaction.atomic
def draw_up(*, kind, first_day, last_day, source, budget_year, user):
    """A new RoyaltyTable with the lines that it collects; also one without any. `kind` is a RoyaltyTable.Kind."""
    take_turn("royalties", "royaltytable")
    table = RoyaltyTable.objects.create(
        kind=kind, first_day=first_day, last_day=last_day, source=source, budget_year=budget_year, created_by=user
    )
    store(table, recompute(table).lines)
    return table


@transaction.atomic
def apply_recomputation(table_id, *, shown=None):
    """Compute the open table `table_id` again and store it; return the Recomputation.

    `shown` is the check sum of what the person saw; raises Refusal where it would be something else by now, or
    where the table is no longer open.
    """
    table = open_table(table_id)
    new = recompute(table)
    if shown is not None and shown != new.check_sum:
        raise Refusal(
            _("Something changed since this was shown. Please look at the new result; nothing has been stored.")
        )
    table.lines.all().delete()
    store(table, new.lines)
    return new


def store(table, lines):
    """Write `lines` as those of `table`, numbered in their order, and the authors who are new among them.

    No line of it may be stored already.
    """
    record_new(line.author for line in lines)
    for place, line in enumerate(lines, start=1):
        line.pk, line.table, line.place = None, table, place
        line._state.adding = True
    RoyaltyLine.objects.bulk_create(lines)


def key_of(line):
    """What a line is found again by when its table is computed again (a tuple).

    Corrections of one line may be many, each of which stays as it is.
    """
    apart = line.pk if line.kind in RoyaltyLine.CORRECTIONS else line.surcharge
    return line.piece_id, line.kind, line.signed_as, apart


def _with_decisions(line, stored, *, shared):
    """`line` with what a person decided on it before (`stored`, or None), and for its piece (`shared`, by its key)."""
    if stored is not None:
        line.author = stored.author or line.author
        line.unpaid_because = stored.unpaid_because
    decided = shared.get(line.piece_id) if line.kind == Kind.AUTHOR else stored
    if decided is not None and decided.reason:
        line.coefficient, line.percent, line.reason = decided.coefficient, decided.percent, decided.reason
    return line


def _name_each_once(lines, *, decided, table):
    """Leave open whose line it is where the same person would have a piece twice: under a pen name, or elsewhere."""
    elsewhere = RoyaltyLine.objects.filter(piece__in={line.piece_id for line in lines}, author__isnull=False)
    taken = set(elsewhere.exclude(table=table).order_by().values_list("piece", "kind", "author"))
    for line in sorted(lines, key=lambda line: not getattr(decided.get(key_of(line)), "author_id", None)):
        key = line.piece_id, line.kind, line.author_id
        if key in taken:
            line.author = None
        elif line.author_id is not None:
            taken.add(key)


def _copy(line):
    return RoyaltyLine(**{field.attname: getattr(line, field.attname) for field in RoyaltyLine._meta.concrete_fields})


def _in_order(lines):
    """By time of publication, each piece together: text, photos, then what was decided on top; co-authors as named."""
    kinds = list(Kind)
    return sorted(
        sorted(lines, key=lambda line: kinds.index(Kind(line.kind))), key=attrgetter("published_at", "piece_id")
    )
