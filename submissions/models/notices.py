"""Which mail was written to whom about which decision: the outbox's own guard against a second one."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from post_office.models import Email


class Notice(models.Model):
    """One mail to one person about one event of one piece. Unique, so a repeated event writes no second mail."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="notices",
        verbose_name=_("recipient"),
    )
    page = models.ForeignKey(
        "submissions.NewsPage",
        on_delete=models.CASCADE,
        related_name="notices",
        verbose_name=_("piece of news"),
    )
    kind = models.CharField(_("kind"), max_length=30)
    event = models.CharField(_("event"), max_length=60, help_text=_("What happened, once: a step of the chain."))
    email = models.OneToOneField(
        Email, null=True, on_delete=models.SET_NULL, related_name="notice", verbose_name=_("mail")
    )
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [models.UniqueConstraint(fields=["recipient", "page", "kind", "event"], name="one_notice_each")]

    def __str__(self):
        return f"{self.kind} → {self.recipient}"
