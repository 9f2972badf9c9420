"""What is kept of mails: to whom one was written about what; links to decide by, people's own devices, their rules."""

import datetime
import hashlib
import secrets

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from post_office.models import Email
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from vietnamese.dates import day_of

from .people import User
from .records import ClearanceState


def new_token():
    """A secret of 256 bits (str) that stands in an address or in a cookie, and nowhere in the database."""
    return secrets.token_urlsafe(32)


def digest_of(token):
    """SHA-256 in hexadecimal of `token`: what is stored of it. It needs no salt: nobody guesses 256 bits."""
    return hashlib.sha256(token.encode()).hexdigest()


class Notice(models.Model):
    """One mail to one person about one event of one piece. Unique, so a repeated event writes no second mail."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="notices",
        verbose_name=_("recipient"),
    )
    # Of a draft that was deleted the mail is still known as one about a piece, whose title is not for everybody.
    page = models.ForeignKey(
        "submissions.NewsPage",
        null=True,
        on_delete=models.SET_NULL,
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


class DecisionLink(models.Model):
    """The link in a mail, for one person to decide once on one piece, just as the mail showed it (docs/by-mail.md)."""

    class Way(models.TextChoices):
        """How it was known that the person is the one whom the link was sent to."""

        LOGGED_IN = "logged_in", _("logged in")
        KNOWN_DEVICE = "known_device", _("known device")
        LINK_ALONE = "link_alone", _("by the link alone")

    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    page = models.ForeignKey("submissions.NewsPage", on_delete=models.CASCADE, related_name="+")
    # positions.reading_position: the step, the very version, and what is in its files.
    position = models.CharField(max_length=250)
    photo = models.ForeignKey("submissions.NewsImage", null=True, on_delete=models.SET_NULL, related_name="+")
    sent_to = models.EmailField()
    # The row of the outbox, until it is emptied of the link.
    email = models.OneToOneField(Email, null=True, on_delete=models.SET_NULL, related_name="decision_link")
    made_at = models.DateTimeField(auto_now_add=True)
    valid_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    step = models.OneToOneField(ClearanceState, null=True, on_delete=models.CASCADE, related_name="decision_link")
    way = models.CharField(max_length=20, choices=Way.choices, blank=True)
    address = models.CharField(max_length=45, blank=True)
    device = models.CharField(max_length=100, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.page_id} → {self.user}"

    @property
    def has_expired(self):
        return timezone.now() >= self.valid_until


class LinkGuess(models.Model):
    """A link that was opened and that there is none of, for a few minutes: who tries many is not answered."""

    address = models.CharField(max_length=45, db_index=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.address


class KnownDeviceQuerySet(models.QuerySet):
    def end(self):
        """End those that have not ended; returns how many."""
        return self.filter(ended_at=None).update(ended_at=timezone.now())


class KnownDevice(models.Model):
    """A device that a person called the own at log-in: together with a link sent to that person it needs no log-in."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="known_devices")
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("device"), max_length=100)
    made_at = models.DateTimeField(_("first seen"), default=timezone.now)
    last_seen_at = models.DateTimeField(_("last seen"), default=timezone.now)
    valid_until = models.DateTimeField(_("valid until"))
    ended_at = models.DateTimeField(null=True)
    # What the person's sessions rest on: another password, however it was set, makes it another.
    password_mark = models.CharField(max_length=128)

    objects = KnownDeviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("known device")
        verbose_name_plural = _("known devices")
        ordering = ["-last_seen_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return self.name

    def holds(self):
        """Whether it still stands for its person: not ended, in time, the same password, a membership that goes on."""
        return (
            self.ended_at is None
            and timezone.now() < self.valid_until
            and self.user.is_active
            and constant_time_compare(self.password_mark, self.user.get_session_auth_hash())
            and self.has_membership_since()
        )

    def has_membership_since(self):
        """Whether a membership that held when the device was noted still does: a gap ends it for good."""
        day = day_of(self.made_at)
        return any(membership.is_valid_on(day) for membership in self.user.memberships.valid_today())


@receiver(post_save, sender=User)
def forget_devices_of_closed_accounts(sender, instance, **kwargs):
    """For good: who comes back logs in first."""
    if not instance.is_active:
        instance.known_devices.end()


@register_setting(icon="mail", order=340)
class DecisionsByMail(BaseGenericSetting):
    """How a leader decides from a mail: how long its link and a known device hold, and what a link alone may do."""

    link_hours = models.PositiveSmallIntegerField(
        _("hours that the link in a mail holds"),
        default=72,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
        help_text=_("Counted from the mail. Later mails go by what is set here; those already sent do not change."),
    )
    device_days = models.PositiveSmallIntegerField(
        _("days that a known device holds"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("Counted from the log-in at which the person marked it as the own."),
    )
    link_alone = models.BooleanField(
        _("the link alone is enough where only one account has the mailbox"),
        default=False,
        help_text=_(
            "Whoever can open the mailbox then decides without logging in, on any device. A mailbox that several "
            "accounts share, or that belongs to a unit, never decides by the link alone."
        ),
    )

    panels = [FieldPanel("link_hours"), FieldPanel("device_days"), FieldPanel("link_alone")]

    class Meta:
        verbose_name = _("decisions by mail")
        verbose_name_plural = _("decisions by mail")
        default_permissions = ("change",)

    def end_of_link(self):
        """Until when (aware datetime) a link that is sent now holds."""
        return timezone.now() + datetime.timedelta(hours=self.link_hours)

    def end_of_device(self):
        """Until when (aware datetime) a device that is noted now holds."""
        return timezone.now() + datetime.timedelta(days=self.device_days)
