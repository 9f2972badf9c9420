"""The days that the calendar of public holidays does not know: made-up and swapped days, by decision of each year."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vietnamese.dates import screen_date
from vietnamese.working_days import Calendar


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

    @classmethod
    def calendar(cls):
        """The public calendar with what is entered here (one query)."""
        days = {kind: set() for kind in cls.Kind.values}
        for day, kind in cls.objects.order_by().values_list("date", "kind"):
            days[kind].add(day)
        return Calendar(off=frozenset(days[cls.Kind.OFF]), working=frozenset(days[cls.Kind.WORKING]))
