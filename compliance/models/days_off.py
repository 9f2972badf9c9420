"""The days that the calendar of public holidays does not know: made-up and swapped days, by decision of each year."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vietnamese.dates import screen_date


class DayOff(models.Model):
    """A day that is off, or worked, against the calendar: goes before weekends and public holidays."""

    class Kind(models.TextChoices):
        OFF = "off", _("day off")
        WORKING = "working", _("worked to make up")

    date = models.DateField(_("date"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.OFF)

    class Meta:
        verbose_name = _("entry of the calendar of days off")
        verbose_name_plural = _("entries of the calendar of days off")
        ordering = ["-date"]

    def __str__(self):
        return f"{screen_date(self.date)}: {self.name}"
