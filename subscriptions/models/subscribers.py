"""Who asked for what, and what is kept of it: the address encrypted, and nothing once they have had enough."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from submissions.kept.encrypted import EncryptedCharField
from submissions.models import Category, Unit

from .addresses import digest_of, mailbox_digest


def new_handle():
    """By what links and return addresses name a row: 64 random bits in small letters, worth nothing without proof."""
    return secrets.token_hex(8)


class Choice(models.Model):
    """What is wanted, how often, and by whom."""

    class Pace(models.TextChoices):
        AT_ONCE = "at_once", _("as soon as something is published")
        DAILY = "daily", _("one mail a day")

    handle = models.CharField(max_length=16, unique=True, default=new_handle, editable=False)
    address = EncryptedCharField(_("e-mail"), max_length=254)
    address_digest = models.CharField(max_length=64, editable=False)
    pace = models.CharField(_("how often"), max_length=10, choices=Pace.choices)
    all_announcements = models.BooleanField(_("all announcements"), default=False)
    consultations = models.BooleanField(_("drafts for opinions"), default=False)
    units = models.ManyToManyField(Unit, related_name="+", verbose_name=_("units"))
    categories = models.ManyToManyField(Category, related_name="+", verbose_name=_("categories"))

    # What makes `address_digest` of the address.
    digest = staticmethod(digest_of)

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self):
        """Stands in logs and reports: never whose it is."""
        return f"{self._meta.model_name} {self.pk}"

    def save(self, *args, **kwargs):
        """Also after another key of the site: whoever saves all rows anew (docs/deployment.md) finds them again."""
        if "address" in self.__dict__ and kwargs.get("update_fields") is None:
            self.address_digest = self.digest(self.address)
        super().save(*args, **kwargs)


class Request(Choice):
    """What was asked for in the name of a mailbox that has not confirmed it: deleted after 3 days."""

    # Of the form that it came by: the same form sent twice is one mail.
    form_key = models.CharField(max_length=32, unique=True, editable=False)
    asked_at = models.DateTimeField()

    # Nobody fills a mailbox by writing its address in many ways.
    digest = staticmethod(mailbox_digest)

    class Meta(Choice.Meta):
        verbose_name = _("request for mails")
        verbose_name_plural = _("requests for mails")
        indexes = [models.Index(fields=["address_digest", "asked_at"])]


class Subscription(Choice):
    """One for each mailbox, confirmed by whoever reads it. `mark` is the last Publication that it has been told of."""

    confirmed_at = models.DateTimeField(_("agreed at"))
    mark = models.BigIntegerField(default=0)
    # Days, not far from each other, on which a mail came back that may arrive another time; and the last of them.
    failures = models.PositiveSmallIntegerField(default=0)
    failed_on = models.DateField(null=True)

    class Meta(Choice.Meta):
        verbose_name = _("subscription by mail")
        verbose_name_plural = _("subscriptions by mail")
        constraints = [models.UniqueConstraint(fields=["address_digest"], name="one_subscription_each")]
        indexes = [models.Index(fields=["pace", "mark"])]


class SubscriptionMail(models.Model):
    """A mail of the outbox to a subscriber: it holds the address in clear, and goes as soon as it is sent."""

    request = models.ForeignKey(Request, null=True, on_delete=models.CASCADE, related_name="mails")
    subscription = models.ForeignKey(Subscription, null=True, on_delete=models.CASCADE, related_name="mails")
    # By this name the administrator's list of mails knows whose address it must not show (submissions/upkeep/mails.py).
    email = models.OneToOneField("post_office.Email", on_delete=models.CASCADE, related_name="to_subscriber")
    # The mark of the subscription before it: where telling goes on when the mail is taken back.
    told_from = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.pk)


class Ending(models.Model):
    """How many subscriptions ended in a month, and why: all that is left of them."""

    class Reason(models.TextChoices):
        UNSUBSCRIBED = "unsubscribed", _("unsubscribed")
        REFUSED = "refused", _("the mailbox does not exist any more")
        UNREACHABLE = "unreachable", _("mails came back again and again")

    month = models.DateField(_("month"))
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices)
    number = models.PositiveIntegerField(pgettext_lazy("of subscriptions", "Number"), default=0)

    class Meta:
        verbose_name = _("subscriptions that ended")
        verbose_name_plural = _("subscriptions that ended")
        ordering = ["-month", "reason"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["month", "reason"], name="one_count_of_endings")]

    def __str__(self):
        return f"{self.month:%m/%Y}: {self.get_reason_display()}"
