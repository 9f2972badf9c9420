"""Whom of a unit the mail was written to that a question is theirs to answer."""

from django.conf import settings
from django.db import models
from post_office.models import Email

from .questions import Question


class UnitNotice(models.Model):
    """One person was told of one question for one reason. Unique, so that a run that is repeated tells nobody twice."""

    class Reason(models.TextChoices):
        FORWARDED = "forwarded"
        DUE_SOON = "due_soon"
        OVERDUE = "overdue"

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10)
    # The unit that it was forwarded to, anew each time (the key of that step).
    forwarding = models.BigIntegerField()
    day = models.DateField()
    # None for who has no address; one mail tells of several questions.
    email = models.ForeignKey(Email, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "question", "reason", "forwarding"], name="one_unit_notice_each"
            )
        ]
        indexes = [models.Index(fields=["day", "recipient"])]

    def __str__(self):
        return f"{self.question}: {self.reason} → {self.recipient}"
