"""The way of money from the draft to the payment, as steps in words: what is done, whose turn it is, what follows."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


@dataclass(frozen=True)
class Step:
    """A step, whose it is, and its state: one of DONE, NOW, LATER."""

    DONE, NOW, LATER = "done", "now", "later"

    name: str
    whose: str
    state: str

    @property
    def sign(self):
        return {self.DONE: "✓", self.NOW: "→", self.LATER: "○"}[self.state]

    @property
    def state_words(self):
        """Its state (str), said beside the sign."""
        if self.state == self.DONE:
            return pgettext("step", "done")
        return pgettext("step", "now") if self.state == self.NOW else pgettext("step", "later")


def steps_of(table, payment_list=None):
    """The six Steps of a table (a RoyaltyTable) and the list that pays it (a PaymentList, or None)."""
    return _steps((True, not table.is_draft, table.is_approved, *_of_list(payment_list)))


def steps_of_list(payment_list):
    """The six Steps of a PaymentList, whose tables are approved; none of one that was sent back after the approval."""
    if payment_list.is_sent_back:
        return []
    return _steps((True, True, True, *_of_list(payment_list)))


def turn_in_words(steps):
    """Which of `steps` comes next, and whose it is (str); "" once it is paid."""
    now = next((step for step in steps if step.state == Step.NOW), None)
    return (now and _("next step: %(step)s (%(whose)s)") % {"step": now.name.lower(), "whose": now.whose}) or ""


def _of_list(payment_list):
    if payment_list is None:
        return False, False, False
    paid = getattr(payment_list, "disbursement", None) is not None
    return payment_list.checked_at is not None, payment_list.is_approved, paid


def _steps(done):
    desk, accountant = _("desk"), _("accountant")
    names = (
        (pgettext("step", "Draw up"), desk),
        (pgettext("step", "Hand in"), desk),
        (pgettext("step", "Approve"), _("head of the board")),
        (pgettext("step", "Check"), accountant),
        (pgettext("step", "Approve the payment"), _("head of the office")),
        (pgettext("step", "Pay"), accountant),
    )
    turn = done.index(False) if False in done else len(done)
    states = [Step.DONE if place < turn else Step.NOW if place == turn else Step.LATER for place in range(len(done))]
    return [Step(name, whose, state) for (name, whose), state in zip(names, states, strict=True)]
