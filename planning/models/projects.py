"""A project or an item of investment, with the nine fields of Decree 43/2011/NĐ-CP, Article 10, clause 1, point h."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from library.models import Field
from vietnamese.numbers import money

from .amounts_form import AmountsForm
from .costs import cost_in_words
from .publication import AttachedFile, Fact, Publication, closing_panels, decision_panel, time_panel, title_panel


class ProjectPage(Publication):
    """A project. As it goes on, each new state is a new version, which a second person publishes."""

    class State(models.TextChoices):
        PREPARING = "chuan-bi", _("Being prepared")
        UNDER_WAY = "trien-khai", _("Under way")
        COMPLETED = "hoan-tat", _("Completed")

    class Funding(models.TextChoices):
        BUDGET = "ngan-sach", _("State budget")
        AID = "oda", _("Official development assistance and foreign loans")
        PARTNERSHIP = "ppp", _("Public-private partnership")
        ENTERPRISE = "doanh-nghiep", _("Capital of enterprises")
        COMMUNITY = "xa-hoi-hoa", _("Contributions of people and organisations")
        MIXED = "nhieu-nguon", _("Several sources")

    goal = models.TextField(_("main goal"), max_length=1500)
    field = models.ForeignKey(
        Field, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("specialised field")
    )
    kind = models.CharField(
        _("kind of project"), max_length=150, help_text=_("For example: xây dựng mới, nhóm C; sửa chữa; mua sắm.")
    )
    cost_from = models.BigIntegerField(
        _("cost"), null=True, help_text=_("In đồng. Of an amount that is not settled yet, the smaller one.")
    )
    cost_to = models.BigIntegerField(
        _("cost at most"), null=True, blank=True, help_text=_("Leave empty when there is one amount.")
    )
    is_approximate = models.BooleanField(_("the cost is an estimate"), default=False)
    funding = models.CharField(_("kind of funding"), max_length=20, choices=Funding.choices)
    sponsor = models.CharField(
        _("sponsor"), max_length=255, help_text=_("Who pays, for example: ngân sách địa phương; Ngân hàng Thế giới.")
    )
    state = models.CharField(_("state of the project"), max_length=20, choices=State.choices)
    progress = models.TextField(
        _("how far it is"), max_length=1000, blank=True, help_text=_("For example: đạt 60% khối lượng xây lắp.")
    )
    place = models.CharField(_("where it is"), max_length=255, blank=True, help_text=_("Street, ward or commune."))

    CATEGORY = "du-an-dau-thau"
    AMOUNTS = ("cost_from", "cost_to")
    FINDABLE_SELECT = LIST_SELECT = ("in_charge", "field")
    parent_page_types = ["planning.ProjectsPage"]
    base_form_class = AmountsForm
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    title_panel(_("Name of the project"), _("In full, as it stands in the decision.")),
                    FieldPanel("goal"),
                    FieldRowPanel([FieldPanel("field"), FieldPanel("kind")]),
                    FieldPanel("place"),
                ],
                heading=_("The project"),
            ),
            MultiFieldPanel([FieldPanel("state"), FieldPanel("progress")], heading=_("State of the project")),
            time_panel(_("Time of execution")),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("cost_from"), FieldPanel("cost_to")]),
                    FieldPanel("is_approximate"),
                    FieldRowPanel([FieldPanel("funding"), FieldPanel("sponsor")]),
                ],
                heading=_("Money"),
            ),
            decision_panel(_("Decision"), day=Publication.DAY_OF_DECISION),
            *closing_panels(),
        ],
        base_form_class=AmountsForm,
    )

    class Meta:
        verbose_name = _("investment project")
        verbose_name_plural = _("investment projects")

    def clean(self):
        super().clean()
        if self.cost_from is not None and self.cost_to is not None and self.cost_to < self.cost_from:
            raise ValidationError({"cost_to": gettext("It is less than the other amount.")})

    def own_words(self):
        return [*super().own_words(), self.goal, self.kind, self.sponsor, self.place]

    @property
    def state_words(self):
        return self.get_state_display() if self.state else ""

    @property
    def kicker(self):
        return str(self.field or "")

    def cost(self, **options):
        """The cost (str), as it is said or as `say` writes an amount."""
        return cost_in_words(self.cost_from, self.cost_to, is_approximate=self.is_approximate, **options)

    def cost_in_full(self):
        """In figures, and as it is said where that is shorter."""
        figures, said = self.cost(say=money), self.cost()
        return figures if figures == said else f"{figures} ({said})"

    def steps(self):
        """[(words, whether it is the present one, whether it lies behind)] of the states, in their order."""
        order = list(self.State)
        here = order.index(self.State(self.state)) if self.state else -1
        return [(state.label, place == here, place < here) for place, state in enumerate(order)]

    @property
    def teaser(self):
        return self.goal

    def facts(self):
        return [
            Fact(gettext("Name of the project"), self.title),
            Fact(self.label("goal"), self.goal),
            Fact(self.label("field"), str(self.field or "")),
            Fact(self.label("kind"), self.kind),
            Fact(gettext("Time of execution"), self.time_in_words),
            Fact(self.label("cost_from"), self.cost_in_full()),
            Fact(self.label("funding"), self.get_funding_display()),
            Fact(self.label("sponsor"), self.sponsor),
            Fact(self.label("state"), " – ".join(filter(None, [str(self.state_words), self.progress]))),
            Fact(self.label("place"), self.place),
            *self.closing_facts(),
        ]

    def card_facts(self):
        return [
            Fact(self.label("cost_from"), self.cost()),
            Fact(gettext("Time of execution"), self.time_in_words),
            Fact(self.label("in_charge"), str(self.in_charge or "")),
        ]

    def related(self):
        return [(gettext("Tenders and procurement"), list(self.tenders.live().order_by("-approved_on", "-pk")))]


class ProjectFile(AttachedFile):
    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="files")

    class Meta(AttachedFile.Meta):
        verbose_name = _("file of a project")
