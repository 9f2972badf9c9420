"""What readers say of a public page."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PageNote(models.Model):
    """Whether a page was of use to a reader, or what is wrong with it. Nobody is asked who it is."""

    class Kind(models.TextChoices):
        USEFUL = "useful", _("useful")
        USELESS = "useless", _("not useful")
        ERROR = "error", _("an error on the page")

    form_key = models.CharField(max_length=32, unique=True, editable=False)
    path = models.CharField(_("page"), max_length=255)
    kind = models.CharField(_("opinion"), max_length=10, choices=Kind.choices)
    text = models.CharField(_("what should be better"), max_length=500, blank=True)
    written_at = models.DateTimeField(_("written at"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("reader's note on a page")
        verbose_name_plural = _("readers' notes on pages")
        ordering = ["-written_at", "-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["path", "kind"])]

    def __str__(self):
        return self.path
