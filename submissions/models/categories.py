"""Sections of the site under which pieces are filed, and what decrees ask of each, from a day to a day.

A section outlives decrees: pieces, links and approvals name it. What the law says of it is beside it, dated.
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from submissions.kept.one_at_a_time import OneAtATime, span_in_words, take_turn
from submissions.kept.validity import Validity, ValidityQuerySet
from vietnamese.dates import screen_date, today

# The points of an article, in the order of the law.
LETTERS = "abcdđeghiklmnopqrstuvxy"
# Whoever changes decrees, their points or what continues a section takes turns.
LAW_TABLE = ("submissions", "decreepoint")


class CategoryQuerySet(ValidityQuerySet):
    def for_writing(self, kept=None):
        """What a piece may be filed under today, and the section with the key `kept`, which it has already."""
        return self.valid_today() | self.filter(pk=kept)

    def usual(self):
        """Where nearly everything that a unit writes belongs; None when the office has none today."""
        return self.valid_today().filter(is_usual=True).first()

    def binding_on(self, day):
        """Those that a decree in force on `day` (a date) demands of the city."""
        points = DecreePoint.objects.valid_on(day).filter(category=OuterRef("pk"), is_binding=True)
        return self.filter(Exists(points))


class Category(Validity):
    """A section of the site. From its last day on nothing new is filed under it; what was, stays.

    `continued_by` is the section that takes its place from that day on: its address leads there.
    """

    title = models.CharField(_("title"), max_length=255)
    everyday_name = models.CharField(
        _("in everyday words"),
        max_length=255,
        blank=True,
        help_text=_("How the quick form calls it, for people who do not know the decree."),
    )
    slug = models.SlugField(
        _("slug"), max_length=100, unique=True, help_text=_("Its public address; it never changes.")
    )
    continued_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="continues",
        verbose_name=_("continued by"),
        help_text=_("From its last day on, its address leads to this category, which also shows what was filed here."),
    )
    is_usual = models.BooleanField(
        _("new pieces begin with it"), default=False, help_text=_("At most one category: where most news belongs.")
    )
    display_order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["display_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_usual"],
                condition=Q(is_usual=True),
                name="one_usual_category",
                violation_error_message=_("New pieces begin with another category already. Take the mark off there."),
            )
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """Refuses a circle of sections also when two people save at the same moment."""
        with transaction.atomic():
            take_turn(*LAW_TABLE)
            self.refuse_circle()
            super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.continued_by_id and self.valid_to is None:
            raise ValidationError({"valid_to": gettext("Enter from which day on the other category takes its place.")})
        self.refuse_circle()

    def refuse_circle(self):
        """Raise ValidationError when what continues this section leads back to it."""
        continued = dict(Category.objects.values_list("pk", "continued_by"))
        place = self.continued_by_id
        while place is not None:
            if place == self.pk:
                raise ValidationError({"continued_by": gettext("This category would be continued by itself.")})
            place = continued.get(place)

    @property
    def words(self):
        """What it is called where somebody writes (str)."""
        return self.everyday_name or self.title

    @property
    def not_today(self):
        """Why nothing new is filed under it today, in one sentence; "" while it takes pieces."""
        day = today()
        if self.is_valid_on(day):
            return ""
        if is_over := self.valid_to is not None and self.valid_to <= day:
            sentence = gettext(
                "“%(category)s” takes no new pieces from %(day)s on. This piece keeps it; another one can be chosen."
            )
        else:
            sentence = gettext(
                "“%(category)s” takes pieces from %(day)s on only. This piece keeps it; another one can be chosen."
            )
        return sentence % {"category": self.title, "day": screen_date(self.valid_to if is_over else self.valid_from)}


class Decree(Validity):
    """What says which sections a state website must have: a decree, or another document with that force."""

    number = models.CharField(
        pgettext_lazy("law", "document"),
        max_length=255,
        unique=True,
        help_text=_("Its kind and number, for example Nghị định 43/2011/NĐ-CP."),
    )
    title = models.CharField(_("title of the document"), max_length=500, blank=True)
    is_checked = models.BooleanField(
        _("checked against the original"),
        default=False,
        help_text=_("Somebody has read number and dates in the original text."),
    )

    class Meta:
        verbose_name = _("legal basis of categories")
        verbose_name_plural = _("legal bases of categories")
        ordering = ["-valid_from", "number"]

    def __str__(self):
        return self.number

    @property
    def span(self):
        return span_in_words(self.valid_from, self.valid_to)

    def save(self, *args, **kwargs):
        """Refuses dates with which two points would hold for one section on the same day."""
        with transaction.atomic():
            take_turn(*LAW_TABLE)
            self.refuse_conflict()
            super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        self.refuse_conflict()

    def refuse_conflict(self):
        for point in self.points.select_related("category") if self.pk else ():
            point.decree = self
            point.refuse_conflict()


class DecreePointQuerySet(ValidityQuerySet):
    def valid_on(self, day):
        """Points in force on `day` (a date): within their own dates and those of their decree."""
        return super().valid_on(day).filter(decree__in=Decree.objects.valid_on(day))


class DecreePoint(OneAtATime):
    """What one point of a decree asks of a section. Without dates of its own it holds as long as its decree."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="points", verbose_name=_("legal basis"))
    article = models.PositiveSmallIntegerField(pgettext_lazy("law", "article"), null=True, blank=True)
    clause = models.PositiveSmallIntegerField(pgettext_lazy("law", "clause"), null=True, blank=True)
    point = models.CharField(
        pgettext_lazy("law", "point"),
        max_length=1,
        blank=True,
        default="",
        choices=[(letter, letter) for letter in LETTERS],
    )
    title = models.CharField(_("title in the decree"), max_length=500)
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        related_name="points",
        verbose_name=_("category"),
        help_text=_("The category of this site in which it is published. Older pieces in it stay where they are."),
    )
    is_binding = models.BooleanField(
        _("binding for this city"),
        default=True,
        help_text=_("Points that bind only ministries and provinces are never shown as missing."),
    )
    deadline_days = models.PositiveSmallIntegerField(_("deadline in working days"), null=True, blank=True)
    issuer_days = models.PositiveSmallIntegerField(
        _("deadline for the body that issued the document"),
        null=True,
        blank=True,
        help_text=_("In working days. Leave empty when it is the same for everybody."),
    )
    counted_from = models.CharField(_("counted from"), max_length=120, blank=True)
    is_checked = models.BooleanField(
        _("checked against the original"),
        default=False,
        help_text=_("Somebody has read this line in the original text."),
    )
    # Where it stands among all points, in the order of the law.
    place = models.PositiveIntegerField(default=0, editable=False)

    SUBJECT = ("category_id",)
    LOCKED_TABLE = LAW_TABLE

    objects = DecreePointQuerySet.as_manager()

    class Meta:
        verbose_name = _("category in a decree")
        verbose_name_plural = _("categories in decrees")
        ordering = ["-decree__valid_from", "decree", "place", "pk"]
        constraints = [
            # Of some lists only the article is known; what is named by its letter stands there once.
            models.UniqueConstraint(fields=["decree", "place"], condition=~Q(point=""), name="one_row_for_a_point"),
            models.UniqueConstraint(
                fields=["decree", "category"],
                name="one_row_for_a_category",
                violation_error_message=_("This category is entered for this decree already."),
            ),
        ]

    def __str__(self):
        return self.reference

    def full_clean(self, *args, **kwargs):
        self.place = place_of(self.article, self.clause, self.point)
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        self.place = place_of(self.article, self.clause, self.point)
        super().save(*args, **kwargs)

    @property
    def reference(self):
        """ "Điểm b khoản 1 Điều 10 Nghị định 43/2011/NĐ-CP"."""
        parts = [
            self.point and gettext("point %(point)s") % {"point": self.point},
            self.clause and gettext("clause %(clause)s") % {"clause": self.clause},
            self.article and gettext("Article %(article)s") % {"article": self.article},
            self.decree.number,
        ]
        return capfirst(" ".join(filter(None, parts)))

    reference.fget.short_description = _("Point of the decree")

    @property
    def is_confirmed(self):
        return self.is_checked and self.decree.is_checked

    @property
    def first_day(self):
        """The day on which it begins (a date, or None for ever since)."""
        return latest(self.valid_from, self.decree.valid_from)

    @property
    def end_day(self):
        """The first day on which it no longer holds (a date, or None)."""
        return earliest(self.valid_to, self.decree.valid_to)

    @property
    def span(self):
        return span_in_words(self.first_day, self.end_day)

    def is_valid_on(self, day):
        return super().is_valid_on(day) and self.decree.is_valid_on(day)

    def clean(self):
        if self.decree_id and self.category_id:
            super().clean()

    def refuse_conflict(self):
        """Raise ValidationError when it is entered already, never holds, or meets another point of its section."""
        same = DecreePoint.objects.filter(decree=self.decree_id, place=self.place).exclude(pk=self.pk)
        if self.point and same.exists():
            raise ValidationError(gettext("%(point)s is entered already.") % {"point": self.reference})
        first, end = self.first_day, self.end_day
        if first and end and end <= first:
            raise ValidationError(
                gettext("%(point)s would never hold: %(decree)s holds %(span)s.")
                % {"point": self.reference, "decree": self.decree, "span": self.decree.span}
            )
        super().refuse_conflict()

    def overlapping(self):
        """The other points of its section, of this or another decree, that share a day with it (a queryset)."""
        others = DecreePoint.objects.filter(category=self.category_id).exclude(pk=self.pk).select_related("decree")
        keys = [other.pk for other in others if self.shares_a_day_with(other)]
        return others.filter(pk__in=keys)

    def shares_a_day_with(self, other):
        decree = self.decree if other.decree_id == self.decree_id else other.decree
        first = latest(self.first_day, other.valid_from, decree.valid_from)
        end = earliest(self.end_day, other.valid_to, decree.valid_to)
        return first is None or end is None or first < end

    def is_in_the_way(self):
        return gettext("“%(category)s” already has a legal basis: %(point)s, %(span)s. End it first.") % {
            "category": self.category,
            "point": self.reference,
            "span": self.span,
        }

    def days_for(self, page):
        """How many working days `page` (a CategorisedPage) had; None where the decree names no number."""
        if page.issued_here and self.issuer_days is not None:
            return self.issuer_days
        return self.deadline_days


def place_of(article, clause, point):
    """Where a point stands among the others of its decree, in the order of the law (int); 0 without any number."""
    return ((article or 0) * 100 + (clause or 0)) * 100 + (LETTERS.index(point) + 1 if point else 0)


def latest(*days):
    return max(filter(None, days), default=None)


def earliest(*days):
    return min(filter(None, days), default=None)
