"""A lost second factor is taken away by two administrators: one asks, another confirms."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# What was asked for and not confirmed by then is over.
HOLDS = datetime.timedelta(hours=24)


class FactorResetQuerySet(models.QuerySet):
    def unfinished(self):
        """Those that nobody confirmed or took back, whether they still hold or not."""
        return self.filter(confirmed_at=None, withdrawn_at=None)

    def waiting(self):
        """Those that somebody may confirm now."""
        return self.unfinished().filter(asked_at__gt=timezone.now() - HOLDS)


class FactorReset(models.Model):
    """Kept for good, as a record: who asked, who confirmed, when and why."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="factor_resets")
    reason = models.CharField(_("reason"), max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = FactorResetQuerySet.as_manager()

    class Meta:
        verbose_name = _("reset of a second factor")
        verbose_name_plural = _("resets of second factors")
        ordering = ["-asked_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(confirmed_at=None, withdrawn_at=None),
                name="one_reset_at_a_time",
            ),
            # Nobody opens a door alone, and nobody the own; whatever writes the row.
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=models.F("asked_by")), name="reset_by_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=models.F("account"))
                & (Q(confirmed_by=None) | ~Q(confirmed_by=models.F("account"))),
                name="nobody_resets_the_own",
            ),
        ]

    def __str__(self):
        return str(self.account)

    @property
    def holds_until(self):
        return self.asked_at + HOLDS
