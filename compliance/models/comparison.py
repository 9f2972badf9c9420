"""Whether a unit is told how the others stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="view", order=350)
class UnitComparison(BaseGenericSetting):
    """Off unless the office wants it: the letter asks for a report to the leaders, not for a table among equals."""

    is_shown = models.BooleanField(
        _("shown to the units"),
        default=False,
        help_text=_("Name, number counted and result of every unit in the running period; no titles, no lists."),
    )

    panels = [FieldPanel("is_shown")]

    class Meta:
        verbose_name = _("what units see of each other")
        verbose_name_plural = _("what units see of each other")
        default_permissions = ("change",)
