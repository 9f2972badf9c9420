"""From the drawn-up list to the payment: checked, approved by somebody else, paid."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from royalties.assessing.drafts import LONGEST_REASON
from royalties.models import NUMBERS, Disbursement, PaymentLine, PersonalDetails
from royalties.paying import taxing
from royalties.paying.drawing_up import (
    add_up,
    already_approved,
    differences_of_list,
    locked_list,
    refuse_ended,
    rule_on,
)
from royalties.paying.list_differences import COPIED, refuse_differences
from royalties.rights.paid_oneself import keep_paid
from royalties.rights.preparing import keep_hand, prepared_it
from royalties.sealed.check_sums import list_check_sum
from submissions.rights.reasons import reason_given
from submissions.screens.refusals import AlreadyDone, Refusal
from vietnamese.dates import day_of, screen_date, today
from vietnamese.text import normalise


@transaction.atomic
def check(list_id, *, user, shown=None, as_approved=""):
    """Declare the list checked as it was `shown` (its list_check_sum; None where nobody looked at a page).

    It is known who is own staff, and their taxes are entered. The personal details are copied as they are now.
    `as_approved` confirms what differs in its tables (`refuse_differences`). Raises Refusal; AlreadyDone when it is
    checked or approved.
    """
    payment_list = locked_list(list_id)
    if payment_list.is_approved:
        raise AlreadyDone(already_approved(payment_list))
    if payment_list.checked_at is not None:
        raise AlreadyDone(_("The list has been checked already."))
    taxing.refuse_unknown(payment_list)
    if open_taxes := payment_list.lines.filter(tax__isnull=True).count():
        raise Refusal(
            _("The tax of %(number)s of the own staff is not entered yet; 0 is an answer too.") % {"number": open_taxes}
        )
    refuse_differences(payment_list, differences_of_list(payment_list), user=user, as_approved=as_approved)
    if shown is not None and list_check_sum(payment_list) != shown:
        raise Refusal(_("The list changed since you opened it. Please look at it again; it has not been handed in."))
    lines = list(payment_list.lines.defer(*NUMBERS))
    details = PersonalDetails.objects.in_bulk(line.author_id for line in lines)
    for line in lines:
        known = details.get(line.author_id)
        for name in COPIED:
            setattr(line, name, getattr(known, name) if known else "")
    PaymentLine.objects.bulk_update(lines, COPIED)
    payment_list.checked_at, payment_list.checked_by = timezone.now(), user
    payment_list.checked_by_name, payment_list.returned_because = str(user), ""
    add_up(payment_list)
    keep_hand(payment_list, user)
    return payment_list


@transaction.atomic
def take_back_list(list_id):
    """Open a checked list again, by who checks it. Raises AlreadyDone once it is approved."""
    return _reopen(list_id, because="")


@transaction.atomic
def send_back_list(list_id, *, reason):
    """Open a checked list again, by who would approve it; the reason is obligatory."""
    reason = reason_given(reason, longest=LONGEST_REASON)
    if not reason:
        raise Refusal(_("Please say why the list is sent back. Nothing has been decided yet."))
    return _reopen(list_id, because=reason)


def _reopen(list_id, *, because):
    payment_list = locked_list(list_id)
    if payment_list.is_approved:
        raise AlreadyDone(already_approved(payment_list))
    if payment_list.checked_at is None:
        raise AlreadyDone(_("The list is open again already."))
    payment_list.checked_at = payment_list.checked_by = None
    payment_list.checked_by_name, payment_list.returned_because = "", because
    payment_list.save()
    return payment_list


@transaction.atomic
def approve_list(list_id, *, user, shown):
    """Approve the checked list for payment as it was `shown` (its list_check_sum), and lock it.

    Raises AlreadyDone when it is approved, Refusal when `user` had a hand in it, it changed, or no payment
    from today on may be made by it.
    """
    payment_list = locked_list(list_id)
    if payment_list.is_approved:
        raise AlreadyDone(already_approved(payment_list))
    if payment_list.checked_at is None:
        raise Refusal(_("The list has not been checked, or was taken back. Nothing has been approved."))
    if prepared_it(payment_list, user):
        raise Refusal(
            _("Who drew up a list, checked it or entered something in it does not approve it. Somebody else has to.")
        )
    if list_check_sum(payment_list) != shown:
        raise Refusal(_("The list changed since you opened it. Please look at it again; nothing has been approved."))
    taxing.refuse_unknown(payment_list)
    refuse_differences(payment_list, differences_of_list(payment_list))
    _refuse_unpayable(payment_list)
    keep_paid(payment_list, user, amount="gross")
    payment_list.approved_at, payment_list.approved_by = timezone.now(), user
    payment_list.approved_by_name = str(user)
    payment_list.digest = list_check_sum(payment_list)
    payment_list.save()
    return payment_list


def hindrance(payment_list):
    """Why an approved list could not be paid from today on (str), or "": it is sent back then."""
    try:
        _refuse_unpayable(payment_list)
    except Refusal as refusal:
        return refusal.sentence
    return ""


def _refuse_unpayable(payment_list):
    """Refuse (Refusal) what could not be paid: a payment lies between the approval and the list's own day."""
    day = max(payment_list.pay_day, today())
    rule = rule_on(day)
    if (payment_list.threshold, payment_list.rate) != (rule.threshold, rule.rate):
        raise Refusal(_("Its day is over and another rule of tax holds: send it back and draw it up anew."))
    taxing.refuse_short(payment_list, day)


@transaction.atomic
def enter_payment(list_id, *, paid_on, voucher_number, user, as_approved=""):
    """Note that the approved list was paid on `paid_on` (a date), by which voucher. Returns the Disbursement.

    `as_approved` confirms what differs in its tables (`refuse_differences`).

    Raises AlreadyDone when it is paid or sent back, Refusal when it is not approved, for a day to come or before the
    approval, without a voucher, for a day on which another rule of tax is in force than the list was made by, and for
    one on which more would have to be withheld of somebody.
    """
    payment_list = locked_list(list_id)
    refuse_ended(payment_list)
    if not payment_list.is_approved:
        raise Refusal(_("The list is not approved for payment."))
    voucher_number = normalise(voucher_number).strip()
    if not voucher_number:
        raise Refusal(_("Enter the number of the voucher."))
    approved_on = day_of(payment_list.approved_at)
    if not approved_on <= paid_on <= today():
        raise Refusal(
            _("The day of payment lies between the approval (%(day)s) and today.") % {"day": screen_date(approved_on)}
        )
    rule = rule_on(paid_on)
    if (rule.threshold, rule.rate) != (payment_list.threshold, payment_list.rate):
        raise Refusal(
            _("On %(day)s another rule of tax is in force than this list was made by (%(rule)s).")
            % {"day": screen_date(paid_on), "rule": rule}
        )
    taxing.refuse_short(payment_list, paid_on)
    refuse_differences(payment_list, differences_of_list(payment_list), user=user, as_approved=as_approved)
    return Disbursement.objects.create(
        payment_list=payment_list, paid_on=paid_on, voucher_number=voucher_number, entered_by=user
    )
