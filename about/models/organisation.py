"""How the authority is organised: words of the board, and the units in office as they are registered."""

from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from submissions.models import Locality, Unit, UnitContact
from vietnamese.dates import today

from .introducing import IntroductionForm, IntroductionStatement, text_of

TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link"]


def units_in_office():
    """The units in office today that have a page, in protocol order, each with its kind, contact and leaders."""
    contacts = UnitContact.objects.prefetch_related("leaders")
    units = Unit.objects.valid_today().filter(page__isnull=False).select_related("page", "kind")
    return units.prefetch_related(Prefetch("contact", contacts))


class OrganisationPage(IntroductionStatement):
    """The tree of the units is made from the register of units each time: it is never older than that."""

    TITLE = "Tổ chức bộ máy"
    max_count = 1

    apex = models.CharField(
        _("what stands at the top of the tree"),
        max_length=150,
        blank=True,
        help_text=_("Empty: the authority as it is called in the settings of the place."),
    )
    introduction = RichTextField(_("words before the tree"), blank=True, features=TEXT_FEATURES)
    functions = RichTextField(
        _("functions, duties and powers"), blank=True, features=TEXT_FEATURES, help_text=_("Stands below the tree.")
    )

    content_panels = [
        FieldPanel("title"),
        FieldPanel("apex"),
        FieldPanel("introduction"),
        InlinePanel(
            "duties",
            heading=_("What each unit does"),
            label=_("Unit"),
            help_text=_("The tree itself is made of the units in office: nothing has to be entered for it."),
        ),
        FieldPanel("functions"),
        FieldPanel("category"),
    ]
    edit_handler = ObjectList(content_panels, base_form_class=IntroductionForm)

    class Meta:
        verbose_name = _("organisation of the authority")
        verbose_name_plural = _("pages of the organisation")

    @property
    def top(self):
        return self.apex or Locality.load().authority

    def blocks(self):
        """[(heading, [Unit, …]), …] of the units in office, each with `duties`: what was written of it, [str, …]."""
        said, found = {}, {}
        for one in self.duties.all():
            said.setdefault(one.unit_id, []).append(one.text)
        for unit in sorted(units_in_office(), key=lambda unit: unit.kind.sort_order or 0):
            unit.duties = said.get(unit.pk, [])
            found.setdefault(unit.kind.plural or unit.kind.block, []).append(unit)
        return list(found.items())

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"blocks": self.blocks(), "day": today()}

    def summary(self):
        return text_of(self, "introduction") or text_of(self, "functions")

    def words(self):
        duties = [one.text for one in self.duties.all()]
        return "\n".join([text_of(self, "introduction"), *duties, text_of(self, "functions")])


class UnitDuty(Orderable):
    """What a unit does, in a few lines."""

    page = ParentalKey(OrganisationPage, on_delete=models.CASCADE, related_name="duties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    text = models.TextField(_("functions and duties"), max_length=1500)

    panels = [FieldPanel("unit"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("duties of a unit")
        verbose_name_plural = _("duties of units")
        default_permissions = ()

    def __str__(self):
        return str(self.unit)
