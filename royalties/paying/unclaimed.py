"""What was paid out and nobody collected: three notices, then it moves to the next year's fund.

Decree 18/2014/NĐ-CP, Article 4 point 10. How long to wait between two notices the decree does not say; thirty days are
the office's own measure (DAYS_BETWEEN).
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from royalties.assessing.drafts import LONGEST_REASON
from royalties.models import (
    NUMBERS,
    Disbursement,
    PaymentLine,
    RoyaltyLine,
    UnclaimedNotice,
    UnclaimedPayment,
    UnclaimedReversal,
)
from royalties.money.decree import NOTICE_BASIS, NOTICES
from submissions.kept.one_at_a_time import take_turn
from submissions.rights.reasons import reason_given
from submissions.screens.refusals import AlreadyDone, Refusal
from vietnamese.dates import screen_date, today
from vietnamese.numbers import money

Outcome = UnclaimedPayment.Outcome
DAYS_BETWEEN = 30
# What says how an amount ended, and is empty while it waits.
ENDING = ("outcome", "ended_on", "document", "budget_year", "ended_by", "ended_at")


def waiting():
    """The UnclaimedPayments that still wait, the longest first, with what is shown of them (a queryset)."""
    return _with_what_is_shown(UnclaimedPayment.objects.filter(outcome=Outcome.WAITING)).order_by("waits_since", "pk")


def ended():
    """Those of which it is known how they ended, the latest first (a queryset)."""
    return _with_what_is_shown(UnclaimedPayment.objects.exclude(outcome=Outcome.WAITING)).order_by("-ended_on", "-pk")


def _with_what_is_shown(rows):
    secret = [f"line__{name}" for name in NUMBERS]
    found = rows.select_related("line__payment_list__disbursement").defer(*secret)
    return found.prefetch_related("notices", "reversals__entered_by")


@dataclass(frozen=True)
class NextStep:
    """What comes next for an amount that waits: the notice `number`, or the transfer (None), from `day` on."""

    number: int | None
    day: datetime.date

    @property
    def words(self):
        """What is to be done and from which day on (str)."""
        day = {"day": screen_date(self.day)}
        if self.number is None:
            return _("move to the next year's fund, from %(day)s on") % day
        return _("notice %(number)s, from %(day)s on") % (day | {"number": self.number})

    @property
    def is_due(self):
        return self.day <= today()


def next_step(unclaimed):
    """The NextStep of an UnclaimedPayment that waits; None where it is known how it ended."""
    if unclaimed.outcome:
        return None
    sent = sorted(unclaimed.notices.all(), key=lambda notice: notice.number)
    if not sent:
        return NextStep(1, unclaimed.waits_since)
    number = sent[-1].number + 1
    return NextStep(number if number <= NOTICES else None, sent[-1].sent_on + datetime.timedelta(days=DAYS_BETWEEN))


@transaction.atomic
def set_aside(list_id, line_id, *, waits_since, reason, user):
    """Note that nobody collected the amount of a line of a paid list, since `waits_since` (a date). Refusal."""
    take_turn("royalties", "paymentlist")
    paid = Disbursement.objects.filter(payment_list=list_id).first()
    line = PaymentLine.objects.filter(pk=line_id, payment_list=list_id).defer(*NUMBERS).first()
    if paid is None or line is None:
        raise Refusal(_("Only what is entered as paid can wait to be collected."))
    if not line.net:
        raise Refusal(_("There is nothing to collect for this person."))
    if UnclaimedPayment.objects.filter(line=line).exclude(outcome=Outcome.MISTAKEN).exists():
        raise AlreadyDone(_("It is noted already that this amount was not collected."))
    if not paid.paid_on <= waits_since <= today():
        raise Refusal(_("The day lies between the payment (%(day)s) and today.") % {"day": screen_date(paid.paid_on)})
    return UnclaimedPayment.objects.create(line=line, waits_since=waits_since, reason=_given(reason), entered_by=user)


@transaction.atomic
def give_notice(unclaimed_id, *, number, sent_on, document, user):
    """Enter the notice `number` (1 to 3) that went out on `sent_on` (a date). Raises Refusal, AlreadyDone.

    `DAYS_BETWEEN` days after the one before.
    """
    unclaimed = _waiting(unclaimed_id)
    sent = list(unclaimed.notices.order_by("number"))
    if number <= len(sent):
        raise AlreadyDone(_("Notice %(number)s is entered already.") % {"number": number})
    if number != len(sent) + 1 or number > NOTICES:
        raise Refusal(_("Three notices are sent, one after the other."))
    earliest = next_step(unclaimed).day
    if not earliest <= sent_on <= today():
        raise Refusal(_("The day lies between %(day)s and today.") % {"day": screen_date(earliest)})
    return UnclaimedNotice.objects.create(
        unclaimed=unclaimed, number=number, sent_on=sent_on, document=_given(document), entered_by=user
    )


@transaction.atomic
def collect(unclaimed_id, *, ended_on, document, user):
    """Note that the amount was collected on `ended_on` (a date) by which voucher. Raises Refusal, AlreadyDone."""
    return _end(_waiting(unclaimed_id), Outcome.COLLECTED, ended_on=ended_on, document=document, user=user)


@transaction.atomic
def transfer(unclaimed_id, *, ended_on, document, user):
    """Note that the amount moves to the fund of the year after `ended_on`, by which decision. Raises Refusal.

    After three notices, the last of which is `DAYS_BETWEEN` days old; and not while something of it is taken back.
    """
    # Nobody approves a deduction of it meanwhile.
    take_turn("royalties", "royaltytable")
    unclaimed = _waiting(unclaimed_id)
    step = next_step(unclaimed)
    if step.number is not None:
        raise Refusal(
            _("Three notices come first (%(basis)s); %(number)s were sent.")
            % {"basis": NOTICE_BASIS, "number": unclaimed.notices.count()}
        )
    if ended_on < step.day:
        raise Refusal(_("The last notice may be answered until %(day)s.") % {"day": screen_date(step.day)})
    if taken := taken_back_elsewhere(unclaimed.line):
        raise Refusal(
            _(
                "%(sum)s of this amount, which nobody received, was deducted from other earnings of the person. Put "
                "that up again in a table first."
            )
            % {"sum": money(taken)}
        )
    unclaimed.budget_year = ended_on.year + 1
    return _end(unclaimed, Outcome.TRANSFERRED, ended_on=ended_on, document=document, user=user)


def taken_back_elsewhere(line):
    """How much (int đồng) approved tables of other lists took back of what a `line` (a PaymentLine) pays."""
    tables = line.payment_list.tables
    corrections = RoyaltyLine.objects.filter(
        corrects__table__in=tables, corrects__author=line.author_id, table__approved_at__isnull=False
    )
    return -(corrections.exclude(table__in=tables).aggregate(sum=Sum("amount"))["sum"] or 0)


@transaction.atomic
def withdraw(unclaimed_id, *, reason, user):
    """Note that it was noted by mistake that nobody collected the amount, because of `reason`. Refusal, AlreadyDone.

    What was noted stays, with its notices; the amount counts as collected, and can be noted again.
    """
    unclaimed = _waiting(unclaimed_id)
    unclaimed.outcome, unclaimed.ended_on = Outcome.MISTAKEN, today()
    unclaimed.mistaken_because, unclaimed.ended_by = _given(reason), user
    unclaimed.ended_at = timezone.now()
    unclaimed.save()
    return unclaimed


def can_be_taken_back(unclaimed):
    """Whether an UnclaimedPayment ended by an entry that may have been a mistake."""
    return unclaimed.outcome in (Outcome.COLLECTED, Outcome.TRANSFERRED)


@transaction.atomic
def take_back(unclaimed_id, *, reason, user):
    """Take back that the amount was collected, or moved, which was entered by mistake. Raises Refusal, AlreadyDone.

    What was entered is kept beside the `reason`; the amount waits again, with its notices as they were.
    """
    unclaimed = _locked(unclaimed_id)
    if not unclaimed.outcome:
        raise AlreadyDone(_("Nothing is entered about how this ended: the amount waits."))
    if not can_be_taken_back(unclaimed):
        raise Refusal(_("The note itself was withdrawn. Note again that the amount was not collected."))
    ending = {name: getattr(unclaimed, name) for name in ENDING}
    kept = UnclaimedReversal.objects.create(unclaimed=unclaimed, reason=_given(reason), entered_by=user, **ending)
    UnclaimedPayment.objects.filter(pk=unclaimed.pk).update(
        outcome=Outcome.WAITING, ended_on=None, document="", budget_year=None, ended_by=None, ended_at=None
    )
    return kept


def _end(unclaimed, outcome, *, ended_on, document, user):
    if not unclaimed.waits_since <= ended_on <= today():
        raise Refusal(_("The day lies between %(day)s and today.") % {"day": screen_date(unclaimed.waits_since)})
    unclaimed.outcome, unclaimed.ended_on = outcome, ended_on
    unclaimed.document, unclaimed.ended_by = _given(document), user
    unclaimed.ended_at = timezone.now()
    unclaimed.save()
    return unclaimed


def _waiting(unclaimed_id):
    """The UnclaimedPayment of this key, for nobody else until the transaction ends; refused once it has ended."""
    unclaimed = _locked(unclaimed_id)
    if unclaimed.outcome:
        raise AlreadyDone(
            _("This ended already: %(outcome)s on %(day)s.")
            % {"outcome": unclaimed.get_outcome_display(), "day": screen_date(unclaimed.ended_on)}
        )
    return unclaimed


def _locked(unclaimed_id):
    take_turn("royalties", "paymentlist")
    return UnclaimedPayment.objects.select_for_update().get(pk=unclaimed_id)


def _given(text):
    text = reason_given(text, longest=LONGEST_REASON)
    if not text:
        raise Refusal(_("Say by which paper or for what reason."))
    return text
