"""A tender or a procurement, with its result: Decree 43/2011/NĐ-CP, Article 10, clause 1, point h."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, PageChooserPanel

from vietnamese.dates import screen_moment
from vietnamese.numbers import money

from .amounts_form import AmountsForm
from .projects import ProjectPage
from .publication import AttachedFile, Fact, Publication, closing_panels, decision_panel, title_panel


class TenderPage(Publication):
    """A tender, of a project or alone. What it came to is a new version of it."""

    class Kind(models.TextChoices):
        WORKS = "xay-lap", _("Construction works")
        GOODS = "hang-hoa", _("Goods")
        ADVICE = "tu-van", _("Consultancy")
        SERVICES = "dich-vu", _("Other services")

    class State(models.TextChoices):
        INVITING = "moi-thau", _("Bids are invited")
        JUDGING = "xet-thau", _("Bids are judged")
        AWARDED = "co-ket-qua", _("Awarded")
        CANCELLED = "da-huy", pgettext_lazy("tender", "Cancelled")

    kind = models.CharField(_("what is bought"), max_length=20, choices=Kind.choices)
    project = models.ForeignKey(
        ProjectPage,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tenders",
        verbose_name=_("project"),
        help_text=_("Leave empty when it belongs to none that is on this site."),
    )
    bids_until = models.DateTimeField(_("bids are taken until"), null=True)
    estimate = models.BigIntegerField(_("price of the package"), null=True, blank=True, help_text=_("In đồng."))
    state = models.CharField(_("state of the tender"), max_length=20, choices=State.choices, default=State.INVITING)
    winner = models.CharField(_("winner"), max_length=255, blank=True)
    winning_price = models.BigIntegerField(_("winning price"), null=True, blank=True, help_text=_("In đồng."))

    CATEGORY = "du-an-dau-thau"
    AMOUNTS = ("estimate", "winning_price")
    FINDABLE_SELECT = LIST_SELECT = ("in_charge",)
    parent_page_types = ["planning.TendersPage"]
    base_form_class = AmountsForm
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    title_panel(_("Name of the package"), _("As it stands in the invitation.")),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("bids_until")]),
                    FieldPanel("estimate"),
                    PageChooserPanel("project", "planning.ProjectPage"),
                ],
                heading=_("The package"),
            ),
            MultiFieldPanel(
                [FieldPanel("state"), FieldRowPanel([FieldPanel("winner"), FieldPanel("winning_price")])],
                heading=_("Result"),
            ),
            decision_panel(_("Decision"), day=Publication.DAY_OF_DECISION),
            *closing_panels(),
        ],
        base_form_class=AmountsForm,
    )

    class Meta:
        verbose_name = _("tender or procurement")
        verbose_name_plural = _("tenders and procurement")

    def derive_columns(self):
        """Its year is that of its approval, else of the last day for bids."""
        day = self.approved_on or (self.bids_until and timezone.localtime(self.bids_until))
        self.first_year = day.year if day else None
        super().derive_columns()

    def wrong(self):
        found = super().wrong()
        if self.state == self.State.AWARDED:
            wanted = {"winner": gettext("Who has won it?"), "winning_price": gettext("For how much?")}
            found |= {name: said for name, said in wanted.items() if not getattr(self, name)}
        return found

    def own_words(self):
        return [*super().own_words(), self.winner, self.project.title if self.project else ""]

    @property
    def state_words(self):
        return self.get_state_display() if self.state else ""

    @property
    def kicker(self):
        return self.get_kind_display()

    def facts(self):
        return [
            Fact(gettext("Name of the package"), self.title),
            Fact(self.label("kind"), self.get_kind_display()),
            Fact(self.label("estimate"), amount(self.estimate)),
            Fact(self.label("bids_until"), self.last_moment),
            Fact(self.label("state"), self.state_words),
            *self.result(),
            *self.closing_facts(),
        ]

    def card_facts(self):
        return [
            Fact(self.label("bids_until"), self.last_moment),
            Fact(self.label("estimate"), amount(self.estimate)),
            *self.result(),
        ]

    def result(self):
        """The Facts of what it came to; none before there is a result."""
        if self.state != self.State.AWARDED:
            return []
        return [
            Fact(self.label("winner"), self.winner),
            Fact(self.label("winning_price"), amount(self.winning_price)),
        ]

    @property
    def last_moment(self):
        return screen_moment(self.bids_until) if self.bids_until else ""

    def related(self):
        return [(gettext("Project"), [self.project] if self.project and self.project.live else [])]


class TenderFile(AttachedFile):
    page = ParentalKey(TenderPage, on_delete=models.CASCADE, related_name="files")

    class Meta(AttachedFile.Meta):
        verbose_name = _("file of a tender")


def amount(dong):
    """`dong` (int or None) in figures."""
    return money(dong) if dong else ""
