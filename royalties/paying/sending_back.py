"""The way out for an approved list that is not, or can not be, paid: it is sent back, and its tables are free again."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from royalties.assessing.drafts import LONGEST_REASON
from royalties.models import SendingBack
from royalties.paying.drawing_up import follow_on, locked_list, refuse_ended
from submissions.rights.reasons import reason_given
from submissions.screens.refusals import Refusal


@transaction.atomic
def send_back_approved(list_id, *, reason, user):
    """Send an approved list back that is not paid, for an obligatory `reason` (str); return the SendingBack.

    The list stays as it was approved and pays nothing any more; its tables can be listed again, and open lists of its
    day are taxed without it. Raises AlreadyDone when it is paid or sent back, Refusal without a reason.
    """
    reason = reason_given(reason, longest=LONGEST_REASON)
    if not reason:
        raise Refusal(_("Please say why the list is sent back. Nothing has been decided yet."))
    payment_list = locked_list(list_id)
    refuse_ended(payment_list)
    if not payment_list.is_approved:
        raise Refusal(_("The list is not approved for payment."))
    sent = SendingBack.objects.create(
        payment_list=payment_list, reason=reason, sent_back_by=user, person_name=str(user)
    )
    payment_list.listed.update(released=F("table"), table=None)
    follow_on(payment_list.pay_day)
    return sent


def sent_back_before(tables):
    """The SendingBacks of lists that `tables` (RoyaltyTables) stood in before, the oldest first (a queryset)."""
    found = SendingBack.objects.filter(payment_list__listed__released__in=tables).select_related("payment_list")
    return found.distinct().order_by("sent_back_at", "pk")
