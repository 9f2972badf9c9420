"""Who changed a statement since it was last public, and what was published or withdrawn, by whom: kept for good."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from submissions.kept.sealing import Seal, Seals
from submissions.rights.reasons import PublicReason


class StatementHand(models.Model):
    """Somebody who saved a version of a statement after the one that is, or was last, public.

    Without a person: a version that a command made, for which nobody stands yet.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="statement_hands")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "person"], name="one_hand_each")]

    def __str__(self):
        return f"{self.page_id}: {self.person}"


class StatementRecord(models.Model):
    """One publication or withdrawal of a statement; the database itself changes and deletes none."""

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", pgettext_lazy("statement", "Withdrawn")

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="statement_records")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # The version, and what the public reads of it (measure.content_digest).
    revision_key = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    # [key, name then] of everybody who had changed it since it was last public.
    prepared_by = models.JSONField(default=list)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=301)
    reason = models.TextField(blank=True)
    public_reason = models.CharField(max_length=20, choices=PublicReason.choices, default=PublicReason.UNSAID)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        verbose_name = _("record of a statement")
        verbose_name_plural = _("records of statements")
        indexes = [models.Index(fields=["page", "kind", "revision_key"], name="records_of_statement")]

    def __str__(self):
        return f"{self.page_id}: {self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"

    @property
    def prepared_in_words(self):
        """The names (str) of who had changed it."""
        return ", ".join(name for _key, name in self.prepared_by)


SEALED = Seals(
    seals=(Seal(table="submissions_statementrecord"),),
    refusal="records of statements are neither changed nor deleted",
)
