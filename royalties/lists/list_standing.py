"""Where a payment list is, in words and with a sign: drawn up, checked, approved for payment, paid."""

import datetime
from dataclasses import dataclass

from django.db.models import Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from royalties.models import PaymentList, RoyaltyLine
from royalties.paying.deadline import HasDeadline
from royalties.paying.steps import steps_of_list, turn_in_words
from vietnamese.dates import screen_date, today
from vietnamese.numbers import decimal, money

OWN = Q(
    listed__table__lines__kind__in=RoyaltyLine.COLLECTED,
    listed__table__lines__unpaid_because="",
)


def with_earliest(lists):
    """`lists` (a queryset) with who is behind them, and the earliest piece that they pay; newest first."""
    found = lists.annotate(earliest=Min("listed__table__lines__published_at", filter=OWN))
    return found.select_related("disbursement", "sending_back", "created_by").order_by("-pay_day", "-pk")


def standings(lists):
    """The ListStandings of `lists` (a queryset made `with_earliest`, or a slice of one)."""
    day = today()
    return [ListStanding(each, day) for each in lists]


def standing_of(list_id):
    """The ListStanding of one list by its key; PaymentList.DoesNotExist."""
    return ListStanding(with_earliest(PaymentList.objects.all()).get(pk=list_id), today())


@dataclass(frozen=True)
class ListStanding(HasDeadline):
    payment_list: PaymentList
    today: datetime.date

    @property
    def disbursement(self):
        return getattr(self.payment_list, "disbursement", None)

    @property
    def steps(self):
        return steps_of_list(self.payment_list)

    @property
    def turn(self):
        """Whose turn it is (str)."""
        return turn_in_words(self.steps)

    @property
    def is_open(self):
        """Whether its figures may still change."""
        return self.payment_list.checked_at is None and not self.payment_list.is_approved

    @property
    def waits(self):
        """Whether it waits for the approval."""
        return self.payment_list.checked_at is not None and not self.payment_list.is_approved

    @property
    def sending_back(self):
        """The SendingBack of an approved list that is not paid any more, or None."""
        return getattr(self.payment_list, "sending_back", None)

    @property
    def label(self):
        if self.disbursement:
            return _("Paid on %(day)s, voucher %(number)s") % {
                "day": screen_date(self.disbursement.paid_on),
                "number": self.disbursement.voucher_number,
            }
        if self.sending_back:
            return pgettext("payment list", "Sent back after the approval, not paid")
        if self.payment_list.is_approved:
            return pgettext("payment list", "Approved, to be paid")
        if self.waits:
            return pgettext("payment list", "Checked, waits for approval")
        if self.payment_list.returned_because:
            return pgettext("payment list", "Sent back, being checked again")
        return pgettext("payment list", "Being checked")

    @property
    def icon(self):
        if self.sending_back:
            return "cross"
        if self.payment_list.is_approved:
            return "success"
        return "time" if self.waits else "edit"

    @property
    def tone(self):
        if self.sending_back:
            return "returned"
        if self.payment_list.is_approved:
            return "done"
        if self.waits:
            return "waiting"
        return "returned" if self.payment_list.returned_because else "quiet"

    @property
    def gross(self):
        return money(self.payment_list.gross)

    @property
    def tax(self):
        return money(self.payment_list.tax)

    @property
    def net(self):
        return money(self.payment_list.net)

    @property
    def pay_day(self):
        return screen_date(self.payment_list.pay_day)

    @property
    def rule(self):
        """By which rule of tax it was made (str)."""
        return _("%(rate)s %% from a payment of %(threshold)s") % {
            "rate": decimal(self.payment_list.rate),
            "threshold": money(self.payment_list.threshold),
        }

    @property
    def earliest(self):
        return self.payment_list.earliest
