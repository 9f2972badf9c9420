"""The bodies that owe news, and how they ended."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection
from wagtail.search import index

from submissions.kept.validity import Validity
from vietnamese.database import in_vietnamese_order
from vietnamese.slugs import unique_slug
from vietnamese.text import fold

from .office import ApprovalRules


class Unit(index.Indexed, Validity):
    """A body that owes news: a division, ward, commune, service unit, or the radio station.

    Neither name, slug nor official code is a stable key (Mũi Né names two different units over time), so
    history hangs on the primary key, and a slug is never given to a second unit.
    """

    class Kind(models.TextChoices):
        DIVISION = "division", _("division")
        SERVICE_UNIT = "service_unit", _("service unit")
        WARD = "ward", _("ward")
        COMMUNE = "commune", _("commune")
        RADIO = "radio", _("radio station")

    name = models.CharField(_("name"), max_length=255)
    short_name = models.CharField(_("short name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=100, unique=True, blank=True)
    kind = models.CharField(_("kind of unit"), max_length=20, choices=Kind.choices)
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
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now)

    class Meta:
        verbose_name = _("end of a unit")
        verbose_name_plural = _("ends of units")
        ordering = ["-decided_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return str(self.unit)


@dataclass(frozen=True)
class Block:
    """One of the four blocks in which the city's tables list its units: its number there, and its kinds of unit."""

    number: str
    title: str
    kinds: tuple[str, ...]


BLOCKS = (
    Block("I", _("Agencies and units of the city"), (Unit.Kind.DIVISION, Unit.Kind.SERVICE_UNIT)),
    Block("II", _("Wards"), (Unit.Kind.WARD,)),
    Block("III", _("Communes"), (Unit.Kind.COMMUNE,)),
    Block("IV", _("Radio station"), (Unit.Kind.RADIO,)),
)
