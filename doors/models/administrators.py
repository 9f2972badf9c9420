"""Since when somebody administers accounts: who has only just become it resets no second factor."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AdministratorSince(models.Model):
    """There while the account administers accounts (`doors.resetting.administrators`), and gone with that right."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="administrator_since"
    )
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("beginning of an administrator")
        verbose_name_plural = _("beginnings of administrators")
        default_permissions = ()

    def __str__(self):
        return str(self.account)
