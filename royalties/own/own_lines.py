"""What an author is due: the own lines, each with where its payment is, and the sums."""

from dataclasses import dataclass

from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from royalties.models import NUMBERS, Author, RoyaltyLine, UnclaimedPayment
from royalties.tables.table_rows import Row
from royalties.tables.table_standing import payment_in_words
from vietnamese.dates import screen_date
from vietnamese.numbers import money

OPEN = Q(table__approved_at__isnull=True)
PAID = Q(table__listed__payment_list__disbursement__isnull=False)
SUMS = {"open": OPEN, "approved": ~OPEN & ~PAID, "paid": PAID}


def author_of(user):
    """The Author with the account `user`, or None; read once per request (cached on the user)."""
    if not user.is_authenticated or not user.is_active:
        return None
    if not hasattr(user, "_royalty_author_found"):
        user._royalty_author_found = Author.objects.filter(account=user).order_by("pk").first()
    return user._royalty_author_found


def user_has_own_lines(user):
    """Whether `user` is somebody who may be paid: an author on record with this account."""
    return author_of(user) is not None


def own_lines(author):
    """The lines of `author`, newest first (a queryset), with their table and its payment."""
    lines = RoyaltyLine.objects.filter(author=author).select_related(
        "corrects", "unit", "table__listed__payment_list__disbursement"
    )
    return lines.order_by("-published_at", "-pk")


def own_sums(author):
    """{"open", "approved", "paid": the sum (int đồng) of the lines of `author` there}; each line is in one of them."""
    sums = RoyaltyLine.objects.filter(author=author).aggregate(
        **{name: Sum("amount", filter=condition, default=0) for name, condition in SUMS.items()}
    )
    return {name: money(amount) for name, amount in sums.items()}


def uncollected_in_words(author):
    """What of the payments of `author` waits to be collected or has moved to the fund (list of str), latest first."""
    Outcome = UnclaimedPayment.Outcome
    found = UnclaimedPayment.objects.filter(line__author=author, outcome__in=(Outcome.WAITING, Outcome.TRANSFERRED))
    sentences = []
    for each in found.select_related("line__payment_list__disbursement").defer(*(f"line__{name}" for name in NUMBERS)):
        paid = each.line.payment_list.disbursement
        words = {"amount": money(each.line.net), "day": screen_date(paid.paid_on), "year": each.budget_year}
        if each.outcome == Outcome.WAITING:
            sentences.append(_("%(amount)s of the payment of %(day)s wait to be collected.") % words)
        else:
            sentences.append(
                _("%(amount)s of the payment of %(day)s were not collected and moved to the fund of %(year)s.") % words
            )
    return sentences[::-1]


@dataclass(frozen=True)
class OwnLine:
    row: Row

    @property
    def table(self):
        return self.row.line.table

    @property
    def is_open(self):
        return not self.table.is_approved

    @property
    def payment_list(self):
        listed = getattr(self.table, "listed", None)
        return listed and listed.payment_list

    @property
    def is_paid(self):
        return hasattr(self.payment_list, "disbursement")

    @property
    def icon(self):
        return "edit" if self.is_open else "success" if self.is_paid else "time"

    @property
    def tone(self):
        return "quiet" if self.is_open else "done" if self.is_paid else "waiting"

    @property
    def state(self):
        """Where it is (str): being assessed, approved, in a list, paid on …"""
        if self.is_open:
            return pgettext("own royalties", "being assessed")
        if self.payment_list is None:
            return pgettext("own royalties", "approved")
        return payment_in_words(self.payment_list)


def as_own_lines(lines):
    return [OwnLine(Row(0, line)) for line in lines]
