"""Opinions: where each stands, what is known of its sender, what the office says to it, and its history."""

from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from submissions.kept.encrypted import EncryptedCharField

LONGEST_TEXT, LONGEST_PART = 6000, 150


class CommentQuerySet(models.QuerySet):
    def new(self):
        """Those that nobody has said anything to."""
        return self.filter(NEW)

    def to_be_read(self):
        """Those of which a second person reads what is said to them."""
        return self.filter(TO_BE_READ)


class Comment(models.Model):
    """One opinion, without a word of its sender: that lies in CommentWords, encrypted, until its time is over."""

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("opinion", "new")
        DRAFTED = "drafted", _("waits for a second person")
        ANSWERED = "answered", _("dealt with")
        SUSPECT = "suspect", _("called spam by one person")
        SPAM = "spam", _("rejected as spam")

    consultation = models.ForeignKey("consultation.ConsultationPage", on_delete=models.PROTECT, related_name="comments")
    # Of the form that it came by: the same form sent twice is one opinion.
    form_key = models.CharField(max_length=32, unique=True, editable=False)
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW)
    may_show = models.BooleanField(_("may be shown"), default=False)
    received_at = models.DateTimeField(_("received at"))
    rejected_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(_("personal data deleted at"), null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("opinion on a draft")
        verbose_name_plural = _("opinions on drafts")
        ordering = ["received_at", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["consultation", "state", "received_at"])]

    def __str__(self):
        """Stands in Wagtail's log: nothing of what was written."""
        return str(_("Opinion %(number)d") % {"number": self.pk or 0})

    @property
    def suspected_by(self):
        """Who called it spam last (the key of a User), None where nobody did."""
        called = self.steps.filter(action=Step.Action.SUSPECT).order_by("pk")
        return called.values_list("by", flat=True).last()

    @property
    def position(self):
        """Where it stands and what is said to it, as one word that each step changes."""
        reply = getattr(self, "reply", None)
        return f"{self.state}:{reply.mark if reply else ''}"


State = Comment.State
NEW = Q(state=State.NEW, emptied_at=None)
TO_BE_READ = Q(state=State.DRAFTED, emptied_at=None)
SUSPECTED = Q(state=State.SUSPECT, emptied_at=None)


class CommentWords(models.Model):
    """What a citizen wrote, and who it was: all encrypted, deleted when its time is over."""

    comment = models.OneToOneField(Comment, primary_key=True, on_delete=models.PROTECT, related_name="words")
    text = EncryptedCharField(_("opinion on the draft"), max_length=LONGEST_TEXT)
    part = EncryptedCharField(_("about which part"), max_length=LONGEST_PART, blank=True)
    name = EncryptedCharField(_("full name"), max_length=100, blank=True)
    organisation = EncryptedCharField(_("organisation"), max_length=150, blank=True)
    telephone = EncryptedCharField(_("telephone"), max_length=30, blank=True)
    email = EncryptedCharField(_("e-mail"), max_length=254, blank=True)
    # Shown again to whoever sends the same form twice.
    code = EncryptedCharField(max_length=20)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.comment)


class ReplyQuerySet(models.QuerySet):
    def shown(self):
        """What the public reads: given by a second person, of opinions whose sender allowed it; the last first."""
        shown = self.filter(given_at__isnull=False, comment__may_show=True).exclude(text="")
        return shown.select_related("comment").order_by("-comment__received_at", "-pk")


class Reply(models.Model):
    """What one person of the office says to an opinion, and another gives out; `text` is what is shown of it."""

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        NOT_ACCEPTED = "not_accepted", _("not accepted")
        EXPLAINED = "explained", _("explained")

    comment = models.OneToOneField(Comment, on_delete=models.PROTECT, related_name="reply")
    decision = models.CharField(_("what becomes of it"), max_length=15, choices=Decision.choices)
    reason = models.TextField(_("reason, or explanation"), max_length=LONGEST_TEXT)
    # "" where the opinion is not shown.
    text = models.TextField(_("opinion as the public reads it"), max_length=LONGEST_TEXT, blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(null=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.comment}: {self.get_decision_display()}"

    @property
    def mark(self):
        """What whoever gives it out has read, as one word."""
        words = repr((self.decision, self.reason, self.text, bool(self.given_at)))
        return sha256(words.encode()).hexdigest()[:16]


class Step(models.Model):
    """What was done with an opinion, by whom and when: only ever added to, and without a word of its sender."""

    class Action(models.TextChoices):
        RECEIVED = "received", _("opinion received")
        PREPARED = "prepared", _("reply written")
        GIVEN = "given", _("reply given out")
        TAKEN_BACK = "taken_back", _("reply taken back")
        SUSPECT = "suspect", _("called spam")
        SPAM = "spam", _("rejected as spam")
        REOPENED = "reopened", _("taken up again")
        EMPTIED = "emptied", _("personal data deleted")

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(max_length=10, choices=Action.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.comment}: {self.get_action_display()}"
