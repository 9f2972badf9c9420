"""The bodies that owe news, the kinds of them that the office knows, and how they ended."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Collection, Orderable
from wagtail.search import index

from submissions.kept.validity import Validity
from vietnamese.database import in_vietnamese_order
from vietnamese.dates import WEEKDAYS
from vietnamese.numbers import roman
from vietnamese.slugs import unique_slug
from vietnamese.text import fold

from .office import ApprovalRules

CODE_LENGTH = 20
DIALLED = RegexValidator(r"^\+?[\d\s().-]{3,}", _("Write the number first, as 0252 3821 111."))


@dataclass(frozen=True, order=True)
class Block:
    """A group of units under a heading of its own in the office's tables, which number them I, II, III …"""

    place: int
    title: str

    @property
    def number(self):
        return roman(self.place)


class UnitKindQuerySet(models.QuerySet):
    def blocks(self):
        """The Block of each kind, by its code, in the order of the kinds: kinds of the same heading share one."""
        titles, found = [], {}
        for code, title in self.order_by("sort_order", "pk").values_list("code", "block"):
            if title not in titles:
                titles.append(title)
            found[code] = Block(titles.index(title) + 1, title)
        return found

    def choices(self):
        """The kinds for a field of choice, as [(code, name), …]."""
        return list(self.order_by("sort_order", "pk").values_list("code", "name"))


class UnitKind(Orderable):
    """A kind of unit: how it is called, under which heading its units stand, and what goes by it.

    The code stays when the name changes: closed figures, lists and addresses name a kind by it.
    """

    name = models.CharField(_("name of the kind"), max_length=60, unique=True)
    code = models.SlugField(_("code"), max_length=CODE_LENGTH, unique=True, editable=False)
    block = models.CharField(
        _("heading in tables and papers"),
        max_length=150,
        help_text=_("Kinds of the same heading stand together, with a sub-total: I, II, III … in the order below."),
    )
    plural = models.CharField(
        _("heading on the public site"),
        max_length=150,
        blank=True,
        help_text=_("Over the list of these units. Empty: the heading in tables."),
    )
    is_locality = models.BooleanField(
        _("a place where people live"),
        default=False,
        help_text=_("As a ward, a commune or a quarter: the front page then shows the newest piece of each."),
    )

    objects = UnitKindQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("kind of unit")
        verbose_name_plural = _("kinds of unit")
        ordering = ["sort_order", "pk"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        self.plural = self.plural or self.block
        if not self.code and self.name:
            self.code = unique_slug(
                self.name,
                taken=lambda code: UnitKind.objects.filter(code=code).exclude(pk=self.pk).exists(),
                max_length=CODE_LENGTH,
            )


class Unit(index.Indexed, Validity):
    """A body that owes news: a division, ward, commune, service unit, or the radio station.

    Neither name, slug nor official code is a stable key (Mũi Né names two different units over time), so
    history hangs on the primary key, and a slug is never given to a second unit.
    """

    name = models.CharField(_("name"), max_length=255)
    short_name = models.CharField(_("short name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=100, unique=True, blank=True)
    kind = models.ForeignKey(
        UnitKind,
        to_field="code",
        db_column="kind",
        on_delete=models.PROTECT,
        related_name="units",
        verbose_name=_("kind of unit"),
    )
    display_order = models.PositiveIntegerField(_("protocol order"), default=0)
    email = models.EmailField(_("e-mail"), blank=True)
    successors = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="predecessors", verbose_name=_("successors")
    )
    page = models.OneToOneField(
        "submissions.UnitPage",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="unit",
        verbose_name=_("page"),
    )
    collection = models.OneToOneField(
        Collection,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="unit",
        verbose_name=_("collection"),
    )

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["display_order", in_vietnamese_order("name"), "pk"]

    def __str__(self):
        return self.name

    @cached_property
    def approval_rules(self):
        """The ApprovalRules by which its leaders approve: the city's, the same for every unit."""
        return ApprovalRules.load()

    def clean(self):
        super().clean()
        if not self.slug and self.name:
            self.slug = unique_slug(
                self.name.removeprefix("UBND "),
                taken=lambda slug: Unit.objects.filter(slug=slug).exclude(pk=self.pk).exists(),
                max_length=100,
            )


class UnitContact(ClusterableModel):
    """How citizens reach a unit: what of it is not entered is shown nowhere."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="contact", verbose_name=_("unit"))
    address = models.CharField(_("address"), max_length=255, blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True, validators=[DIALLED])
    one_stop = models.CharField(
        _("one-stop shop: where"),
        max_length=255,
        blank=True,
        help_text=_("Where people hand in their papers, as “Tầng 1, trụ sở UBND phường”."),
    )
    one_stop_telephone = models.CharField(
        _("one-stop shop: telephone"), max_length=40, blank=True, validators=[DIALLED]
    )
    reception = models.TextField(
        _("when citizens are received"),
        max_length=500,
        blank=True,
        help_text=_("Who receives citizens, on which days, where."),
    )

    class Meta:
        verbose_name = _("contact details of a unit")
        verbose_name_plural = _("contact details of units")
        ordering = ["unit"]
        default_permissions = ("add", "change", "view")

    def __str__(self):
        return str(self.unit)

    @property
    def office_hours(self):
        return self.hours_at(UnitHours.Place.OFFICE)

    @property
    def one_stop_hours(self):
        return self.hours_at(UnitHours.Place.ONE_STOP)

    def hours_at(self, place):
        return [hours for hours in self.hours.all() if hours.place == place]


class UnitHours(Orderable):
    """From when to when a place of the unit is open on some days of the week; a break makes two of them."""

    class Place(models.TextChoices):
        OFFICE = "office", _("office")
        ONE_STOP = "one_stop", _("one-stop shop")

    class Day(models.IntegerChoices):
        MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = enumerate(WEEKDAYS)

    contact = ParentalKey(UnitContact, on_delete=models.CASCADE, related_name="hours")
    place = models.CharField(_("of which place"), max_length=10, choices=Place.choices, default=Place.OFFICE)
    first_day = models.PositiveSmallIntegerField(_("from day"), choices=Day.choices, default=Day.MONDAY)
    last_day = models.PositiveSmallIntegerField(_("to day"), choices=Day.choices, default=Day.FRIDAY)
    opens = models.TimeField(_("opens at"))
    closes = models.TimeField(_("closes at"))

    class Meta(Orderable.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        default_permissions = ()

    def __str__(self):
        return f"{self.days}: {self.opens:%H:%M}–{self.closes:%H:%M}"

    @property
    def days(self):
        """The days in words."""
        first, last = self.get_first_day_display(), self.get_last_day_display()
        return first if self.first_day == self.last_day else _("%(first)s to %(last)s") % {"first": first, "last": last}

    def clean(self):
        super().clean()
        wrong = {}
        if self.last_day is not None and self.first_day is not None and self.last_day < self.first_day:
            wrong["last_day"] = _("The last day of the week comes before the first.")
        if self.opens and self.closes and self.closes <= self.opens:
            wrong["closes"] = _("It closes before it opens.")
        if wrong:
            raise ValidationError(wrong)


class UnitLeader(Orderable):
    """Who leads the unit, and how to reach them where the office says so (Decree 43/2011, Article 10, point k)."""

    contact = ParentalKey(UnitContact, on_delete=models.CASCADE, related_name="leaders")
    name = models.CharField(_("full name"), max_length=120)
    post = models.CharField(_("post"), max_length=150)
    telephone = models.CharField(_("official telephone"), max_length=40, blank=True, validators=[DIALLED])
    email = models.EmailField(_("official e-mail"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("leader")
        verbose_name_plural = _("leaders")
        default_permissions = ()

    def __str__(self):
        return f"{self.name}, {self.post}"


def namesake(name, *, valid_from, valid_to=None, leaving_out=()):
    """A Unit of the same name, however its marks are placed, on a day of the interval; None where there is none.

    `leaving_out` are the keys of units that are not looked at.
    """
    wanted = fold(name)
    others = Unit.objects.exclude(pk__in=leaving_out).overlapping(valid_from=valid_from, valid_to=valid_to)
    return next((other for other in others if wanted and fold(other.name) == wanted), None)


class UnitEnding(models.Model):
    """How a unit ended: by what document, what becomes of the pieces that it leaves, who decided it and saw what."""

    class Pieces(models.TextChoices):
        PASS = "pass", _("go to the successor; what waits at the leader waits at the successor's leader")
        WRITER = "writer", _("go back to the writer; what waits at the leader is a draft again")
        LEAVE = "leave", _("stay as they are; whoever keeps the membership may finish them")

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="ending", verbose_name=_("unit"))
    last_day = models.DateField(_("last day"))
    document_number = models.CharField(_("number of the document"), max_length=60, blank=True)
    document_date = models.DateField(_("date of the document"), null=True, blank=True)
    pieces = models.CharField(_("unfinished pieces"), max_length=10, choices=Pieces.choices)
    # Which unit goes on with what was not finished.
    pieces_to = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("successor")
    )
    # The sentences that were shown and confirmed.
    said = models.JSONField(default=list)
    # What it changed and how it was before (submissions.ending.doing.Changed); of ends from before this was kept: None.
    before = models.JSONField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    # The same for all units that end in one step.
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now)

    class Meta:
        verbose_name = _("end of a unit")
        verbose_name_plural = _("ends of units")
        ordering = ["-decided_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return str(self.unit)
