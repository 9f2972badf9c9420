"""From approved tables to the payment: a list per person, checked, approved by somebody else, paid."""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from royalties.assessing.differing import differences_of
from royalties.assessing.drafts import LONGEST_REASON
from royalties.models import (
    Author,
    Disbursement,
    ListedTable,
    PaymentLine,
    PaymentList,
    PersonalDetails,
    RoyaltyLine,
    RoyaltyTable,
    TaxRule,
)
from royalties.paying import taxing
from royalties.paying.list_differences import (
    ListDifferences,
    keep_entered_taxes,
    people_in_words,
    refuse_differences,
    rule_in_words,
)
from royalties.sealed.check_sums import list_check_sum
from submissions.kept.one_at_a_time import take_turn
from submissions.rights.refusals import reason_given
from submissions.screens.refusals import AlreadyDone, Refusal
from vietnamese.collation import collation_key, person_key
from vietnamese.dates import day_of, screen_date, screen_moment, today
from vietnamese.numbers import money
from vietnamese.text import normalise

COPIED = ("tax_code", "identity_number", "bank_account", "bank")


def payable_tables():
    """The approved tables that no list pays yet (a queryset)."""
    return RoyaltyTable.objects.filter(approved_at__isnull=False, listed__isnull=True)


@transaction.atomic
def draw_up_list(tables, *, pay_day, user):
    """A new PaymentList of the approved `tables` (their keys), by the rule of tax of `pay_day` (a date).

    Raises Refusal for none, for one that is not approved or is listed already, without a rule of tax, and for
    a person who would have to pay back.
    """
    take_turn("royalties", "paymentlist")
    found = list(payable_tables().filter(pk__in=tables))
    if not found or len(found) != len(set(tables)):
        raise Refusal(_("Choose approved tables that no other list pays."))
    rule = _rule(pay_day)
    new = PaymentList.objects.create(
        pay_day=pay_day, created_by=user, created_by_name=str(user), threshold=rule.threshold, rate=rule.rate
    )
    ListedTable.objects.bulk_create(ListedTable(payment_list=new, table=table) for table in found)
    lines = list(lines_out_of(new, found))
    taxing.set_taxes(new, lines)
    PaymentLine.objects.bulk_create(lines)
    add_up(new)
    follow_on(pay_day, apart=new.pk)
    return new


def follow_on(day, *, apart=None):
    """Tax the open lists of `day` (a date), but the one with the key `apart`, anew: they are taxed together."""
    for other in PaymentList.objects.filter(pay_day=day, checked_at=None, approved_at=None).exclude(pk=apart):
        compute_taxes(other)


def compute_taxes(payment_list):
    """Write the taxes of an open list as they are today, and its sums."""
    taxing.store_taxes(payment_list)
    add_up(payment_list)


def _rule(day):
    rule = TaxRule.on(day)
    if rule is None:
        raise Refusal(_("No rule of tax is in force on %(day)s.") % {"day": screen_date(day)})
    return rule


def lines_out_of(payment_list, tables):
    """A PaymentLine for each person to whom something is due, by unit and name."""
    due = defaultdict(list)
    for line in RoyaltyLine.objects.filter(table__in=tables, author__isnull=False).exclude(amount=0):
        due[line.author_id].append(line)
    authors = Author.objects.select_related("unit").in_bulk(due)
    owing = [str(authors[key]) for key, lines in due.items() if sum(line.amount for line in lines) < 0]
    if owing:
        raise Refusal(
            _("More is deducted than due for: %(people)s. Pay these tables together with another one.")
            % {"people": ", ".join(sorted(owing, key=person_key))}
        )
    for place, key in enumerate(sorted(due, key=lambda key: _place_of(authors[key])), start=1):
        author, unit = authors[key], authors[key].unit
        yield PaymentLine(
            payment_list=payment_list,
            place=place,
            author=author,
            author_name=str(author),
            unit=unit,
            unit_name=unit.name if unit else "",
            kind=author.kind,
            piece_count=len({line.piece_id for line in due[key] if line.amount > 0}),
            gross=sum(line.amount for line in due[key]),
        )


def _place_of(author):
    """Own people without a unit first, then by unit in the order of protocol, and by given name."""
    unit = author.unit
    place_of_unit = (unit.display_order, collation_key(unit.name), unit.pk) if unit else ()
    return place_of_unit, person_key(author.name), author.pk


def add_up(payment_list):
    """Write the sums of the list of its lines."""
    lines = list(payment_list.lines.defer(*COPIED[:3]))
    payment_list.line_count = len(lines)
    payment_list.gross = sum(line.gross for line in lines)
    payment_list.tax = sum(line.tax or 0 for line in lines)
    payment_list.net = sum(line.net if line.net is not None else line.gross for line in lines)
    payment_list.save()


def locked_list(list_id):
    """The PaymentList `list_id`, for nobody else until the transaction ends."""
    take_turn("royalties", "paymentlist")
    return PaymentList.objects.select_for_update().get(pk=list_id)


def open_list(list_id):
    """`locked_list`, refused (Refusal) unless it is still being checked."""
    payment_list = locked_list(list_id)
    if payment_list.is_approved:
        raise AlreadyDone(_already_approved(payment_list))
    if payment_list.checked_at is not None:
        raise Refusal(_("The list has been checked and waits for the approval. Take it back first."))
    return payment_list


@transaction.atomic
def set_staff_tax(list_id, line_id, *, tax):
    """Enter the tax (int đồng) of one of the own staff in a list that is not checked yet. Raises Refusal."""
    payment_list = open_list(list_id)
    line = payment_list.lines.filter(pk=line_id, kind=Author.Kind.STAFF).defer(*COPIED[:3]).first()
    if line is None:
        raise Refusal(_("The tax of this person is withheld by the rule."))
    if not 0 <= tax <= line.gross:
        raise Refusal(_("The tax must be between 0 đ and %(most)s.") % {"most": money(line.gross)})
    PaymentLine.objects.filter(pk=line.pk).update(tax=tax, net=line.gross - tax)
    add_up(payment_list)


def differences_of_list(payment_list):
    """The ListDifferences of `payment_list` from today's people, rules and pieces; nothing once it is paid."""
    if Disbursement.objects.filter(payment_list=payment_list).exists():
        return ListDifferences()
    tables = [listed.table for listed in payment_list.listed.select_related("table").order_by("table")]
    stored = list(payment_list.lines.defer(*COPIED[:3]).order_by("place"))
    rule = TaxRule.on(payment_list.pay_day)
    today_list = PaymentList(
        pk=payment_list.pk,
        pay_day=payment_list.pay_day,
        threshold=rule.threshold if rule else payment_list.threshold,
        rate=rule.rate if rule else payment_list.rate,
    )
    try:
        fresh = list(lines_out_of(today_list, tables))
    except Refusal as refusal:
        return ListDifferences(people=[refusal.sentence])
    keep_entered_taxes(fresh, stored)
    taxing.set_taxes(today_list, fresh)
    return ListDifferences(
        people=[] if payment_list.is_approved else rule_in_words(payment_list, rule) + people_in_words(stored, fresh),
        tables=[f"{table}: {words}" for table in tables for words in differences_of(table).named],
        fresh=fresh,
    )


@transaction.atomic
def recompute_list(list_id, *, shown):
    """Compute the lines of the open list again, as they were `shown` (the check sum of its ListDifferences).

    Taxes of own staff that were entered stay where the sum is the same. Raises Refusal.
    """
    payment_list = open_list(list_id)
    found = differences_of_list(payment_list)
    if found.check_sum != shown:
        raise Refusal(
            _("Something changed since this was shown. Please look at the new result; nothing has been stored.")
        )
    rule = _rule(payment_list.pay_day)
    payment_list.threshold, payment_list.rate = rule.threshold, rule.rate
    payment_list.lines.all().delete()
    for line in found.fresh:
        line.payment_list = payment_list
    PaymentLine.objects.bulk_create(found.fresh)
    add_up(payment_list)
    follow_on(payment_list.pay_day, apart=payment_list.pk)
    return payment_list


@transaction.atomic
def check(list_id, *, user, as_approved=""):
    """Declare the list checked: it is known who is own staff, and their taxes are entered.

    The personal details are copied as they are now. `as_approved` confirms what differs in its tables
    (`refuse_differences`). Raises Refusal; AlreadyDone when it is checked or approved.
    """
    payment_list = locked_list(list_id)
    if payment_list.is_approved:
        raise AlreadyDone(_already_approved(payment_list))
    if payment_list.checked_at is not None:
        raise AlreadyDone(_("The list has been checked already."))
    taxing.refuse_unknown(payment_list)
    if open_taxes := payment_list.lines.filter(tax__isnull=True).count():
        raise Refusal(
            _("The tax of %(number)s of the own staff is not entered yet; 0 is an answer too.") % {"number": open_taxes}
        )
    refuse_differences(payment_list, differences_of_list(payment_list), user=user, as_approved=as_approved)
    lines = list(payment_list.lines.defer(*COPIED[:3]))
    details = PersonalDetails.objects.in_bulk(line.author_id for line in lines)
    for line in lines:
        known = details.get(line.author_id)
        for name in COPIED:
            setattr(line, name, getattr(known, name) if known else "")
    PaymentLine.objects.bulk_update(lines, COPIED)
    payment_list.checked_at, payment_list.checked_by = timezone.now(), user
    payment_list.checked_by_name, payment_list.returned_because = str(user), ""
    add_up(payment_list)
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
        raise AlreadyDone(_already_approved(payment_list))
    if payment_list.checked_at is None:
        raise AlreadyDone(_("The list is open again already."))
    payment_list.checked_at = payment_list.checked_by = None
    payment_list.checked_by_name, payment_list.returned_because = "", because
    payment_list.save()
    return payment_list


@transaction.atomic
def discard_list(list_id):
    """Delete a list that is not checked; its tables can be listed again.

    Raises Refusal, also where the tax of an approved list that is not paid rests on this one.
    """
    payment_list = open_list(list_id)
    if taxing.bears_upon_approved(payment_list):
        raise Refusal(_("An approved list of this day was taxed together with this one."))
    payment_list.delete()
    follow_on(payment_list.pay_day)


@transaction.atomic
def approve_list(list_id, *, user, shown):
    """Approve the checked list for payment as it was `shown` (its list_check_sum), and lock it.

    Raises AlreadyDone when it is approved, Refusal when `user` drew it up or checked it, it changed, or no payment
    from today on may be made by it.
    """
    payment_list = locked_list(list_id)
    if payment_list.is_approved:
        raise AlreadyDone(_already_approved(payment_list))
    if payment_list.checked_at is None:
        raise Refusal(_("The list has not been checked, or was taken back. Nothing has been approved."))
    if user.pk in (payment_list.created_by_id, payment_list.checked_by_id):
        raise Refusal(_("Who drew up or checked a list does not approve it. Somebody else has to."))
    if list_check_sum(payment_list) != shown:
        raise Refusal(_("The list changed since you opened it. Please look at it again; nothing has been approved."))
    taxing.refuse_unknown(payment_list)
    refuse_differences(payment_list, differences_of_list(payment_list))
    _refuse_unpayable(payment_list)
    payment_list.approved_at, payment_list.approved_by = timezone.now(), user
    payment_list.approved_by_name = str(user)
    payment_list.digest = list_check_sum(payment_list)
    payment_list.save()
    return payment_list


def _refuse_unpayable(payment_list):
    """Refuse (Refusal) to approve what could not be paid: a payment lies between the approval and its own day."""
    day = max(payment_list.pay_day, today())
    rule = _rule(day)
    if (payment_list.threshold, payment_list.rate) != (rule.threshold, rule.rate):
        raise Refusal(_("Its day is over and another rule of tax holds: send it back and draw it up anew."))
    taxing.refuse_short(payment_list, day)


@transaction.atomic
def enter_payment(list_id, *, paid_on, voucher_number, user, as_approved=""):
    """Note that the approved list was paid on `paid_on` (a date), by which voucher. Returns the Disbursement.

    `as_approved` confirms what differs in its tables (`refuse_differences`).

    Raises AlreadyDone when it is paid, Refusal when it is not approved, for a day to come or before the
    approval, without a voucher, for a day on which another rule of tax is in force than the list was made by, and for
    one on which more would have to be withheld of somebody.
    """
    payment_list = locked_list(list_id)
    paid = Disbursement.objects.filter(payment_list=payment_list).first()
    if paid is not None:
        raise AlreadyDone(
            _("The list was paid on %(day)s, voucher %(number)s.")
            % {"day": screen_date(paid.paid_on), "number": paid.voucher_number}
        )
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
    rule = _rule(paid_on)
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


def _already_approved(payment_list):
    return _("%(person)s approved the list for payment at %(moment)s already.") % {
        "person": payment_list.approved_by_name,
        "moment": screen_moment(payment_list.approved_at),
    }
