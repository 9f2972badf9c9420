"""What a unit says against its year's figures or points, and what the desk answers: written once, and kept."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from submissions.models import WHOLE_NAME, Unit


class ScoreObjection(models.Model):
    """One objection of a unit to its row of a year; `answer` is empty until the desk has answered.

    Names are copies, as in closed figures. While one waits for its answer, the unit writes no second one.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="objections", verbose_name=_("unit"))
    year = models.PositiveSmallIntegerField(_("year"))
    text = models.TextField(_("objection"), max_length=2000)
    written_at = models.DateTimeField(_("written at"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    written_by_name = models.CharField(max_length=WHOLE_NAME)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("answered by")
    )
    answered_by_name = models.CharField(max_length=WHOLE_NAME, blank=True)

    ANSWER = ("answer", "answered_at", "answered_by", "answered_by_name")

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["written_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"], condition=Q(answered_at__isnull=True), name="one_objection_waits"
            )
        ]

    def __str__(self):
        return f"{self.unit}, {self.year}"

    def save(self, *args, **kwargs):
        """Only the answer is ever added to what was written."""
        if not self._state.adding and set(kwargs.get("update_fields") or ["text"]) - set(self.ANSWER):
            raise PermissionDenied(_("An objection stays as it was written."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise PermissionDenied(_("An objection stays as it was written."))

    @property
    def is_answered(self):
        return self.answered_at is not None
