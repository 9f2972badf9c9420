"""Questions: where each stands, what is known of its sender, what was written about it, and its history."""

import secrets

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from submissions.kept.encrypted import EncryptedCharField
from submissions.models import Unit
from vietnamese.dates import today

LONGEST_TEXT, LONGEST_SUBJECT = 4000, 150


class QuestionQuerySet(models.QuerySet):
    def open(self):
        """Those that are not at their end."""
        return self.filter(state__in=OPEN)

    def overdue(self):
        return self.open().filter(due_on__lt=today())


class Question(models.Model):
    """One question, without a word of its sender: that lies in Asked, encrypted, and goes when its time is over."""

    class State(models.TextChoices):
        NEW = "new", _("new")
        FORWARDED = "forwarded", _("at the unit")
        DRAFTED = "drafted", _("answer waits for approval")
        APPROVED = "approved", _("answer approved, not sent yet")
        ANSWERED = "answered", _("answered")
        OUT_OF_SCOPE = "out_of_scope", _("not in the city's competence")
        SPAM = "spam", _("rejected as spam")

    # Of the form that it came by: the same form sent twice is one question.
    form_key = models.CharField(max_length=32, unique=True, editable=False)
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.NEW)
    about = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("about")
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="questions", verbose_name=_("answered by")
    )
    may_publish = models.BooleanField(_("may be published"), default=False)
    received_at = models.DateTimeField(_("received at"))
    due_on = models.DateField(_("to be answered by"))
    progress_at = models.DateTimeField(_("progress told at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    emptied_at = models.DateTimeField(_("personal data deleted at"), null=True, blank=True)
    answer = models.ForeignKey("Writing", null=True, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question of a citizen")
        verbose_name_plural = _("questions of citizens")
        ordering = ["due_on", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["state", "due_on"]), models.Index(fields=["unit", "state", "due_on"])]

    def __str__(self):
        """Stands in Wagtail's log: nothing of what was asked."""
        return str(_("Question %(number)d") % {"number": self.pk or 0})

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def is_overdue(self):
        return self.is_open and self.due_on < today()

    def texts(self):
        """What was written about it (a queryset); nothing once that was emptied."""
        return self.writings.none() if self.emptied_at else self.writings.all()

    @property
    def position(self):
        """Where it stands and which answer is read, as one word that each step changes."""
        public = getattr(self, "public", None)
        return f"{self.state}:{self.unit_id}:{self.answer_id}:{public.mark if public else ''}"


State = Question.State
OPEN = (State.NEW, State.FORWARDED, State.DRAFTED, State.APPROVED)
# Of these the unit that was asked reads and answers.
AT_UNIT = Q(state__in=(State.FORWARDED, State.DRAFTED, State.APPROVED, State.ANSWERED))


class Asked(models.Model):
    """What a citizen wrote, and who it was: all encrypted, deleted when its time is over."""

    question = models.OneToOneField(Question, primary_key=True, on_delete=models.PROTECT, related_name="asked")
    subject = EncryptedCharField(_("subject"), max_length=LONGEST_SUBJECT)
    text = EncryptedCharField(_("question"), max_length=LONGEST_TEXT)
    name = EncryptedCharField(_("full name"), max_length=100, blank=True)
    telephone = EncryptedCharField(_("telephone"), max_length=30, blank=True)
    email = EncryptedCharField(_("e-mail"), max_length=254, blank=True)
    # For the mails that follow, which name it.
    code = EncryptedCharField(max_length=20)

    class Meta:
        verbose_name = _("what was asked")
        default_permissions = ()

    def __str__(self):
        return str(self.question)


def photo_path(instance, filename):
    return f"questions/{secrets.token_urlsafe(16)}.{filename.rpartition('.')[2]}"


def private_storage():
    return storages["private"]


class QuestionPhoto(models.Model):
    """A photo of a citizen's, without metadata, for who works on the question; without one while its form is open."""

    question = models.ForeignKey(Question, null=True, on_delete=models.PROTECT, related_name="photos")
    file = models.FileField(upload_to=photo_path, storage=private_storage)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return str(self.pk)


class Writing(models.Model):
    """What was written about a question. Never changed: another version is another row; emptied with the question."""

    class Kind(models.TextChoices):
        ANSWER = "answer", _("answer")
        PROGRESS = "progress", _("progress notice")
        OUT_OF_SCOPE = "out_of_scope", _("not in the city's competence")
        REASON = "reason", _("reason")

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="writings")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = EncryptedCharField(max_length=LONGEST_TEXT, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    # Whether whoever wrote it led the unit that day: nobody there may be left to approve it.
    by_leader = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.question}: {self.get_kind_display()}"


class Step(models.Model):
    """What was done with a question, by whom and when: only ever added to, and without a word of its sender."""

    class Action(models.TextChoices):
        RECEIVED = "received", _("question received")
        FORWARDED = "forwarded", _("forwarded to the unit")
        GIVEN_BACK = "given_back", _("given back to the desk by the unit")
        WRITTEN = "written", _("answer written")
        APPROVED = "approved", _("answer approved")
        SENT_BACK = "sent_back", _("answer sent back")
        SENT = "sent", _("answer sent")
        PROGRESS = "progress", _("progress told")
        OUT_OF_SCOPE = "out_of_scope", _("told that the city is not competent")
        SPAM = "spam", _("rejected as spam")
        REOPENED = "reopened", _("taken up again")
        PREPARED = "prepared", _("public text prepared")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("taken off the public site")
        EMPTIED = "emptied", _("personal data deleted")

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(max_length=20, choices=Action.choices)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.question}: {self.get_action_display()}"


class SentMail(models.Model):
    """A mail of the outbox to a sender: it holds the address in clear, and goes as soon as it is sent."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="mails")
    # By this name the administrator's list of mails knows whose address it must not show (submissions/upkeep/mails.py).
    email = models.OneToOneField("post_office.Email", on_delete=models.CASCADE, related_name="to_citizen")

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.question)
