"""What projects, tenders, plans and statistics share: a decision, a time, a unit in charge, files, a category.

Decree 43/2011/NĐ-CP, Article 10, clause 1, points đ and h, and Article 12; its terms run from the day of approval
(Article 17), which is the milestone date of the category.
"""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from library.models import DocumentPage
from library.models.document import TEXT_FEATURES
from library.models.filed_form import FiledForm
from submissions.body.findable import Findable, FindablePage, Kind
from submissions.models import CategorisedPage, NewsDocument, Unit
from submissions.models.tree import WithoutAliases
from submissions.statements.statement import Statement
from vietnamese.dates import screen_date
from vietnamese.text import fold

YEARS = [MinValueValidator(1900), MaxValueValidator(2100)]


class Fact(NamedTuple):
    """A line of what a page says of its subject, in the decree's words."""

    label: str
    value: str


class Publication(Statement, WithoutAliases, CategorisedPage, FindablePage):
    """A page of one of the four kinds. `words_key` and the milestone date follow from the other columns."""

    first_year = models.PositiveSmallIntegerField(_("first year"), null=True, validators=YEARS)
    last_year = models.PositiveSmallIntegerField(
        _("last year"), null=True, blank=True, validators=YEARS, help_text=_("Leave empty when it is the same year.")
    )
    period = models.CharField(
        _("time in words"),
        max_length=120,
        blank=True,
        help_text=_("When years are not exact enough, for example: quý II/2019 – quý IV/2020."),
    )
    approved_on = models.DateField(
        _("approved on"),
        null=True,
        blank=True,
        help_text=_("The day of the decision. The term for publishing it runs from this day."),
    )
    decision = models.ForeignKey(
        DocumentPage,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("decision, when it is in the library"),
    )
    decision_name = models.CharField(
        _("or what the decision is called"),
        max_length=255,
        blank=True,
        help_text=_("For example: Quyết định 1520/QĐ-UBND. Its file can be put among the files below."),
    )
    in_charge = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit in charge")
    )
    body = RichTextField(
        _("more about it"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("What readers should know without opening a file."),
    )
    words_key = models.TextField(editable=False)

    # The slug of the category that a new page is filed under.
    CATEGORY = ""
    UNMEASURED = ("words_key", "milestone_date", "issued_here")
    FINDABLE_SELECT = ("in_charge",)
    # What the list reads beside the page itself.
    LIST_SELECT = ("in_charge",)
    # What the day of the decision is called.
    DAY_OF_DECISION = _("Approved on")
    # What programs are told that it is (schema.org).
    SCHEMA_TYPE = "Report"

    base_form_class = FiledForm
    subpage_types = []

    class Meta:
        abstract = True

    def _set_core_field_defaults(self):
        self.derive_columns()
        super()._set_core_field_defaults()

    def derive_columns(self):
        """Set what follows from the other columns: what the list is searched by, and when the term begins."""
        self.milestone_date = self.approved_on
        self.words_key = fold(" ".join(filter(None, self.own_words())))

    def own_words(self):
        """What the list is searched by (strings)."""
        return [self.title, self.decision_name, str(self.in_charge or "")]

    def clean(self):
        super().clean()
        if wrong := self.wrong():
            raise ValidationError(wrong)

    def wrong(self):
        """{column: sentence} of what does not go with the other columns."""
        if self.first_year and self.last_year and self.last_year < self.first_year:
            return {"last_year": gettext("It would end before it begins.")}
        return {}

    @property
    def time_in_words(self):
        """The time that it is about (str): as entered in words, else in years."""
        years = [str(year) for year in (self.first_year, self.last_year) if year]
        return self.period or " – ".join(dict.fromkeys(years))

    @property
    def state_words(self):
        """Where it stands (str), for kinds that have states."""
        return ""

    @property
    def kicker(self):
        """What stands small above its title in a list (str)."""
        return ""

    @property
    def teaser(self):
        """What stands below its title in a list (str)."""
        return ""

    def label(self, name):
        """What the column `name` is called (str)."""
        return capfirst(self._meta.get_field(name).verbose_name)

    def facts(self):
        """All Facts of the page; those without a value are not shown."""
        raise NotImplementedError

    def card_facts(self):
        """The few Facts that its entry in the list shows."""
        raise NotImplementedError

    def closing_facts(self):
        """The Facts that all kinds end with: who decided and who is in charge."""
        return [
            Fact(str(self.DAY_OF_DECISION), day_or_nothing(self.approved_on)),
            Fact(gettext("Decision"), "" if self.public_decision else self.decision_name),
            Fact(self.label("in_charge"), str(self.in_charge or "")),
        ]

    @property
    def public_decision(self):
        """The decision as readers find it in the library (a DocumentPage), or None."""
        return self.decision if self.decision and self.decision.live else None

    def related(self):
        """[(heading, [pages])] of what is public and belongs to it."""
        return []

    def summary(self):
        return " – ".join(f"{fact.label}: {fact.value}" for fact in self.card_facts() if fact.value)

    def get_template(self, request, *args, **kwargs):
        """One for all kinds; Wagtail gives each page type a name of its own."""
        return "planning/publication_page.html"

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "facts": [fact for fact in self.facts() if fact.value],
            "attached": [one.file for one in self.files.select_related("file")],
            "related": [(heading, pages) for heading, pages in self.related() if pages],
        }

    def findable(self):
        """Its facts and its text; nothing of one that was never public."""
        if self.first_published_at is None:
            return None
        said = [fact.value for fact in self.facts()]
        return Findable(
            Kind.PLANNING, "\n".join(filter(None, [*said, self.words])), self.first_published_at, None, self.category_id
        )

    @property
    def words(self):
        """The text without its tags (str)."""
        return self._meta.get_field("body").get_searchable_content(self.body)[0] if self.body else ""


class AttachedFile(Orderable):
    """A file of such a page: the decision, a drawing, a table of figures."""

    file = models.ForeignKey(NewsDocument, on_delete=models.PROTECT, related_name="+", verbose_name=_("file"))

    panels = [FieldPanel("file")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self):
        return self.file.title


def day_or_nothing(day):
    """`day` (a date or None) as it is shown, "" for None."""
    return screen_date(day) if day else ""


def title_panel(heading, help_text):
    return FieldPanel("title", heading=heading, help_text=help_text)


def time_panel(heading):
    years = FieldRowPanel([FieldPanel("first_year"), FieldPanel("last_year")])
    return MultiFieldPanel([years, FieldPanel("period")], heading=heading)


def decision_panel(heading, *, day):
    """The panel about who decided, under `heading`; `day` is what the day of it is called."""
    approved_on = FieldPanel("approved_on", heading=day)
    named = [PageChooserPanel("decision", "library.DocumentPage"), FieldPanel("decision_name")]
    return MultiFieldPanel([approved_on, *named, FieldPanel("in_charge")], heading=heading)


def closing_panels():
    return [
        InlinePanel("files", heading=_("Files"), label=_("File")),
        FieldPanel("body"),
        FieldPanel("category"),
    ]
