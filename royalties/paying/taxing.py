"""What is withheld from each person of a list: by the rule of its day, what the person declared, and what is paid to
them elsewhere on that day.

The threshold is that of a payment (Decree 253/2026/NĐ-CP, Article 50 point 2), and what two lists pay one person on one
day is one payment: what they come to together is taxed, less what the other list withholds.
"""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from royalties.models import NUMBERS, Author, PaymentLine, PaymentList, TaxMark
from royalties.money import amounts
from submissions.screens.refusals import Refusal
from vietnamese.dates import screen_date

# What of a line follows the person, the rule and the other lists, until the list is checked.
SET = ("kind", "mark", "day_gross", "day_tax", "tax", "net")
# The day on which a list pays: that on which it was paid, else the one that it was made for.
PAYS_ON = Coalesce("disbursement__paid_on", "pay_day")


@dataclass(frozen=True)
class Elsewhere:
    """What other lists pay somebody that day, and withhold of it (int đồng)."""

    gross: int = 0
    tax: int = 0


def others_on(day, *, apart):
    """The PaymentLists that pay on `day` (a date), without the one with the key `apart` (a queryset).

    What was sent back after its approval pays nothing.
    """
    lists = PaymentList.objects.filter(sending_back=None).annotate(pays_on=PAYS_ON)
    return lists.filter(pays_on=day).exclude(pk=apart)


def elsewhere(authors, lists):
    """{author's key: Elsewhere} of outside `authors` (keys) in `lists` (a queryset of PaymentLists), one query."""
    lines = PaymentLine.objects.filter(payment_list__in=lists.order_by().values("pk"), author__in=authors)
    sums = lines.filter(kind=Author.Kind.OUTSIDE).order_by().values_list("author")
    return {author: Elsewhere(gross, tax) for author, gross, tax in sums.annotate(Sum("gross"), Sum("tax", default=0))}


def due(gross, mark, other, *, threshold, rate):
    """The tax (int đồng) to be withheld of `gross` beside what is paid `other`wise (Elsewhere), by `mark`.

    It may be more than `gross`, or less than nothing.
    """
    if mark == TaxMark.Kind.COMMITMENT:
        return 0
    if mark == TaxMark.Kind.ON_REQUEST:
        threshold = 0
    return amounts.withheld(gross + other.gross, threshold=threshold, rate=rate) - other.tax


def set_taxes(payment_list, lines):
    """Set kind, tax and why on `lines` (PaymentLines of `payment_list`) as they are today; nothing is stored.

    What the accountant entered for own staff stays.
    """
    people = [line.author_id for line in lines]
    kinds = dict(Author.objects.filter(pk__in=people).order_by().values_list("pk", "kind"))
    marks = marks_on(payment_list.pay_day, people)
    found = elsewhere(people, others_on(payment_list.pay_day, apart=payment_list.pk))
    for line in lines:
        was_staff = line.kind == Author.Kind.STAFF
        line.kind, line.mark, line.day_gross, line.day_tax = kinds[line.author_id], None, None, None
        if line.kind != Author.Kind.OUTSIDE:
            line.tax = line.tax if was_staff and line.kind == Author.Kind.STAFF else None
            line.net = None if line.tax is None else line.gross - line.tax
            continue
        line.mark = marks.get(line.author_id)
        other = found.get(line.author_id)
        if other is not None:
            line.day_gross, line.day_tax = other.gross, other.tax
        line.tax = min(max(_due(payment_list, line), 0), line.gross)
        line.net = line.gross - line.tax


def marks_on(day, people):
    """{author's key: TaxMark.Kind} of what `people` (authors' keys) declared for `day` (a date)."""
    return dict(TaxMark.objects.valid_on(day).filter(author__in=people).values_list("author", "kind"))


def missing(payment_list, line):
    """What of the day's tax the amount of `line` cannot bear (int đồng), 0 as a rule."""
    if line.kind != Author.Kind.OUTSIDE or line.tax is None:
        return 0
    return max(_due(payment_list, line) - line.tax, 0)


def _due(payment_list, line):
    other = Elsewhere(line.day_gross or 0, line.day_tax or 0)
    return due(line.gross, line.mark, other, threshold=payment_list.threshold, rate=payment_list.rate)


def lines_of(payment_list):
    """The lines of `payment_list` without their encrypted fields, by place (a list)."""
    return list(payment_list.lines.defer(*NUMBERS).order_by("place"))


def store_taxes(payment_list):
    """Write the taxes of the lines of a list that is not checked as they are today."""
    lines = lines_of(payment_list)
    set_taxes(payment_list, lines)
    PaymentLine.objects.bulk_update(lines, SET)


@dataclass(frozen=True)
class SameDay:
    """Another list that pays some of the same people on the same day."""

    payment_list: PaymentList
    people: int


def same_day(payment_list):
    """The SameDays of a list, the oldest first; one query."""
    people = payment_list.lines.order_by().values("author")
    found = others_on(payment_list.pay_day, apart=payment_list.pk).annotate(
        shared=Count("lines", filter=Q(lines__author__in=people))
    )
    return [SameDay(each, each.shared) for each in found.filter(shared__gt=0).order_by("pk")]


def bears_upon_approved(payment_list):
    """Whether an approved list that is not paid yet was taxed together with what the same day pays the same people."""
    approved = others_on(payment_list.pay_day, apart=payment_list.pk).filter(
        approved_at__isnull=False, disbursement__isnull=True
    )
    lines = PaymentLine.objects.filter(payment_list__in=approved.order_by().values("pk"), day_gross__isnull=False)
    return lines.filter(author__in=payment_list.lines.order_by().values("author")).exists()


def short_on(payment_list, day):
    """The names (list of str) of whom too little is withheld when the list is paid on `day` (a date).

    Beside what was paid to them on that day, and by what they declared for it: a commitment may have ended since, or a
    request may have come.
    """
    lines = [line for line in lines_of(payment_list) if line.kind == Author.Kind.OUTSIDE]
    people = [line.author_id for line in lines]
    paid = others_on(day, apart=payment_list.pk).filter(disbursement__isnull=False)
    found = elsewhere(people, paid)
    marks = marks_on(day, people)
    rule = {"threshold": payment_list.threshold, "rate": payment_list.rate}
    return [
        line.author_name
        for line in lines
        if due(line.gross, marks.get(line.author_id), found.get(line.author_id, Elsewhere()), **rule) > line.tax
    ]


def refuse_unknown(payment_list):
    """Refuse (Refusal) a list on which somebody's tax is not known, or is more than the amount."""
    lines = lines_of(payment_list)
    if unknown := [line.author_name for line in lines if line.kind == Author.Kind.UNKNOWN]:
        raise Refusal(
            _("It is not known whether these people are own staff or outside: %(people)s. Say so on each of them.")
            % {"people": ", ".join(unknown)}
        )
    if lacking := [line.author_name for line in lines if missing(payment_list, line)]:
        raise Refusal(
            _(
                "The tax of the day is more than this list pays to: %(people)s. Put the lists of the day together, "
                "or pay on another day."
            )
            % {"people": ", ".join(lacking)}
        )


def refuse_short(payment_list, day):
    """Refuse (Refusal) to pay a list on a `day` (a date) on which more would have to be withheld of somebody."""
    if short := short_on(payment_list, day):
        raise Refusal(
            _(
                "Together with what was paid on %(day)s, or by what was declared for that day, more tax is due of: "
                "%(people)s. Pay this list on another day, or send it back and draw it up anew."
            )
            % {"day": screen_date(day), "people": ", ".join(short)}
        )
