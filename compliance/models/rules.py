"""From which day to which day a month of account runs: dated, each with its legal basis."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from compliance.periods.moved import refuse_moving_closed_periods
from compliance.periods.periods import LEGAL_BASIS, LETTER_DAY, Rules
from vietnamese.dates import screen_date

from .closed import last_closed_day
from .dated import one_at_a_time
from .days_off import DayOff


class ReportingRule(models.Model):
    """From which day of the month a period runs, and on which day its report is due (docs/periods.md).

    25/25 is the letter's own; 15/25 is that of Decree 09/2019/NĐ-CP, Article 12; first day 1 is the calendar month.
    """

    class OnDayOff(models.TextChoices):
        STAYS = "stays", _("keeps its day")
        NEXT_WORKING_DAY = "next_working_day", _("moves to the next working day")

    first_day = models.PositiveSmallIntegerField(
        _("first day of the period"),
        default=25,
        validators=[MinValueValidator(1), MaxValueValidator(28)],
        help_text=_("25: from the 25th of the month before to the 24th. 15: from the 15th to the 14th. 1: the month."),
    )
    report_day = models.PositiveSmallIntegerField(
        _("day of the report"), default=25, validators=[MinValueValidator(1), MaxValueValidator(28)]
    )
    on_day_off = models.CharField(
        _("when the day of the report is a day off"),
        max_length=20,
        choices=OnDayOff.choices,
        default=OnDayOff.STAYS,
        help_text=_("Only the day of the report moves; the first and the last day of the period never do."),
    )
    valid_from = models.DateField(
        _("valid from"), unique=True, help_text=_("Holds for the period of this month and for those that follow.")
    )
    legal_basis = models.CharField(_("legal basis"), max_length=255, default=LEGAL_BASIS)

    class Meta:
        verbose_name = _("rule of the reporting period")
        verbose_name_plural = _("rules of the reporting period")
        ordering = ["valid_from"]

    def __str__(self):
        return _("from day %(first)s, reported on day %(report)s, since %(since)s") % {
            "first": self.first_day,
            "report": self.report_day,
            "since": screen_date(self.valid_from),
        }

    def save(self, *args, **kwargs):
        """Refuses with a ValidationError what would move a closed period."""
        with transaction.atomic():
            one_at_a_time()
            self.refuse_moving_closed_periods()
            super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        self.refuse_moving_closed_periods()

    def refuse_moving_closed_periods(self):
        if None not in (self.first_day, self.report_day, self.valid_from):
            refuse_moving_closed_periods(self, before=all_rules(), closed=last_closed_day())

    @property
    def moves_off_days(self):
        """Whether a day of the report that is a day off moves to the next working day."""
        return self.on_day_off == self.OnDayOff.NEXT_WORKING_DAY


def all_rules():
    """The Rules as they are entered now (one query, and one more when the calendar is asked).

    What the letter says where nobody has entered any.
    """
    entered = list(ReportingRule.objects.order_by("valid_from"))
    return Rules(entered or [ReportingRule(valid_from=LETTER_DAY)], calendar=SimpleLazyObject(DayOff.calendar))
