"""A payment list out of approved tables, a line per person: drawn up, and worked on while it is open."""

from collections import defaultdict

from django.db import transaction
from django.utils.translation import gettext as _

from royalties.assessing.differing import differences_of
from royalties.models import (
    NUMBERS,
    Author,
    Disbursement,
    ListedTable,
    PaymentLine,
    PaymentList,
    RoyaltyLine,
    RoyaltyTable,
    TaxRule,
)
from royalties.paying import taxing
from royalties.paying.list_differences import (
    ListDifferences,
    keep_entered_taxes,
    numbers_in_words,
    people_in_words,
    rule_in_words,
)
from submissions.kept.one_at_a_time import take_turn
from submissions.screens.refusals import AlreadyDone, Refusal
from vietnamese.collation import collation_key, person_key
from vietnamese.dates import screen_date, screen_moment
from vietnamese.numbers import money


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
    rule = rule_on(pay_day)
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


def rule_on(day):
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
            # What is put up again was counted when it was first paid.
            piece_count=len({line.piece_id for line in due[key] if line.amount > 0 and not line.corrects_id}),
            gross=sum(line.amount for line in due[key]),
        )


def _place_of(author):
    """Own people without a unit first, then by unit in the order of protocol, and by given name."""
    unit = author.unit
    place_of_unit = (unit.display_order, collation_key(unit.name), unit.pk) if unit else ()
    return place_of_unit, person_key(author.name), author.pk


def add_up(payment_list):
    """Write the sums of the list of its lines."""
    lines = list(payment_list.lines.defer(*NUMBERS))
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
        raise AlreadyDone(already_approved(payment_list))
    if payment_list.checked_at is not None:
        raise Refusal(_("The list has been checked and waits for the approval. Take it back first."))
    return payment_list


@transaction.atomic
def set_staff_tax(list_id, line_id, *, tax):
    """Enter the tax (int đồng) of one of the own staff in a list that is not checked yet. Raises Refusal."""
    payment_list = open_list(list_id)
    line = payment_list.lines.filter(pk=line_id, kind=Author.Kind.STAFF).defer(*NUMBERS).first()
    if line is None:
        raise Refusal(_("The tax of this person is withheld by the rule."))
    if not 0 <= tax <= line.gross:
        raise Refusal(_("The tax must be between 0 đ and %(most)s.") % {"most": money(line.gross)})
    PaymentLine.objects.filter(pk=line.pk).update(tax=tax, net=line.gross - tax)
    add_up(payment_list)


def differences_of_list(payment_list):
    """The ListDifferences of `payment_list` from today's people, rules and pieces; none once it has ended."""
    if not PaymentList.objects.on_the_way().filter(pk=payment_list.pk).exists():
        return ListDifferences()
    tables = list(payment_list.tables)
    stored = list(payment_list.lines.defer(*NUMBERS).order_by("place"))
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
    people = [] if payment_list.is_approved else rule_in_words(payment_list, rule) + people_in_words(stored, fresh)
    if payment_list.checked_at is not None and not payment_list.is_approved:
        people += numbers_in_words(payment_list)
    return ListDifferences(
        people=people,
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
    rule = rule_on(payment_list.pay_day)
    payment_list.threshold, payment_list.rate = rule.threshold, rule.rate
    payment_list.lines.all().delete()
    for line in found.fresh:
        line.payment_list = payment_list
    PaymentLine.objects.bulk_create(found.fresh)
    add_up(payment_list)
    follow_on(payment_list.pay_day, apart=payment_list.pk)
    return payment_list


@transaction.atomic
def discard_list(list_id):
    """Delete a list that is not checked; its tables can be listed again.

    Raises Refusal, also where the tax of an approved list that is not paid rests on this one.
    """
    payment_list = open_list(list_id)
    if taxing.bears_upon_approved(payment_list):
        raise Refusal(
            _("An approved list of this day was taxed together with this one. Send that one back first, or pay both.")
        )
    payment_list.delete()
    follow_on(payment_list.pay_day)


def refuse_ended(payment_list):
    """Raise AlreadyDone where the approved list is paid, or sent back."""
    if paid := Disbursement.objects.filter(payment_list=payment_list).first():
        raise AlreadyDone(
            _("The list was paid on %(day)s, voucher %(number)s.")
            % {"day": screen_date(paid.paid_on), "number": paid.voucher_number}
        )
    if payment_list.is_sent_back:
        sent = payment_list.sending_back
        raise AlreadyDone(
            _("%(person)s sent the approved list back at %(moment)s: %(reason)s")
            % {"person": sent.person_name, "moment": screen_moment(sent.sent_back_at), "reason": sent.reason}
        )


def already_approved(payment_list):
    return _("%(person)s approved the list for payment at %(moment)s already.") % {
        "person": payment_list.approved_by_name,
        "moment": screen_moment(payment_list.approved_at),
    }
