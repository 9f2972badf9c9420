"""Strategies and plans, by the four fields of Decree 43/2011/NĐ-CP, Article 10, clause 1, point đ."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, PageChooserPanel

from library.models.filed_form import FiledForm

from .publication import AttachedFile, Fact, Publication, closing_panels, decision_panel, time_panel, title_panel


class PlanPage(Publication):
    """A strategy, a plan, an incentive: what it says in short, and what of before it replaces or adjusts."""

    class Field(models.TextChoices):
        INVESTMENT = "dau-tu", _("Incentives, opportunities, projects that seek capital")
        SPACE = "xay-dung-dat-dai", _("Plans of construction, of the city and of the use of land")
        RESOURCES = "tai-nguyen", _("Use of natural resources")
        WASTE = "chat-thai", _("Waste: collection, treatment, sources, polluted areas")
        GENERAL = "phat-trien-chung", _("Strategy and development in general")

    class Effect(models.TextChoices):
        REPLACES = "replaces", _("replaces")
        ADJUSTS = "adjusts", _("adjusts")

    field = models.CharField(_("field of the plan"), max_length=20, choices=Field.choices)
    extract = models.TextField(_("in short"), max_length=1500, help_text=_("What it means for people and enterprises."))
    effect = models.CharField(_("what it does to an earlier plan"), max_length=20, choices=Effect.choices, blank=True)
    earlier = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followed_by",
        verbose_name=_("the earlier plan"),
    )

    CATEGORY = "quy-hoach-ke-hoach"
    parent_page_types = ["planning.PlansPage"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    title_panel(_("Name of the plan"), _("In full, as it stands in the decision.")),
                    FieldPanel("field"),
                    FieldPanel("extract"),
                ],
                heading=_("The plan"),
            ),
            time_panel(_("Time of the plan")),
            decision_panel(_("Decision"), day=Publication.DAY_OF_DECISION),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("effect"), PageChooserPanel("earlier", "planning.PlanPage")])],
                heading=_("Earlier plan"),
            ),
            *closing_panels(),
        ],
        base_form_class=FiledForm,
    )

    class Meta:
        verbose_name = _("strategy or plan")
        verbose_name_plural = _("strategies and plans")

    def clean(self):
        super().clean()
        if bool(self.effect) != bool(self.earlier_id):
            raise ValidationError({"effect": gettext("Choose what it does and the earlier plan: both, or neither.")})
        if self.earlier_id and self.earlier_id == self.pk:
            raise ValidationError({"earlier": gettext("A plan does nothing to itself.")})

    def own_words(self):
        return [*super().own_words(), self.extract]

    @property
    def kicker(self):
        return self.get_field_display()

    @property
    def teaser(self):
        return self.extract

    def facts(self):
        return [
            Fact(self.label("field"), self.get_field_display()),
            Fact(gettext("Time of the plan"), self.time_in_words),
            *self.closing_facts(),
        ]

    def card_facts(self):
        return [
            Fact(gettext("Time of the plan"), self.time_in_words),
            Fact(self.label("in_charge"), str(self.in_charge or "")),
        ]

    def related(self):
        earlier = [self.earlier] if self.earlier and self.earlier.live else []
        later = {effect: [] for effect in self.Effect}
        for plan in self.followed_by.live().exclude(effect="").order_by("-approved_on", "-pk") if self.pk else ():
            later[self.Effect(plan.effect)].append(plan)
        return [
            (gettext("Replaced by"), later[self.Effect.REPLACES]),
            (gettext("Adjusted by"), later[self.Effect.ADJUSTS]),
            (gettext("Replaces") if self.effect == self.Effect.REPLACES else gettext("Adjusts"), earlier),
        ]


class PlanFile(AttachedFile):
    page = ParentalKey(PlanPage, on_delete=models.CASCADE, related_name="files")

    class Meta(AttachedFile.Meta):
        verbose_name = _("file of a plan")
