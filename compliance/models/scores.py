"""By what scheme a unit's year is scored: dated by years, each with its legal basis."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .closed import ClosedPeriod
from .dated import one_at_a_time

DECEMBER = 12
AT_MOST_ALL = MaxValueValidator(100)


def points(label, default, *, least="0", help_text=""):
    """A field for points, with two decimals."""
    return models.DecimalField(
        label,
        max_digits=6,
        decimal_places=2,
        default=Decimal(default),
        validators=[MinValueValidator(Decimal(least))],
        help_text=help_text,
    )


class ScoreScheme(models.Model):
    """How points are given in `first_year` and the years after it, until another scheme begins (docs/year.md).

    No rule that gives points for each piece was found in any province: the defaults are this software's proposal, and
    an empty `legal_basis` says that no document stands behind the numbers.
    """

    FIRST_YEARS = (2000, 2999)

    first_year = models.PositiveSmallIntegerField(
        gettext_lazy("valid from the year"),
        unique=True,
        validators=[MinValueValidator(FIRST_YEARS[0]), MaxValueValidator(FIRST_YEARS[1])],
        help_text=gettext_lazy("Holds for this year and for those that follow, until another scheme begins."),
    )
    maximum = points(gettext_lazy("points for a year in which every minimum is met"), "10", least="0.01")
    below_deduction = points(gettext_lazy("deduction for a period below the minimum"), "0.2")
    nothing_deduction = points(gettext_lazy("deduction for a period without news"), "0.5")
    extra_bonus = points(gettext_lazy("bonus for each piece above the minimum"), "0.1")
    article_bonus = points(
        gettext_lazy("bonus for each counted article"),
        "0",
        help_text=gettext_lazy("Articles, features, interviews and the like; not news items, photos, announcements."),
    )
    monthly_cap = points(
        gettext_lazy("most bonus in a period"),
        "0.2",
        help_text=gettext_lazy("So that many pieces in December do not make up for a silent year."),
    )
    yearly_cap = points(gettext_lazy("most bonus in a year"), "1")
    good_from = models.PositiveSmallIntegerField(
        gettext_lazy("“Good” from, in per cent of the points"), default=85, validators=[AT_MOST_ALL]
    )
    fair_from = models.PositiveSmallIntegerField(
        gettext_lazy("“Fair” from, in per cent of the points"), default=70, validators=[AT_MOST_ALL]
    )
    average_from = models.PositiveSmallIntegerField(
        gettext_lazy("“Average” from, in per cent of the points"), default=50, validators=[AT_MOST_ALL]
    )
    legal_basis = models.CharField(
        gettext_lazy("legal basis"),
        max_length=255,
        blank=True,
        help_text=gettext_lazy("Leave empty as long as no document rules it: the screens and files then say so."),
    )

    NUMBERS = (
        "maximum",
        "below_deduction",
        "nothing_deduction",
        "extra_bonus",
        "article_bonus",
        "monthly_cap",
        "yearly_cap",
        "good_from",
        "fair_from",
        "average_from",
    )

    class Meta:
        verbose_name = gettext_lazy("scheme of points")
        verbose_name_plural = gettext_lazy("schemes of points")
        ordering = ["-first_year"]
        default_permissions = ("add", "change", "view")

    def __str__(self):
        return _("Scheme of points from %(year)s on") % {"year": self.first_year}

    def save(self, *args, **kwargs):
        """Refuses with a ValidationError what would change a year that is settled, also when one is just closed."""
        with transaction.atomic():
            one_at_a_time()
            self.refuse_unsettling()
            super().save(*args, **kwargs)

    @classmethod
    def of_year(cls, year):
        """The scheme of `year` (int): the newest that has begun, else the oldest, else the proposal (one query)."""
        schemes = list(cls.objects.order_by("first_year"))
        begun = [scheme for scheme in schemes if scheme.first_year <= year]
        return (begun[-1:] or schemes[:1] or [cls(first_year=year)])[0]

    @property
    def is_proposed(self):
        """Whether the numbers are the software's own, with no document behind them."""
        defaults = {name: self._meta.get_field(name).default for name in self.NUMBERS}
        return not self.legal_basis and all(getattr(self, name) == default for name, default in defaults.items())

    def clean(self):
        super().clean()
        limits = (self.good_from, self.fair_from, self.average_from)
        if None not in limits and sorted(limits, reverse=True) != list(limits):
            raise ValidationError(_("The limits must fall: “Good” above “Fair”, “Fair” above “Average”."))
        self.refuse_unsettling()

    def refuse_unsettling(self):
        """A scheme under which a year has been closed to its last period stays; another begins after that year."""
        closed = last_settled_year()
        if closed is None or self.first_year is None:
            return
        stored = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if stored is not None and stored.first_year <= closed:
            raise ValidationError(
                _(
                    "The points of %(year)s rest on this scheme, and its last period is closed. It stays as it is; for "
                    "other points add a scheme from %(next)s on."
                )
                % {"year": closed, "next": closed + 1}
            )
        if self.first_year <= closed:
            raise ValidationError(
                {
                    "first_year": _("The last period of %(year)s is closed. Enter a later year.") % {"year": closed},
                }
            )


def last_settled_year():
    """The newest year (int) whose last period is closed, or None."""
    return ClosedPeriod.objects.filter(month=DECEMBER).order_by("-year").values_list("year", flat=True).first()
