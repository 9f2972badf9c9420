"""Where a draft came from that nobody typed here, and what of it was not taken over."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Arrival(models.Model):
    """The way in of one piece, and the sentences that its people read above the form until it is sent in."""

    class Way(models.TextChoices):
        WORD = "word", _("from a Word file")
        MAIL = "mail", _("by mail")

    piece = models.OneToOneField(
        "submissions.NewsPage", on_delete=models.CASCADE, related_name="arrival", verbose_name=_("piece of news")
    )
    way = models.CharField(_("way"), max_length=10, choices=Way.choices)
    # The name of the file; of a mail its subject.
    source = models.CharField(_("source"), max_length=255, blank=True)
    # Sentences as they were said.
    left_out = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    arrived_at = models.DateTimeField(_("arrived at"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("arrival")

    def __str__(self):
        return f"{self.get_way_display()}: {self.source}"
