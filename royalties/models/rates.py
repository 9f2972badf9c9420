"""Rules as dated data: coefficients by genre, the base salary, what the city applies of them, the tax withheld.

A line of a table keeps what it was computed with, so that a change here moves nothing that is approved; open lines
follow only when somebody recomputes them (royalties/assessing/recomputing.py).
"""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from royalties.money.decree import (
    COEFFICIENT_BASIS,
    FUND_BASIS,
    HIGHEST_COEFFICIENT,
    HIGHEST_ENCOURAGEMENT,
    HIGHEST_REMUNERATION,
    SURCHARGE_BASIS,
    SURCHARGES,
    UNIT_SHARE_OF_SALARY,
    DecreeGroup,
    SurchargeKind,
)
from submissions.kept.one_at_a_time import OneAtATime
from submissions.models import NewsPage
from vietnamese.numbers import decimal, money

PHOTO = "anh"


def genres():
    """What is paid by a coefficient: the genres of news, and a photo by somebody else than the author."""
    return [*NewsPage.Genre.choices, (PHOTO, _("photo by another person"))]


def coefficient(*args, **kwargs):
    return models.DecimalField(*args, max_digits=5, decimal_places=2, validators=[MinValueValidator(0)], **kwargs)


def percent(*args, **kwargs):
    validators = [MinValueValidator(0), MaxValueValidator(100)]
    return models.DecimalField(*args, max_digits=5, decimal_places=2, validators=validators, **kwargs)


class DatedRate(OneAtATime):
    """What the rates have in common: the document they rest on, and who may not enter them at the same moment."""

    LOCKED_TABLE = ("royalties", "royaltytable")

    legal_basis = models.CharField(gettext_lazy("legal basis"), max_length=255)

    class Meta:
        abstract = True

    @classmethod
    def on(cls, day, **subject):
        """The row in force on `day` (a date), or None."""
        return cls.objects.valid_on(day).filter(**subject).first()


class CityRate(DatedRate):
    """What the city decides: a proposal, and called so wherever it is used, until its decision is entered."""

    decision_number = models.CharField(gettext_lazy("number of the city's decision"), max_length=60, blank=True)
    decision_date = models.DateField(gettext_lazy("date of the city's decision"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_proposed(self):
        """Whether no decision of the city is known for it."""
        return not (self.decision_number and self.decision_date)

    def clean(self):
        """Refuse half a decision."""
        super().clean()
        if bool(self.decision_number) != bool(self.decision_date):
            missing = "decision_date" if self.decision_number else "decision_number"
            raise ValidationError({missing: _("Enter both the number and the date of the decision, or neither.")})


class GenreRate(CityRate):
    """The city's coefficients for a genre: lowest, usual, highest; and what each origin is worth of them."""

    SUBJECT = ("genre", "with_photo")

    genre = models.CharField(gettext_lazy("genre"), max_length=20, choices=genres)
    with_photo = models.BooleanField(gettext_lazy("with photo"), default=False)
    group = models.PositiveSmallIntegerField(gettext_lazy("group of the decree"), choices=DecreeGroup.choices)
    minimum = coefficient(gettext_lazy("lowest coefficient"))
    default = coefficient(gettext_lazy("usual coefficient"))
    maximum = coefficient(gettext_lazy("highest coefficient"))
    factor_own = coefficient(gettext_lazy("factor if written by the unit"), default=Decimal(1))
    factor_compiled = coefficient(gettext_lazy("factor if compiled"), default=Decimal(1))
    factor_reprinted = coefficient(
        gettext_lazy("factor if reprinted"),
        default=Decimal("0.5"),
        help_text=gettext_lazy(
            "Proposed: the decision of Ninh Thuận that these numbers follow gives a reprinted item 0.5, and says "
            "nothing of one with a photo."
        ),
    )

    class Meta:
        verbose_name = gettext_lazy("coefficient of a genre")
        verbose_name_plural = gettext_lazy("coefficients of genres")
        ordering = ["group", "genre", "with_photo", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minimum__lte=models.F("default"), default__lte=models.F("maximum")),
                name="usual_coefficient_in_its_band",
            )
        ]

    def __str__(self):
        if self.genre == PHOTO:
            return self.get_genre_display()
        photo = _("with photo") if self.with_photo else _("without photo")
        return f"{self.get_genre_display()} ({photo})"

    def factor(self, origin):
        """What a piece of `origin` (a NewsPage.Origin) is worth of the coefficient (Decimal)."""
        return getattr(self, f"factor_{origin}")

    @property
    def highest_allowed(self):
        """The decree's highest coefficient for the group (Decimal)."""
        return HIGHEST_COEFFICIENT[DecreeGroup(self.group)]

    def refuse_coefficient(self, value):
        """Raise ValidationError when `value` (Decimal) is outside the city's band or above the decree; says which."""
        if value > self.highest_allowed:
            raise ValidationError(
                _("%(value)s is above %(highest)s, the highest coefficient for this group by %(basis)s.")
                % {"value": decimal(value), "highest": decimal(self.highest_allowed), "basis": COEFFICIENT_BASIS}
            )
        if not self.minimum <= value <= self.maximum:
            raise ValidationError(
                _("%(value)s is outside the city's band for “%(genre)s”: from %(minimum)s to %(maximum)s (%(basis)s).")
                % {
                    "value": decimal(value),
                    "genre": self,
                    "minimum": decimal(self.minimum),
                    "maximum": decimal(self.maximum),
                    "basis": self.legal_basis,
                }
            )

    def clean(self):
        """Refuse a band in disorder, and one that leaves what the decree allows."""
        super().clean()
        values = (self.minimum, self.default, self.maximum)
        if None in values or not self.group:
            return
        if not self.minimum <= self.default <= self.maximum:
            raise ValidationError({"default": _("The usual coefficient must lie between the lowest and the highest.")})
        highest = self.highest_allowed
        largest_factor = max(filter(None, (self.factor_own, self.factor_compiled, self.factor_reprinted, Decimal(1))))
        if self.maximum * largest_factor > highest:
            raise ValidationError(
                {
                    "maximum": _("At most %(highest)s for this group, factors included (%(basis)s).")
                    % {"highest": decimal(highest), "basis": COEFFICIENT_BASIS}
                }
            )

    def is_in_the_way(self):
        return _("%(subject)s already has coefficients, %(span)s. End them first.") % {
            "subject": self,
            "span": self.span,
        }


class BaseSalary(DatedRate):
    """The base salary of the State, of which a tenth is the value of one unit of coefficient (Article 7 point 2)."""

    amount = models.PositiveIntegerField(gettext_lazy("base salary (đồng a month)"))

    class Meta:
        verbose_name = gettext_lazy("base salary")
        verbose_name_plural = gettext_lazy("base salaries")
        ordering = ["-valid_from"]

    def __str__(self):
        return money(self.amount)

    @property
    def unit_value(self):
        """The value of one unit of coefficient (int đồng)."""
        return self.amount // UNIT_SHARE_OF_SALARY

    def clean(self):
        super().clean()
        if self.amount and self.amount % UNIT_SHARE_OF_SALARY:
            raise ValidationError({"amount": _("A tenth of the base salary must be whole đồng.")})

    def is_in_the_way(self):
        return _("There already is a base salary of %(salary)s, %(span)s. End it first.") % {
            "salary": self,
            "span": self.span,
        }


class RoyaltyPolicy(CityRate):
    """What the city applies: its share of the royalties, and how much goes to others than the authors (Article 8)."""

    applied = percent(
        gettext_lazy("share applied by the city (%)"),
        default=Decimal(100),
        help_text=gettext_lazy(
            "100 pays coefficient × value of one unit in full; 20 pays a fifth of it, as Ninh Thuận, whose "
            "coefficients are proposed here, does for the sites of districts and cities (Decision 2157/QĐ-UBND of "
            "07/12/2020)."
        ),
    )
    # Nobody has chosen the share that the site begins with: tables wait for somebody who does.
    applied_chosen = models.BooleanField(default=False, editable=False)
    remuneration = percent(
        gettext_lazy("usual remuneration (% of the piece's royalty)"),
        default=Decimal(20),
        help_text=gettext_lazy(
            "For the editor who published the piece; can be changed line by line. Proposed: the decree names only the "
            "ceiling."
        ),
    )
    remuneration_ceiling = percent(
        gettext_lazy("ceiling of remuneration (% of royalties)"), default=HIGHEST_REMUNERATION
    )
    encouragement_ceiling = percent(
        gettext_lazy("ceiling of encouragement (% of royalties)"), default=HIGHEST_ENCOURAGEMENT
    )

    class Meta:
        verbose_name = gettext_lazy("general rule of royalties")
        verbose_name_plural = gettext_lazy("general rules of royalties")
        ordering = ["-valid_from"]

    def __str__(self):
        return self.legal_basis

    def clean(self):
        """Refuse ceilings above those of the decree."""
        super().clean()
        highest = {"remuneration_ceiling": HIGHEST_REMUNERATION, "encouragement_ceiling": HIGHEST_ENCOURAGEMENT}
        above = {name: most for name, most in highest.items() if (getattr(self, name) or 0) > most}
        if above:
            message = _("At most %(most)s %% (%(basis)s).")
            raise ValidationError(
                {name: message % {"most": decimal(most), "basis": FUND_BASIS} for name, most in above.items()}
            )
        if None not in (self.remuneration, self.remuneration_ceiling) and self.remuneration > self.remuneration_ceiling:
            raise ValidationError({"remuneration": _("The usual remuneration is above its ceiling.")})

    def is_in_the_way(self):
        return _("There already is a general rule, %(span)s. End it first.") % {"span": self.span}


class TaxRule(DatedRate):
    """From which payment on how much income tax is withheld from somebody outside, per person and payment."""

    threshold = models.PositiveIntegerField(gettext_lazy("withheld from a payment of (đồng)"))
    rate = percent(gettext_lazy("rate (%)"), default=Decimal(10))

    class Meta:
        verbose_name = gettext_lazy("tax withheld")
        verbose_name_plural = gettext_lazy("rules of tax withheld")
        ordering = ["-valid_from"]

    def __str__(self):
        return _("%(rate)s %% from %(threshold)s") % {"rate": decimal(self.rate), "threshold": money(self.threshold)}

    def is_in_the_way(self):
        return _("There already is a rule of tax, %(span)s. End it first.") % {"span": self.span}


class Surcharge(DatedRate):
    """What the city adds to a royalty in a special case, within what the decree allows (Article 7 point 4)."""

    SUBJECT = ("kind",)

    kind = models.CharField(gettext_lazy("surcharge"), max_length=20, choices=SurchargeKind.choices)
    minimum = percent(gettext_lazy("lowest (% of the royalty)"))
    maximum = percent(gettext_lazy("highest (% of the royalty)"))

    class Meta:
        verbose_name = gettext_lazy("surcharge of royalties")
        verbose_name_plural = gettext_lazy("surcharges of royalties")
        ordering = ["kind", "-valid_from"]
        constraints = [
            models.CheckConstraint(condition=models.Q(minimum__lte=models.F("maximum")), name="surcharge_in_order")
        ]

    def __str__(self):
        return self.get_kind_display()

    def refuse_percent(self, value):
        """Raise ValidationError when `value` (Decimal, per cent) is outside the band; nothing is no surcharge."""
        if not self.minimum <= value <= self.maximum or not value:
            raise ValidationError(
                _("%(value)s %% is outside the band of this surcharge: from %(minimum)s to %(maximum)s %% (%(basis)s).")
                % {
                    "value": decimal(value),
                    "minimum": decimal(self.minimum),
                    "maximum": decimal(self.maximum),
                    "basis": self.legal_basis,
                }
            )

    def clean(self):
        """Refuse a band in disorder, and one that leaves what the decree allows."""
        super().clean()
        if None in (self.minimum, self.maximum) or self.kind not in SURCHARGES:
            return
        if self.minimum > self.maximum:
            raise ValidationError({"maximum": _("The highest lies below the lowest.")})
        lowest, highest = SURCHARGES[SurchargeKind(self.kind)]
        if self.minimum < lowest or self.maximum > highest:
            raise ValidationError(
                _("The decree allows from %(lowest)s to %(highest)s %% for this (%(basis)s).")
                % {"lowest": decimal(lowest), "highest": decimal(highest), "basis": SURCHARGE_BASIS}
            )

    def is_in_the_way(self):
        return _("“%(subject)s” already has a surcharge, %(span)s. End it first.") % {
            "subject": self,
            "span": self.span,
        }
