"""The bodies that owe news."""

from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection
from wagtail.search import index

from submissions.kept.validity import Validity
from vietnamese.database import in_vietnamese_order
from vietnamese.slugs import unique_slug

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
