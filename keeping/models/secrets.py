"""By what the site knows again the SECRET_KEY that its data were written with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SecretMark(models.Model):
    """The newest row counts: a digest of the SECRET_KEY, from which nobody comes back to it.

    It is written with the first `migrate`, lies in each backup, and says at the start and after a restore whether the
    key is another one (keeping/keys/).
    """

    digest = models.CharField(max_length=64)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("mark of the secret key")
        verbose_name_plural = _("marks of the secret key")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.written_at:%Y-%m-%d}"
