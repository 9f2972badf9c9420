"""What a person has declared about the tax withheld: dated, with the paper that it rests on."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.kept.one_at_a_time import OneAtATime

from .authors import Author


class TaxMark(OneAtATime):
    """How the tax of an outside author departs from the rule, while it holds (Decree 253/2026/NĐ-CP, Article 50)."""

    class Kind(models.TextChoices):
        COMMITMENT = "commitment", gettext_lazy("commitment: nothing is withheld")
        ON_REQUEST = "on_request", gettext_lazy("on request: withheld below the threshold as well")

    SUBJECT = ("author_id",)
    LOCKED_TABLE = ("royalties", "paymentlist")

    author = models.ForeignKey(
        Author, on_delete=models.PROTECT, related_name="tax_marks", verbose_name=gettext_lazy("author")
    )
    kind = models.CharField(gettext_lazy("declared"), max_length=10, choices=Kind.choices)
    document = models.CharField(
        gettext_lazy("paper"),
        max_length=200,
        help_text=gettext_lazy("The commitment form or the written request: its kind, number and day."),
    )

    class Meta:
        verbose_name = gettext_lazy("declaration about the tax withheld")
        verbose_name_plural = gettext_lazy("declarations about the tax withheld")
        ordering = ["author", "-valid_from"]

    def __str__(self):
        return f"{self.author}: {self.get_kind_display()}"

    def clean(self):
        """It holds from a day on, because lists before it were right without it."""
        super().clean()
        if not self.valid_from:
            raise ValidationError({"valid_from": _("Enter the day from which it holds.")})

    def is_in_the_way(self):
        return _("This person already has a declaration, %(span)s. End it first.") % {"span": self.span}
