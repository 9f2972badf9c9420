"""Questions that the public reads, in words without names, and what their senders thought of the answer."""

from hashlib import sha256

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from submissions.kept.encrypted import EncryptedCharField
from submissions.models import Unit
from vietnamese.text import fold

from .questions import LONGEST_SUBJECT, LONGEST_TEXT, Question

MOST_WORDS = 10


class PublicQuestionQuerySet(models.QuerySet):
    def live(self):
        """What the public reads, the newest first."""
        return self.filter(published_at__isnull=False).select_related("unit").order_by("-published_at", "-pk")

    def found_by(self, typed):
        """Those with all words of `typed`, with or without marks; all where it has no word."""
        found = self
        for word in fold(typed).split()[:MOST_WORDS]:
            found = found.filter(folded__contains=word)
        return found


class PublicQuestion(models.Model):
    """What one person of the office made of a question for the public, and another published."""

    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="public")
    title = models.CharField(_("title"), max_length=LONGEST_SUBJECT)
    text = models.TextField(_("question, without names"), max_length=LONGEST_TEXT)
    answer = models.TextField(_("answer"))
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    # Title, question and answer without marks, for the search of the list.
    folded = models.TextField(editable=False)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(_("published at"), null=True, db_index=True)

    objects = PublicQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("published question")
        verbose_name_plural = _("published questions")
        ordering = ["-published_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.folded = fold(f"{self.title} {self.text} {self.answer}")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("questions:published", args=[self.pk])

    @property
    def mark(self):
        """What whoever publishes it has read, as one word."""
        words = repr((self.title, self.text, self.answer, bool(self.published_at)))
        return sha256(words.encode()).hexdigest()[:16]


class Opinion(models.Model):
    """Whether an answer helped: one for each question, given with its code."""

    question = models.OneToOneField(Question, primary_key=True, on_delete=models.PROTECT, related_name="opinion")
    helped = models.BooleanField(_("helpful"))
    comment = EncryptedCharField(_("sender's comment"), max_length=500, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.question)
