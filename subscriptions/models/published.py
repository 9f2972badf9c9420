"""What was published for the first time, in the order in which subscribers are told of it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultation.models import ConsultationPage
from submissions.models import NewsPage


class Publication(models.Model):
    """A piece or a draft for opinions that went live: its key is the position that subscriptions are told up to.

    Written by the one run of what is due that there is at a time (docs/due.md), so that no position is ever filled in
    behind a higher one; times of publication may be, for two requests may commit in another order than they began.
    """

    piece = models.OneToOneField(NewsPage, null=True, on_delete=models.CASCADE, related_name="+")
    consultation = models.OneToOneField(ConsultationPage, null=True, on_delete=models.CASCADE, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(piece=None, consultation__isnull=False)
                | models.Q(piece__isnull=False, consultation=None),
                name="publication_of_one_page",
            )
        ]

    def __str__(self):
        return str(self.piece_id or self.consultation_id)

    @classmethod
    def last_position(cls, *, before=None):
        """The highest position (int), of those noted before the moment `before`; 0 where there is none."""
        found = cls.objects.filter(noted_at__lt=before) if before else cls.objects.all()
        return found.aggregate(last=models.Max("pk"))["last"] or 0
