"""Who is told how the units stand, beyond those whose work it is: the other units, and the public."""

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


@register_setting(icon="globe", order=355)
class PublicSupply(BaseGenericSetting):
    """Off unless the city wants it: what units supplied in a year, on the public site."""

    is_shown = models.BooleanField(
        _("shown on the public site"),
        default=False,
        help_text=_(
            "A page with the closed periods of each year: every unit, what was counted and asked, and the result; also "
            "as CSV and JSON. Open periods are not told, nor any title."
        ),
    )

    panels = [FieldPanel("is_shown")]

    class Meta:
        verbose_name = _("what the public sees of the units' supply")
        verbose_name_plural = _("what the public sees of the units' supply")
        default_permissions = ("change",)

    @classmethod
    def is_on(cls):
        """Whether the city shows it; by one query that writes nothing."""
        return cls.objects.filter(is_shown=True).exists()
