"""What an approved line paid is corrected in a later table: taken back, and put up again; as often as it takes.

An approved line never changes. Every correction is a line of its own with its reason, and `balance_of` adds them up.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from royalties.assessing.drafts import given, on_top, open_table
from royalties.models import RoyaltyLine, UnclaimedPayment
from submissions.screens.refusals import Refusal
from vietnamese.dates import screen_date, today
from vietnamese.numbers import money
from vietnamese.text import normalise

Kind = RoyaltyLine.Kind


@dataclass(frozen=True)
class Balance:
    """What became of the `amount` of an approved line (all int đồng).

    What stands in open tables may still go, so that each side counts it only where that makes it smaller.
    """

    amount: int
    deducted: int = 0
    deducted_for_good: int = 0
    restored: int = 0
    restored_for_good: int = 0

    @property
    def deductible(self):
        """How much can still be taken back."""
        return self.amount - self.deducted + self.restored_for_good

    @property
    def restorable(self):
        """How much of what approved tables took back can be put up again."""
        return self.deducted_for_good - self.restored

    @property
    def needs_decision(self):
        """Whether putting up again takes a decision (number, date): the whole amount was taken back."""
        return self.deducted_for_good >= self.amount

    @property
    def left(self):
        """What the line comes to today, by approved tables."""
        return self.amount - self.deducted_for_good + self.restored_for_good


def balance_of(line):
    """The Balance of an approved `line` (a RoyaltyLine)."""
    return balances_of([line])[line.pk]


def balances_of(lines):
    """{line's key: its Balance} of approved `lines`, one query."""
    sums = {line.pk: {} for line in lines}
    corrections = RoyaltyLine.objects.filter(corrects__in=sums).order_by()
    for key, kind, approved, amount in corrections.values_list("corrects", "kind", "table__approved_at").annotate(
        sum=Sum("amount")
    ):
        name = "deducted" if kind == Kind.DEDUCTION else "restored"
        for each in (name, f"{name}_for_good") if approved else (name,):
            sums[key][each] = sums[key].get(each, 0) + abs(amount)
    return {line.pk: Balance(line.amount, **sums[line.pk]) for line in lines}


def undecided(lines):
    """Those of `lines`, of one open table, that put up again without a decision what is taken back in full by now.

    Other tables may have been approved since the line was made; what this table takes back itself counts too.
    """
    restored = [line for line in lines if line.kind == Kind.RESTORATION and not line.decision_number]
    taken = defaultdict(int)
    for line in lines:
        if line.kind == Kind.DEDUCTION:
            taken[line.corrects_id] -= line.amount
    balances = balances_of(RoyaltyLine.objects.filter(pk__in={line.corrects_id for line in restored}))
    return [
        line
        for line in restored
        if (balance := balances[line.corrects_id]).deducted_for_good + taken[line.corrects_id] >= balance.amount
    ]


def never_received(lines):
    """Those of the approved `lines` (a list) of which nobody got anything: the amount moved to the next year's fund."""
    moved = UnclaimedPayment.objects.filter(
        outcome=UnclaimedPayment.Outcome.TRANSFERRED,
        line__payment_list__listed__table__in={line.table_id for line in lines},
    )
    pairs = set(moved.values_list("line__payment_list__listed__table", "line__author"))
    return [line for line in lines if (line.table_id, line.author_id) in pairs]


def deducted_for_nothing(lines):
    """Those of `lines`, of one open table, that take back what by now nobody has received."""
    taken = [line for line in lines if line.kind == Kind.DEDUCTION]
    if not taken:
        return []
    corrected = RoyaltyLine.objects.filter(pk__in={line.corrects_id for line in taken})
    keys = {line.pk for line in never_received(list(corrected))}
    return [line for line in taken if line.corrects_id in keys]


def history_of(line):
    """The corrections of an approved `line` in their order (a queryset of RoyaltyLines), with their tables."""
    return line.corrections.select_related("table", "author", "corrects").order_by("pk")


@transaction.atomic
def deduct(table_id, approved_line, *, amount, reason):
    """Take `amount` (int đồng) of an approved line back in this open table. Raises Refusal; returns the new line.

    Also where something was taken back before: up to what is left.
    """
    table = open_table(table_id)
    _refuse_what_is_no_payment(approved_line)
    if never_received([approved_line]):
        raise Refusal(
            _("Nobody collected this amount, and it moved to the next year's fund: there is nothing to take back.")
        )
    most = balance_of(approved_line).deductible
    if most <= 0:
        raise Refusal(_("The whole amount of this line is taken back already."))
    if not 0 < amount <= most:
        raise Refusal(_("The deduction must be between 1 đ and %(most)s.") % {"most": money(most)})
    taken = on_top(table, approved_line, kind=Kind.DEDUCTION, amount=-amount, reason=given(reason))
    taken.corrects = approved_line
    taken.save()
    return taken


@transaction.atomic
def restore(table_id, approved_line, *, amount, reason, decision_number="", decision_date=None):
    """Put up `amount` (int đồng) again of what approved tables took back of an approved line, in this open table.

    A deduction that was too high is corrected with a reason; what was taken back in full takes a decision, by its
    number (str) and date. Raises Refusal; returns the new line.
    """
    table = open_table(table_id)
    _refuse_what_is_no_payment(approved_line)
    balance = balance_of(approved_line)
    if balance.restorable <= 0:
        raise Refusal(_("Nothing of this line was taken back by an approved table."))
    if not 0 < amount <= balance.restorable:
        raise Refusal(_("The amount must be between 1 đ and %(most)s.") % {"most": money(balance.restorable)})
    number = normalise(decision_number).strip()
    if balance.needs_decision and not (number and decision_date):
        raise Refusal(
            _("This line was deducted in full. Enter the number and the date of the decision to put it up again.")
        )
    if bool(number) != bool(decision_date):
        raise Refusal(_("Enter both the number and the date of the decision."))
    if decision_date and decision_date > today():
        raise Refusal(_("The decision of %(day)s is still to come.") % {"day": screen_date(decision_date)})
    restored = on_top(table, approved_line, kind=Kind.RESTORATION, amount=amount, reason=given(reason))
    restored.corrects, restored.decision_number, restored.decision_date = approved_line, number or None, decision_date
    restored.save()
    return restored


def _refuse_what_is_no_payment(line):
    if not line.table.is_approved or line.kind in RoyaltyLine.CORRECTIONS:
        raise Refusal(_("Only what is approved can be corrected."))
