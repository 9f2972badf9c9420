"""What opinions are asked on, as Decree 43/2011/NĐ-CP, Article 10, clause 1, point i wants it public."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from submissions.body.findable import Findable, FindablePage, Kind
from submissions.models import NewsDocument, Unit
from submissions.models.tree import WithoutAliases
from submissions.statements.statement import Statement, StatementForm
from vietnamese.dates import screen_date, today

from .comments import Reply
from .term import Stage, stage_on, told_on

# What stands in the text of a draft, and nothing that would make a web page of it.
TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link"]
PER_PAGE = 20


class ConsultationPage(Statement, WithoutAliases, FindablePage):
    """A draft or a policy on which opinions are taken to the end of its last day; its summary is a later version."""

    extract = models.TextField(
        _("extract of the draft"), max_length=1000, help_text=_("What it is about and whom it concerns, in short.")
    )
    unit = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit that asks for opinions")
    )
    opens_on = models.DateField(
        _("opinions from"),
        null=True,
        blank=True,
        help_text=_("Leave empty when opinions are taken as soon as it is published."),
    )
    closes_on = models.DateField(
        _("last day for opinions"),
        null=True,
        help_text=_("Opinions are taken to the end of this day; then it closes by itself."),
    )
    postal_address = models.CharField(_("address for opinions on paper"), max_length=300)
    email = models.EmailField(_("mailbox for opinions"))
    body = RichTextField(
        _("text of the draft"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("The whole text, so that it can be read and found without opening a file."),
    )
    outcome = RichTextField(
        _("summary of the opinions"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("After the last day: how many came, what was accepted, what was not, and why."),
    )

    UNMEASURED = ()
    FINDABLE_SELECT = ("unit",)
    parent_page_types = ["consultation.ConsultationsPage"]
    subpage_types = []
    content_panels = [
        FieldPanel("title", help_text=_("For example: Draft decision on …")),
        FieldPanel("extract"),
        FieldPanel("unit"),
        FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
        MultiFieldPanel([FieldPanel("postal_address"), FieldPanel("email")], heading=_("Opinions by other ways")),
        InlinePanel("files", heading=_("Files"), label=_("File")),
        FieldPanel("body"),
        FieldPanel("outcome"),
    ]
    edit_handler = ObjectList(content_panels, base_form_class=StatementForm)

    class Meta:
        verbose_name = _("public consultation")
        verbose_name_plural = _("public consultations")

    def summary(self):
        term = _("Opinions until %(day)s") % {"day": screen_date(self.closes_on)} if self.closes_on else ""
        said = [self.extract, str(self.unit or ""), str(term), self.words_of("outcome")]
        return " – ".join(filter(None, said))

    def clean(self):
        super().clean()
        wrong, day = {}, today()
        if self.closes_on is None:
            return
        if self.opens_on and self.closes_on < self.opens_on:
            wrong["closes_on"] = gettext("The last day for opinions lies before the first.")
        elif self.first_published_at is None and not self.outcome and self.closes_on < day:
            wrong["closes_on"] = gettext("This day has passed: nobody could give an opinion any more.")
        if self.outcome and self.closes_on >= day:
            wrong["outcome"] = gettext("The summary is written after the last day: until then opinions come in.")
        if wrong:
            raise ValidationError(wrong)

    @property
    def stage(self):
        """The Stage of today."""
        return self.stage_on(today())

    def stage_on(self, day):
        return stage_on(day, opens_on=self.opens_on, closes_on=self.closes_on, is_summed_up=bool(self.outcome))

    @property
    def is_open(self):
        return self.stage == Stage.OPEN

    @property
    def told_term(self):
        """How long opinions are still taken (str)."""
        return told_on(today(), stage=self.stage, opens_on=self.opens_on, closes_on=self.closes_on)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "attached": [one.file for one in self.files.select_related("file")],
            "page_obj": Paginator(self.shown_replies(), PER_PAGE).get_page(request.GET.get("trang")),
        }

    def shown_replies(self):
        """What the public reads of opinions (Replies), the last first; nothing before it was ever public."""
        return Reply.objects.shown().filter(comment__consultation=self.pk)

    def findable(self):
        """Extract, text and summary; no opinion, and nothing of one that was never public."""
        if self.first_published_at is None:
            return None
        words = [self.extract, str(self.unit or ""), self.words_of("body"), self.words_of("outcome")]
        return Findable(Kind.CONSULTATION, "\n".join(filter(None, words)), self.first_published_at)

    def words_of(self, name):
        """The words of the rich text `name`, without its tags (str)."""
        text = getattr(self, name)
        return self._meta.get_field(name).get_searchable_content(text)[0] if text else ""


class ConsultationFile(Orderable):
    """A file of a consultation: the draft, what explains it."""

    page = ParentalKey(ConsultationPage, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(NewsDocument, on_delete=models.PROTECT, related_name="+", verbose_name=_("file"))

    panels = [FieldPanel("file")]

    class Meta(Orderable.Meta):
        verbose_name = _("file of a consultation")

    def __str__(self):
        return self.file.title
