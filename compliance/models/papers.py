"""What the desk adds to the monthly report: its words on a period, and the Word template that the office prefers."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST_CHARACTERS = 5000


class PeriodRemarks(models.Model):
    """What the report of one period says of difficulties and proposals; an empty text is the proposed wording.

    No figures, so that it may be written before the period is closed and mended after.
    """

    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    month = models.PositiveSmallIntegerField(_("month"), editable=False)
    difficulties = models.TextField(
        _("difficulties, shortcomings and their reasons"), max_length=MOST_CHARACTERS, blank=True
    )
    proposals = models.TextField(_("proposals"), max_length=MOST_CHARACTERS, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("saved by")
    )
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)

    class Meta:
        verbose_name = _("remarks in the report of a period")
        verbose_name_plural = _("remarks in the reports of periods")
        default_permissions = ()
        permissions = [("write_report", "Writes the monthly report: its remarks and its template")]
        constraints = [models.UniqueConstraint(fields=["year", "month"], name="remarks_once_for_a_period")]

    def __str__(self):
        return f"{self.month}/{self.year}"

    @classmethod
    def of(cls, period):
        """The remarks on `period` (a ReportingPeriod); new and empty ones where nobody has saved any."""
        terms = {"year": period.year, "month": period.month}
        return cls.objects.select_related("saved_by").filter(**terms).first() or cls(**terms)


class ReportTemplate(models.Model):
    """A Word template of the office for the monthly report. The one that has not ended is in use; all are kept.

    Kept in the database and not among the files of the site, which serve what the public may read.
    """

    name = models.CharField(_("name of the file"), max_length=150)
    content = models.BinaryField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now)
    ended_at = models.DateTimeField(_("no longer used since"), null=True, blank=True)

    class Meta:
        verbose_name = _("template of the report")
        verbose_name_plural = _("templates of the report")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return self.name

    @classmethod
    def in_use(cls):
        """The office's template, or None while the shipped one is used."""
        return cls.objects.select_related("uploaded_by").filter(ended_at=None).first()

    @classmethod
    @transaction.atomic
    def replace(cls, *, name, content, by):
        """Use `content` (bytes, checked by compliance/papers/filling.py) from now on."""
        cls.return_to_shipped()
        return cls.objects.create(name=name, content=content, uploaded_by=by)

    @classmethod
    def return_to_shipped(cls):
        """Use the shipped template from now on."""
        cls.objects.filter(ended_at=None).update(ended_at=timezone.now())
