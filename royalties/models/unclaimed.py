"""What was paid out and not collected: since when, which notices went out, and how it ended (Article 4 point 10)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from royalties.money.decree import NOTICES

from .payments import PaymentLine


class UnclaimedPayment(models.Model):
    """The amount of one person in a paid list that nobody has collected; locked once it is known how that ended."""

    class Outcome(models.TextChoices):
        WAITING = "", _("waits")
        COLLECTED = "collected", _("collected")
        TRANSFERRED = "transferred", _("moved to the next year's fund")
        MISTAKEN = "mistaken", _("noted by mistake")

    line = models.ForeignKey(PaymentLine, on_delete=models.PROTECT, related_name="unclaimed")
    waits_since = models.DateField(_("waits since"))
    reason = models.CharField(_("why it was not collected"), max_length=400)
    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=15, choices=Outcome.choices, blank=True)
    ended_on = models.DateField(_("on the day"), null=True)
    # The voucher by which it was collected, or the decision that moves it.
    document = models.CharField(_("voucher or decision"), max_length=60, blank=True)
    budget_year = models.PositiveSmallIntegerField(_("to the fund of the year"), null=True)
    # Why it should not have been noted: the amount can be noted again.
    mistaken_because = models.CharField(_("noted by mistake because"), max_length=400, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    # When it was entered; null where an older version of the site kept no moment.
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("amount not collected")
        verbose_name_plural = _("amounts not collected")
        ordering = ["waits_since", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", ended_on=None, document="", budget_year=None, mistaken_because="")
                | Q(outcome="collected", ended_on__isnull=False, budget_year=None, mistaken_because="")
                & ~Q(document="")
                | Q(outcome="transferred", ended_on__isnull=False, budget_year__isnull=False, mistaken_because="")
                & ~Q(document="")
                | Q(outcome="mistaken", ended_on__isnull=False, document="", budget_year=None)
                & ~Q(mistaken_because=""),
                name="unclaimed_ends_once_with_a_document",
            ),
            models.UniqueConstraint(
                fields=["line"], condition=~Q(outcome="mistaken"), name="amount_not_collected_noted_once"
            ),
        ]

    def __str__(self):
        return str(self.line)


class UnclaimedNotice(models.Model):
    """One of the three notices to who has not collected; never changed."""

    unclaimed = models.ForeignKey(UnclaimedPayment, on_delete=models.PROTECT, related_name="notices")
    number = models.PositiveSmallIntegerField(_("notice"))
    sent_on = models.DateField(_("sent on"))
    document = models.CharField(_("how, by which letter"), max_length=200)
    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("notice of money not collected")
        verbose_name_plural = _("notices of money not collected")
        ordering = ["unclaimed", "number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["unclaimed", "number"], name="notice_sent_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=NOTICES), name="at_most_three_notices"),
        ]

    def __str__(self):
        return f"{self.number}"


class UnclaimedReversal(models.Model):
    """How it was said to have ended by mistake, as it was entered, and why that was taken back; never changed.

    The database lets an ending be taken off its amount only with such a row (royalties/sealed/seals.py).
    """

    unclaimed = models.ForeignKey(UnclaimedPayment, on_delete=models.PROTECT, related_name="reversals")
    outcome = models.CharField(max_length=15, choices=UnclaimedPayment.Outcome.choices)
    ended_on = models.DateField()
    document = models.CharField(max_length=60)
    budget_year = models.PositiveSmallIntegerField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(_("taken back because"), max_length=400)
    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("ending that was taken back")
        verbose_name_plural = _("endings that were taken back")
        ordering = ["unclaimed", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.reason
