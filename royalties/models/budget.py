"""The yearly budget: what was allotted, and what besides royalties is spent on keeping the site (R9)."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import ProtectedError, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vietnamese.dates import today
from vietnamese.numbers import money
from vietnamese.text import normalise

from .locked import Locked

# Decree 43/2011/NĐ-CP first had cities keep a website; later than 2100 is a typing error.
YEARS = 2011, 2100


def budget_year():
    validators = [MinValueValidator(YEARS[0]), MaxValueValidator(YEARS[1])]
    return models.PositiveSmallIntegerField(gettext_lazy("budget year"), validators=validators)


class BudgetSource(models.Model):
    """Where the money comes from, as the decision of allotment names it."""

    name = models.CharField(gettext_lazy("budget source"), max_length=150, unique=True)
    display_order = models.PositiveSmallIntegerField(gettext_lazy("display order"), default=0)

    class Meta:
        verbose_name = gettext_lazy("budget source")
        verbose_name_plural = gettext_lazy("budget sources")
        ordering = ["display_order", "pk"]

    def __str__(self):
        return self.name

    @property
    def is_in_use(self):
        """Whether anything was allotted to it or is paid from it; the database then refuses to delete it, too."""
        return any(rows.exists() for rows in (self.allocations, self.tables, self.maintenance_costs))


class Purpose(models.TextChoices):
    """What the budget is for."""

    ROYALTY = "royalty", gettext_lazy("Royalties")
    REMUNERATION = "remuneration", gettext_lazy("Remuneration")
    MAINTENANCE = "maintenance", gettext_lazy("Keeping the site")


class Allocation(models.Model):
    """An amount allotted for a year; a later one adds to it, and a negative one takes back."""

    year = budget_year()
    source = models.ForeignKey(
        BudgetSource, on_delete=models.PROTECT, related_name="allocations", verbose_name=gettext_lazy("budget source")
    )
    purpose = models.CharField(gettext_lazy("purpose"), max_length=15, choices=Purpose.choices)
    amount = models.BigIntegerField(
        gettext_lazy("amount (đồng)"), help_text=gettext_lazy("What is taken back is entered with a minus sign.")
    )
    document_number = models.CharField(gettext_lazy("number of the decision"), max_length=60)
    document_date = models.DateField(gettext_lazy("date of the decision"))
    note = models.CharField(gettext_lazy("note"), max_length=255, blank=True)

    class Meta:
        verbose_name = gettext_lazy("allotted budget")
        verbose_name_plural = gettext_lazy("allotted budgets")
        ordering = ["-year", "source", "purpose", "document_date", "pk"]

    def __str__(self):
        return f"{self.document_number}, {self.get_purpose_display()} {self.year}"

    @property
    def is_in_use(self):
        """Whether anything is paid, or to be paid, out of its year, source and purpose."""
        if self.purpose == Purpose.MAINTENANCE:
            return self.source.maintenance_costs.filter(year=self.year).exists()
        return self.source.tables.filter(budget_year=self.year, kind=self.purpose).exists()

    def clean(self):
        """Refuse an amount of nothing, and one that takes back more than there is."""
        super().clean()
        if self.amount == 0:
            raise ValidationError({"amount": _("0 allots nothing and takes nothing back.")})
        if self.amount is None or self.amount > 0 or self.source_id is None:
            return
        others = Allocation.objects.filter(year=self.year, source=self.source_id, purpose=self.purpose)
        allotted = others.exclude(pk=self.pk).aggregate(sum=Sum("amount"))["sum"] or 0
        if allotted + self.amount < 0:
            raise ValidationError(
                {"amount": _("Only %(allotted)s are allotted so far.") % {"allotted": money(allotted)}}
            )

    def delete(self, *args, **kwargs):
        """Refuse what figures rest on (ProtectedError)."""
        if self.is_in_use:
            raise ProtectedError("something is paid out of it", {self})
        return super().delete(*args, **kwargs)


class MaintenanceCost(models.Model):
    """A cost of keeping the site: domain name, server, certificate …; entered by hand.

    What is paid is locked (docs/royalties.md). An error in it is put right as in any account, by another paid entry
    with its own voucher: that one alone may be negative.
    """

    class State(models.TextChoices):
        EXPECTED = "expected", gettext_lazy("Expected")
        APPROVED = "approved", gettext_lazy("Approved")
        PAID = "paid", gettext_lazy("Paid")

    year = budget_year()
    source = models.ForeignKey(
        BudgetSource,
        on_delete=models.PROTECT,
        related_name="maintenance_costs",
        verbose_name=gettext_lazy("budget source"),
    )
    subject = models.CharField(gettext_lazy("what for"), max_length=255)
    amount = models.BigIntegerField(
        gettext_lazy("amount (đồng)"),
        help_text=gettext_lazy("Negative only to correct something paid: with the number of its own voucher."),
    )
    state = models.CharField(gettext_lazy("state"), max_length=10, choices=State.choices, default=State.EXPECTED)
    day = models.DateField(
        gettext_lazy("date"), help_text=gettext_lazy("When it is expected, was approved, or was paid.")
    )
    voucher_number = models.CharField(gettext_lazy("voucher number"), max_length=60, blank=True)

    class Meta:
        verbose_name = gettext_lazy("cost of keeping the site")
        verbose_name_plural = gettext_lazy("costs of keeping the site")
        ordering = ["-year", "-day", "pk"]
        permissions = [("keep_budget", "Keeps the budget")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0) | Q(amount__lt=0, state="paid"), name="cost_is_an_amount"),
            models.CheckConstraint(condition=~Q(state="paid", voucher_number=""), name="paid_cost_has_voucher"),
        ]

    def __str__(self):
        return self.subject

    def save(self, *args, **kwargs):
        """Refuse to change what is paid (Locked)."""
        if self.is_paid:
            raise Locked
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Refuse to delete what is paid (Locked)."""
        if self.is_paid:
            raise Locked
        return super().delete(*args, **kwargs)

    @property
    def is_paid(self):
        """Whether it is stored as paid, and so locked; what a form has just written into `state` does not count."""
        return self.pk is not None and MaintenanceCost.objects.filter(pk=self.pk, state=self.State.PAID).exists()

    def clean(self):
        super().clean()
        self.subject, self.voucher_number = normalise(self.subject), normalise(self.voucher_number).strip()
        if self.is_paid:
            raise ValidationError(str(Locked()))
        if self.amount == 0:
            raise ValidationError({"amount": _("A cost is not 0 đ.")})
        if self.state != self.State.PAID:
            if self.amount is not None and self.amount < 0:
                raise ValidationError({"amount": _("Only a correction of something paid is negative.")})
            return
        if not self.voucher_number:
            raise ValidationError({"voucher_number": _("Enter the number of the voucher.")})
        if self.day and self.day > today():
            raise ValidationError({"day": _("What is paid was not paid on a day to come.")})
