"""What the city sets about subscriptions by mail."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="mail", order=355)
class SubscriptionRules(BaseGenericSetting):
    """Whether citizens can have news by mail, and when the daily mail goes out (docs/subscriptions.md)."""

    is_open = models.BooleanField(
        _("news by mail is offered"),
        default=True,
        help_text=_(
            "Where it is not, nobody can subscribe and nothing is sent; the links to unsubscribe go on working."
        ),
    )
    hour = models.PositiveSmallIntegerField(
        _("hour of the daily mail"),
        default=17,
        validators=[MaxValueValidator(23)],
        help_text=_("From 0 to 23. It tells what was published since the one before."),
    )

    panels = [FieldPanel("is_open"), FieldPanel("hour")]

    class Meta:
        verbose_name = _("news by mail")
        verbose_name_plural = _("news by mail")
        default_permissions = ("change",)
