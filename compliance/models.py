"""What units owe, and from which day to which day a month of account runs: dated, each with its legal basis."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from submissions.models import Unit
from submissions.models.validity import Validity
from vietnamese.dates import screen_date

LEGAL_BASIS = "Công văn 2485/UBND-VX ngày 04/4/2019"


class Quota(Validity):
    """The minimum that a kind of unit, or one unit, owes in a period. One unit's own quota goes before its kind's.

    A minimum of 0 exempts ("không giao chỉ tiêu"). In force for a period is what is valid on its last day.
    """

    kind = models.CharField(
        _("kind of unit"),
        max_length=20,
        choices=Unit.Kind.choices,
        blank=True,
        default="",
        help_text=_("For all units of a kind. Leave empty when the minimum is for one unit."),
    )
    unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="quotas",
        verbose_name=_("one unit"),
        help_text=_("Goes before the minimum of the unit's kind."),
    )
    minimum = models.PositiveSmallIntegerField(
        _("minimum per period"), help_text=_("0 means: no minimum for this kind or unit.")
    )
    photo_required = models.BooleanField(
        _("photo required"), default=True, help_text=_("A piece without a photo then does not count.")
    )
    legal_basis = models.CharField(_("legal basis"), max_length=255, default=LEGAL_BASIS)

    class Meta:
        verbose_name = _("minimum")
        verbose_name_plural = _("minimums")
        ordering = ["unit", "kind", "-valid_from"]
        permissions = [("view_reports", "Sees and exports the tables of all units")]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=True) & ~Q(kind="") | Q(unit__isnull=False, kind=""),
                name="quota_for_a_kind_or_one_unit",
            )
        ]

    def __str__(self):
        return f"{self.subject}: {self.minimum}"

    @property
    def subject(self):
        """Whom the minimum is for: the unit, or the name of the kind."""
        return str(self.unit) if self.unit_id else capfirst(self.get_kind_display())

    subject.fget.short_description = _("Given to")

    def save(self, *args, **kwargs):
        """Refuses an overlap with a ValidationError, also when two people save at the same moment.

        SQLite knows no constraint over intervals. So everybody who saves a minimum first takes the one row that
        stands for the model, and looks only then; on SQLite a transaction that writes has the database to itself.
        """
        with transaction.atomic():
            ContentType.objects.select_for_update(no_key=True).get(app_label="compliance", model="quota")
            self.refuse_overlap()
            super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if bool(self.kind) == bool(self.unit_id):
            raise ValidationError(_("Choose either a kind of unit or one unit."))
        self.refuse_overlap()

    def refuse_overlap(self):
        """Raise ValidationError when another minimum for the same kind or unit holds on a day of this one."""
        other = self.overlapping().first()
        if other is not None:
            raise ValidationError(
                _("For %(subject)s a minimum of %(minimum)s is in force from %(first)s to %(last)s. End it first.")
                % {
                    "subject": other.subject,
                    "minimum": other.minimum,
                    "first": _day_or_dots(other.valid_from),
                    "last": _day_or_dots(other.valid_to),
                }
            )

    def overlapping(self):
        """Other quotas for the same kind or unit that share at least one day with this one (a queryset)."""
        others = Quota.objects.filter(kind=self.kind, unit=self.unit_id).exclude(pk=self.pk)
        others = others.overlapping(valid_from=self.valid_from, valid_to=self.valid_to)
        return others.select_related("unit").order_by("valid_from")


class ReportingRule(models.Model):
    """From which day of the month a period runs, and on which day its report is due (docs/periods.md).

    25/25 is the letter's own; 15/25 is that of Decree 09/2019/NĐ-CP, Article 12; first day 1 is the calendar month.
    """

    first_day = models.PositiveSmallIntegerField(
        _("first day of the period"),
        default=25,
        validators=[MinValueValidator(1), MaxValueValidator(28)],
        help_text=_("25: from the 25th of the month before to the 24th. 15: from the 15th to the 14th. 1: the month."),
    )
    report_day = models.PositiveSmallIntegerField(
        _("day of the report"), default=25, validators=[MinValueValidator(1), MaxValueValidator(28)]
    )
    valid_from = models.DateField(
        _("valid from"), unique=True, help_text=_("Holds for the period of this month and for those that follow.")
    )
    legal_basis = models.CharField(_("legal basis"), max_length=255, default=LEGAL_BASIS)

    class Meta:
        verbose_name = _("rule of the reporting period")
        verbose_name_plural = _("rules of the reporting period")
        ordering = ["valid_from"]

    def __str__(self):
        return f"{self.first_day}/{self.report_day} ({screen_date(self.valid_from)})"


def _day_or_dots(day):
    return screen_date(day) if day else "…"
