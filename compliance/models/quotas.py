"""What units owe: dated minimums, each with its legal basis; and which owe nothing for a while, by what document."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compliance.periods.periods import LEGAL_BASIS
from submissions.models import Unit, UnitKind

from .dated import SettledOneAtATime, one_at_a_time


class Quota(SettledOneAtATime):
    """The minimum that a kind of unit, or one unit, owes in a period. One unit's own quota goes before its kind's.

    A minimum of 0 exempts ("không giao chỉ tiêu"). In force for a period is what is valid on its last day.
    """

    kind = models.ForeignKey(
        UnitKind,
        to_field="code",
        db_column="kind",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="quotas",
        verbose_name=_("kind of unit"),
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

    SUBJECT = ("kind_id", "unit_id")
    # The Quota that this one takes the place of from its first day on; ended by the same save.
    replaces = None

    class Meta:
        verbose_name = _("minimum")
        verbose_name_plural = _("minimums")
        ordering = ["unit", "kind", "-valid_from"]
        permissions = [("view_reports", "Sees and exports the tables of all units")]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=True, kind__isnull=False) | Q(unit__isnull=False, kind__isnull=True),
                name="quota_for_a_kind_or_one_unit",
            )
        ]

    def __str__(self):
        """A form that lost its subject still stands under a heading."""
        return f"{self.subject}: {self.minimum}" if self.subject else str(self.minimum)

    @property
    def subject(self):
        """Whom the minimum is for: the unit, or the name of the kind; "" while a form has neither."""
        return str((self.unit if self.unit_id else self.kind) or "")

    subject.fget.short_description = _("Given to")

    def clean(self):
        if bool(self.kind_id) == bool(self.unit_id):
            raise ValidationError(_("Choose either a kind of unit or one unit."))
        super().clean()

    def save(self, *args, **kwargs):
        """Together with the end of what it takes the place of, or not at all."""
        with transaction.atomic():
            one_at_a_time()
            if self.replaces is not None:
                self.replaces.refresh_from_db()
                if self.replaces.valid_to not in (self.valid_to, self.valid_from):
                    # Somebody ended it meanwhile: it would hold longer by this, and nobody was shown that.
                    raise ValidationError(
                        _(
                            "This is not what was shown last: please look at it again, then confirm. Nothing has been "
                            "done yet."
                        )
                    )
                self.replaces.valid_to = self.valid_from
                self.replaces.save()
            super().save(*args, **kwargs)

    def overlapping(self):
        rows = super().overlapping()
        return rows if self.replaces is None else rows.exclude(pk=self.replaces.pk)

    def take_the_place(self):
        """Take the place of what is in force for the same subject on the first day, up to the end that it had.

        ValidationError where that itself begins on this day: then it is changed, not followed.
        """
        subject = {name: getattr(self, name) for name in self.SUBJECT}
        held = Quota.objects.filter(**subject).valid_on(self.valid_from).first()
        if held is not None and held.valid_from == self.valid_from:
            raise ValidationError(
                {
                    "valid_from": _(
                        "The minimum in force begins on this very day: change it itself, or give a later day."
                    )
                }
            )
        if held is None:
            later = Quota.objects.filter(**subject, valid_from__gt=self.valid_from).order_by("valid_from").first()
            self.valid_to = later.valid_from if later else None
        else:
            self.replaces, self.valid_to = held, held.valid_to

    def is_in_the_way(self):
        return _("%(subject)s already has a minimum of %(minimum)s, %(span)s. End it first.") % {
            "subject": self.subject,
            "minimum": self.minimum,
            "span": self.span,
        }


class Exemption(SettledOneAtATime):
    """A unit of which nothing is asked for a while ("không giao chỉ tiêu"), whatever its minimum.

    In force for a period is what is valid on its last day, as with the minimums.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="exemptions", verbose_name=_("unit"))
    reason = models.CharField(_("reason"), max_length=255)
    document_number = models.CharField(_("number of the document"), max_length=60)
    document_date = models.DateField(_("date of the document"), null=True, blank=True)

    SUBJECT = ("unit_id",)

    class Meta:
        verbose_name = _("exemption")
        verbose_name_plural = _("exemptions")
        ordering = ["unit", "-valid_from"]

    def __str__(self):
        return f"{self.unit}: {self.reason}"

    def is_in_the_way(self):
        return _("%(subject)s already has no minimum, %(span)s. End that first.") % {
            "subject": self.unit,
            "span": self.span,
        }
