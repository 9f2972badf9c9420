"""Where a list withholds more than is due on the day on which it is really paid: told, with what to do.

It happens where two lists were taxed together for one day, and one of them is paid on another, sent back or discarded;
or where somebody has declared something since. What is too little is refused (royalties/paying/taxing.py); what is too
much was paid to the tax office, and is settled there or given back by the office.
"""

from django.utils.translation import gettext as _

from royalties.models import Author
from royalties.paying.taxing import Elsewhere, due, elsewhere, lines_of, marks_on, others_on
from vietnamese.dates import screen_date, today
from vietnamese.numbers import money


def too_much_on(payment_list, day):
    """[(name, int đồng)] of whom more is withheld than is due, when the list is paid on `day` (a date).

    Beside what other lists pay or are to pay on that day.
    """
    lines = [line for line in lines_of(payment_list) if line.kind == Author.Kind.OUTSIDE and line.tax]
    people = [line.author_id for line in lines]
    found, marks = elsewhere(people, others_on(day, apart=payment_list.pk)), marks_on(day, people)
    rule = {"threshold": payment_list.threshold, "rate": payment_list.rate}
    over = [
        (line.author_name, line.tax - max(due(line.gross, marks.get(line.author_id), other, **rule), 0))
        for line in lines
        for other in [found.get(line.author_id, Elsewhere())]
    ]
    return [(name, amount) for name, amount in over if amount > 0]


def day_of_payment(payment_list):
    """The day (a date) on which the list was paid, else the first from today on that it was made for."""
    paid = getattr(payment_list, "disbursement", None)
    return paid.paid_on if paid else max(payment_list.pay_day, today())


def in_words(payment_list, day=None):
    """Of whom an approved list withholds too much on `day` (its `day_of_payment`), and what to do (str), or ""."""
    if not payment_list.is_approved or payment_list.is_sent_back:
        return ""
    day = day or day_of_payment(payment_list)
    over = too_much_on(payment_list, day)
    if not over:
        return ""
    words = {
        "day": screen_date(day),
        "people": ", ".join(f"{name} ({money(amount)})" for name, amount in over),
    }
    said = _("Paid on %(day)s, this list withholds too much tax of: %(people)s.") % words
    if hasattr(payment_list, "disbursement"):
        return " ".join([said, _("Give it back, or let the person settle it with the tax of the year.")])
    return " ".join(
        [
            said,
            _(
                "Pay what was taxed together with it on the same day and enter that first; or send the list back and "
                "draw it up anew."
            ),
        ]
    )


def rests_on(payment_list):
    """The paid lists of its day whose tax was computed together with this one (a list of PaymentLists)."""
    people = payment_list.lines.order_by().values("author")
    paid = others_on(payment_list.pay_day, apart=payment_list.pk).filter(disbursement__isnull=False)
    return list(paid.filter(lines__author__in=people, lines__day_gross__isnull=False).distinct().order_by("pk"))
