"""That a paper pays the very person who approves it: said before the approval, and kept with it.

No rule forbids it: Decree 18/2014/NĐ-CP pays whoever writes and whoever edits, heads among them, and an office has one
head of the board. So it is open, and not refused.
"""

from django.utils.translation import gettext as _

from royalties.rights.confirming import PAID_ONESELF, keep
from vietnamese.numbers import money


def paid_in_words(paper, person, *, amount="amount"):
    """That a table or list pays `person` (an account), who approves it (str); "" where it does not.

    `amount` is the column of its lines.
    """
    due = [each for each in paper.lines.filter(author__account=person).values_list(amount, flat=True) if each]
    if not due:
        return ""
    return _("It also pays %(person)s, who approves it: %(sum)s.") % {"person": person, "sum": money(sum(due))}


def keep_paid(paper, person, *, amount="amount"):
    """Keep with `paper`, which `person` approves, that it pays them, where it does; `amount` as above."""
    if said := paid_in_words(paper, person, amount=amount):
        keep(paper, PAID_ONESELF, user=person, said=said)
