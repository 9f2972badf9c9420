"""Where a table is, in words and with a sign: prepared, waiting, approved, listed, paid; and until when to pay."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Min, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from royalties.models import RoyaltyLine, RoyaltyTable
from royalties.paying.deadline import HasDeadline
from royalties.paying.steps import steps_of, turn_in_words
from vietnamese.dates import screen_date, today
from vietnamese.numbers import money


def with_sums(tables):
    """`tables` (a queryset), newest first, with what a standing needs: sums, the earliest piece, the payment."""
    own = Q(lines__kind__in=RoyaltyLine.COLLECTED, lines__unpaid_because="")
    summed = tables.annotate(
        due=Coalesce(Sum("lines__amount"), 0),
        line_number=Count("lines"),
        earliest=Min("lines__published_at", filter=own),
    )
    # A query that sums up forgets the order of the model.
    newest_first = summed.order_by("-first_day", "-pk")
    return newest_first.select_related("source", "created_by", "listed__payment_list__disbursement")


def standings(tables):
    """The TableStandings of `tables` (a queryset, or a slice of one `with_sums`)."""
    day = today()
    return [TableStanding(table, day) for table in tables]


def standing_of(table_id):
    """The TableStanding of one table by its key; RoyaltyTable.DoesNotExist."""
    return TableStanding(with_sums(RoyaltyTable.objects.all()).get(pk=table_id), today())


@dataclass(frozen=True)
class TableStanding(HasDeadline):
    table: RoyaltyTable
    today: datetime.date

    @property
    def label(self):
        if self.table.is_approved:
            return pgettext("royalties", "Approved")
        if not self.table.is_draft:
            return pgettext("royalties", "Waits for approval")
        if self.table.returned_because:
            return pgettext("royalties", "Sent back, being prepared again")
        return pgettext("royalties", "Being prepared")

    @property
    def icon(self):
        if self.table.is_approved:
            return "success"
        return "edit" if self.table.is_draft else "time"

    @property
    def tone(self):
        """The colour's name of the state (screens/admin.css)."""
        if self.table.is_approved:
            return "done"
        if not self.table.is_draft:
            return "waiting"
        return "returned" if self.table.returned_because else "quiet"

    @property
    def days(self):
        """From when to when its pieces were published (str)."""
        return _("from %(first)s to the end of %(last)s") % {
            "first": screen_date(self.table.first_day),
            "last": screen_date(self.table.last_day),
        }

    @property
    def total(self):
        return money(self.table.due)

    @property
    def prepared_by(self):
        """Who prepared it (str): as it was at the handing in, or whoever drew it up."""
        return self.table.prepared_by_name or str(self.table.created_by)

    @property
    def payment_list(self):
        listed = getattr(self.table, "listed", None)
        return listed and listed.payment_list

    @property
    def disbursement(self):
        return getattr(self.payment_list, "disbursement", None)

    @property
    def steps(self):
        return steps_of(self.table, self.payment_list)

    @property
    def turn(self):
        """Whose turn it is (str)."""
        return turn_in_words(self.steps)

    @property
    def payment(self):
        """What became of its payment (str), "" while it is not approved."""
        if not self.table.is_approved:
            return ""
        return payment_in_words(self.payment_list)

    @property
    def earliest(self):
        return self.table.earliest


def payment_in_words(payment_list):
    """What became of the payment of an approved table on `payment_list` (a PaymentList, or None; str)."""
    if payment_list is None:
        return _("not in a payment list yet")
    paid = getattr(payment_list, "disbursement", None)
    if paid is not None:
        return _("paid on %(day)s") % {"day": screen_date(paid.paid_on)}
    if payment_list.is_approved:
        return _("approved for payment")
    return _("in a payment list")
