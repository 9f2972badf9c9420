"""What nobody has collected as people read it: who has waited how long, what went out, what is next."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from royalties.models import UnclaimedPayment
from royalties.paying import unclaimed as verbs
from vietnamese.dates import day_of, screen_date, today
from vietnamese.numbers import money


@dataclass(frozen=True)
class UnclaimedRow:
    """An UnclaimedPayment with its number in the list, in words."""

    number: int
    unclaimed: UnclaimedPayment

    @property
    def line(self):
        return self.unclaimed.line

    @property
    def amount(self):
        return money(self.line.net)

    @property
    def paid(self):
        return paid_in_words(self.line)

    @property
    def since(self):
        return screen_date(self.unclaimed.waits_since)

    @property
    def days(self):
        """How many days it has waited, or did until it ended (int)."""
        return ((self.unclaimed.ended_on or today()) - self.unclaimed.waits_since).days

    @property
    def days_words(self):
        return ngettext("%(number)s day", "%(number)s days", self.days) % {"number": self.days}

    @property
    def notices(self):
        """The notices that went out (list of str)."""
        return [
            _("notice %(number)s: %(day)s, %(how)s")
            % {"number": notice.number, "day": screen_date(notice.sent_on), "how": notice.document}
            for notice in self.unclaimed.notices.all()
        ]

    @cached_property
    def step(self):
        return verbs.next_step(self.unclaimed)

    @property
    def next(self):
        """What is to be done next, or how it ended (str)."""
        if self.step is not None:
            return self.step.words
        unclaimed = self.unclaimed
        if unclaimed.outcome == UnclaimedPayment.Outcome.MISTAKEN:
            words = {"day": screen_date(unclaimed.ended_on), "reason": unclaimed.mistaken_because}
            return _("noted by mistake, withdrawn on %(day)s: %(reason)s") % words
        return ending_in_words(unclaimed)

    @property
    def taken_back(self):
        """What was entered by mistake about its end, each with who took it back, when and why (list of str)."""
        return [
            _("%(entry)s: taken back on %(day)s by %(person)s: %(reason)s")
            % {
                "entry": capfirst(ending_in_words(each)),
                "day": screen_date(day_of(each.entered_at)),
                "person": each.entered_by,
                "reason": each.reason,
            }
            for each in self.unclaimed.reversals.all()
        ]

    @property
    def is_due(self):
        return self.step is not None and self.step.is_due


def paid_in_words(line):
    """By which payment a line of a paid list was paid out (str)."""
    paid = line.payment_list.disbursement
    return _("%(day)s, voucher %(number)s") % {"day": screen_date(paid.paid_on), "number": paid.voucher_number}


def ending_in_words(ending):
    """How an amount ended (str), by an UnclaimedPayment or UnclaimedReversal that says it was collected or moved."""
    words = {"day": screen_date(ending.ended_on), "document": ending.document, "year": ending.budget_year}
    if ending.outcome == UnclaimedPayment.Outcome.COLLECTED:
        return _("collected on %(day)s, voucher %(document)s") % words
    return _("moved to the fund of %(year)s on %(day)s, decision %(document)s") % words


def rows_of(unclaimed):
    """The UnclaimedRows of UnclaimedPayments, numbered in their order (a list)."""
    return [UnclaimedRow(number, each) for number, each in enumerate(unclaimed, start=1)]


def total_of(rows):
    """What the rows come to (int đồng)."""
    return sum(row.line.net for row in rows)
