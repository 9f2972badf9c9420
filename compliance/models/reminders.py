"""When units are reminded of what they owe, and who was reminded of which period."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from post_office.models import Email
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="mail", order=340)
class ReminderPlan(BaseGenericSetting):
    """When reminders go out, as the desk has set it (the letter 2485/UBND-VX, point 7: "theo dõi, đôn đốc")."""

    days_before = models.PositiveSmallIntegerField(
        _("working days before closing"),
        default=3,
        validators=[MinValueValidator(2), MaxValueValidator(15)],
        help_text=_("2 to 15. Weekends, public holidays and the office's own days off are not counted."),
    )
    repeats_on_last_day = models.BooleanField(
        _("remind a second time"), default=True, help_text=_("On the last working day before the closing day.")
    )
    hour = models.PositiveSmallIntegerField(
        _("from which hour of the day"),
        default=8,
        validators=[MaxValueValidator(23)],
        help_text=_("0 to 23. No reminder is sent earlier in the day."),
    )

    panels = [FieldPanel("days_before"), FieldPanel("repeats_on_last_day"), FieldPanel("hour")]

    class Meta:
        verbose_name = _("reminders before closing")
        verbose_name_plural = _("reminders before closing")
        default_permissions = ("change",)


class Reminder(models.Model):
    """One person was reminded of one period. Unique, so that a run that is repeated writes no second mail."""

    class Kind(models.TextChoices):
        EARLY = "early", _("some working days before")
        LAST = "last", _("on the last working day")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminders", verbose_name=_("recipient")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    # None for who has no address, or one that no mail can be written to.
    email = models.OneToOneField(
        Email, null=True, on_delete=models.SET_NULL, related_name="reminder", verbose_name=_("mail")
    )
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["year", "month", "kind", "recipient"], name="one_reminder_each")]

    def __str__(self):
        return f"{self.month}/{self.year} {self.kind} → {self.recipient}"
