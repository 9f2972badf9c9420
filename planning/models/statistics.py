"""Statistics as Decree 43/2011/NĐ-CP, Article 12 wants them: figures, method, analysis, when they were collected.

The article binds ministries and provinces; whether it binds this place, the register of categories says.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from library.models.filed_form import FiledForm

from .publication import (
    AttachedFile,
    Fact,
    Publication,
    closing_panels,
    day_or_nothing,
    decision_panel,
    time_panel,
    title_panel,
)


class StatisticsPage(Publication):
    """A report of figures; the tables themselves are its files."""

    method = models.TextField(_("method of the statistics"), max_length=2000)
    analysis = models.TextField(_("analysis of the figures"), max_length=4000, blank=True)
    surveyed_from = models.DateField(_("collected from"), null=True)
    surveyed_to = models.DateField(_("collected to"), null=True, blank=True)

    CATEGORY = "thong-ke"
    DAY_OF_DECISION = _("Day of the decision to publish")
    SCHEMA_TYPE = "Dataset"
    parent_page_types = ["planning.StatisticsIndexPage"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    title_panel(_("Name of the report"), _("What is counted, where and for when.")),
                    FieldPanel("method"),
                    FieldRowPanel([FieldPanel("surveyed_from"), FieldPanel("surveyed_to")]),
                    FieldPanel("analysis"),
                ],
                heading=_("The figures"),
            ),
            time_panel(_("Time that the figures are about")),
            decision_panel(_("Decision to publish"), day=DAY_OF_DECISION),
            *closing_panels(),
        ],
        base_form_class=FiledForm,
    )

    class Meta:
        verbose_name = _("statistical report")
        verbose_name_plural = _("statistical reports")

    def clean(self):
        super().clean()
        if self.surveyed_from and self.surveyed_to and self.surveyed_to < self.surveyed_from:
            raise ValidationError({"surveyed_to": gettext("It would end before it begins.")})

    def own_words(self):
        return [*super().own_words(), self.analysis, self.period]

    @property
    def survey(self):
        """When the figures were collected (str)."""
        days = [day_or_nothing(self.surveyed_from), day_or_nothing(self.surveyed_to)]
        return " – ".join(dict.fromkeys(filter(None, days)))

    @property
    def teaser(self):
        return self.analysis

    def facts(self):
        return [
            Fact(gettext("Time that the figures are about"), self.time_in_words),
            Fact(gettext("Figures collected"), self.survey),
            Fact(self.label("method"), self.method),
            Fact(self.label("analysis"), self.analysis),
            *self.closing_facts(),
        ]

    def card_facts(self):
        return [
            Fact(gettext("Time that the figures are about"), self.time_in_words),
            Fact(self.label("in_charge"), str(self.in_charge or "")),
        ]


class StatisticsFile(AttachedFile):
    page = ParentalKey(StatisticsPage, on_delete=models.CASCADE, related_name="files")

    class Meta(AttachedFile.Meta):
        verbose_name = _("file of statistics")
