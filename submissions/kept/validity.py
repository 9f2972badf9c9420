"""What is valid from a day on, and until another day."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vietnamese.dates import today


class ValidityQuerySet(models.QuerySet):
    def valid_on(self, day):
        """Rows in force on `day` (a date): half-open, so the day named by `valid_to` is already outside."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )

    def valid_today(self):
        """Rows in force today, by the calendar of Việt Nam."""
        return self.valid_on(today())

    def overlapping(self, *, valid_from, valid_to):
        """Rows that share at least one day with the interval [valid_from, valid_to), of dates or None."""
        rows = self
        if valid_from:
            rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from))
        if valid_to:
            rows = rows.filter(Q(valid_from__isnull=True) | Q(valid_from__lt=valid_to))
        return rows


class Validity(models.Model):
    """The half-open interval [valid_from, valid_to) of dates; an empty end means without end."""

    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(
        _("no longer valid from"),
        null=True,
        blank=True,
        help_text=_("The first day on which it no longer holds. Leave empty while it holds."),
    )

    objects = ValidityQuerySet.as_manager()

    class Meta:
        abstract = True

    def is_valid_on(self, day):
        """Whether `day` (a date) lies inside."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    @property
    def is_valid_today(self):
        return self.is_valid_on(today())

    def clean(self):
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to <= self.valid_from:
            raise ValidationError({"valid_to": _("The end must come after the beginning.")})
