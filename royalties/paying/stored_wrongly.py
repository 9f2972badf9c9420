"""Tables and lists on their way to a payment that today's pieces, people and rules make otherwise, and what to do."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from royalties.assessing import approving
from royalties.assessing.differing import differences_of
from royalties.models import PaymentList, RoyaltyTable
from royalties.paying.drawing_up import differences_of_list

# The code that verify_royalties ends with where papers differ, and none was changed.
ONLY_DIFFERS = 3


@dataclass(frozen=True)
class Wrong:
    """A paper (RoyaltyTable, PaymentList), every line that differs (list of str), and what to do about it (str)."""

    paper: RoyaltyTable | PaymentList
    lines: list
    what_to_do: str

    @property
    def heading(self):
        return _("%(paper)s (number %(key)s)") % {"paper": self.paper, "key": self.paper.pk}


def wrong_papers():
    """The Wrongs among tables that are handed in or approved, and lists, as long as they are not paid; oldest first.

    A draft is no paper yet: who prepares it is told on its page, and cannot hand it in.
    """
    tables = RoyaltyTable.objects.filter(submitted_at__isnull=False, listed__payment_list__disbursement=None)
    for table in tables.order_by("first_day", "pk"):
        named = differences_of(table).named
        if not table.is_approved:
            named += approving.obstacles(table)
        if named:
            yield Wrong(table, named, _of_table(table))
    for payment_list in PaymentList.objects.on_the_way().order_by("pay_day", "pk"):
        if people := differences_of_list(payment_list).people:
            yield Wrong(payment_list, people, _of_list(payment_list))


def _of_table(table):
    if not table.is_approved:
        return _("Send the table back or take it back, compute it again, and hand it in once more.")
    return _(
        "Deduct the difference in the next table and pay both in one list; or confirm, when checking the list, that it "
        "is paid as approved."
    )


def _of_list(payment_list):
    if payment_list.checked_at is None:
        return _("Compute the list again.")
    return _("Send the list back or take it back, and compute it again.")
