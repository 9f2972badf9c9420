"""Mails: which was written to whom about which decision, and what became of those that arrived."""

import secrets

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from post_office.models import Email

from .units import Unit


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


def letter_storage():
    """The store whose files only a view may hand out (settings.STORAGES["private"])."""
    return storages["private"]


def letter_path(instance, filename):
    """128 random bits; nothing of the mail."""
    return f"letters/{secrets.token_urlsafe(16)}.eml"


class IncomingLetter(models.Model):
    """A mail that was fetched, once: `key` is unique. Of what became a draft, no word of the mail is kept here."""

    class State(models.TextChoices):
        TAKING = "taking", _("being taken over")
        DRAFT = "draft", _("became a draft of the unit")
        HELD = "held", _("waits for the desk")
        TAKEN = "taken", _("taken by the desk for a unit")
        DROPPED = "dropped", _("dropped by the desk")
        EMPTIED = "emptied", _("emptied when its time was over")

    class Cause(models.TextChoices):
        """Why it is no draft by itself."""

        NO_SENDER = "no_sender", _("It does not say clearly who sent it.")
        UNKNOWN = "unknown", _("The sender's address is that of no account that works for a unit today.")
        OTHER_UNIT = "other_unit", _("The sender does not work for the unit that the mail was addressed to.")
        NO_UNIT = "no_unit", _("It was not addressed to the address of one unit.")
        UNPROVEN = "unproven", _("The mail server does not confirm that it really comes from this address.")
        AUTOMATIC = "automatic", _("It was sent by a programme, not by a person.")
        ANSWER = "answer", _("It answers a mail of this site.")
        TOO_MANY = "too_many", _("More mails came from this address today than are taken.")
        TOO_LARGE = "too_large", _("It is larger than what is taken.")
        NOTHING = "nothing", _("It holds neither words nor a Word file nor photos that could be taken over.")
        UNREADABLE = "unreadable", _("It could not be read.")

    key = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    cause = models.CharField(_("why it was kept"), max_length=20, choices=Cause.choices, blank=True)
    detail = models.TextField(_("more about it"), blank=True)
    sender = models.CharField(_("sender"), max_length=254, blank=True, db_index=True)
    subject = models.CharField(_("subject"), max_length=255, blank=True)
    # To which unit it was addressed, or given.
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="letters", verbose_name=_("unit")
    )
    piece = models.ForeignKey(
        "submissions.NewsPage", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("piece of news")
    )
    reply = models.OneToOneField(Email, null=True, on_delete=models.SET_NULL, related_name="+")
    raw = models.FileField(upload_to=letter_path, storage=letter_storage, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("decided by"),
    )

    class Meta:
        default_permissions = ()
        verbose_name = _("mail received")
        verbose_name_plural = _("mails received")
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["state", "received_at"], name="letters_by_state")]

    def __str__(self):
        return f"{self.sender}: {self.subject}"

    @property
    def is_automatic(self):
        return self.cause in (self.Cause.AUTOMATIC, self.Cause.ANSWER)


class MailboxReading(models.Model):
    """How the mailbox was read last: one row, so that the desk hears of a mailbox that cannot be read."""

    read_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.trouble or str(self.read_at)
