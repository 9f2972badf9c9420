"""Which units owe nothing for a while, and by what document."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.models import Unit

from .dated import SettledOneAtATime


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
