"""A document of the library: what it is, from when to when it holds, and what it does to others."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from submissions.body.findable import Findable, FindablePage, Kind
from submissions.models import CategorisedPage, NewsDocument
from submissions.models.tree import WithoutAliases
from submissions.statements.statement import Statement
from vietnamese.dates import screen_date, today
from vietnamese.text import fold, normalise

from .file_text import text_of
from .filed_form import FiledForm
from .matching import matching
from .numbers import number_key
from .standing import is_over, remarks
from .terms import Authority, DocumentForm, Field

# The section of documents: Decree 43/2011, Article 10, point e, and what continues it.
CATEGORY = "van-ban"
# What stands in the text of a law, and nothing that would make a document into a web page.
TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link"]


class DocumentPage(Statement, WithoutAliases, CategorisedPage, FindablePage):
    """An official document. Its title is its form and number; the columns after `body` follow from the others."""

    form = models.ForeignKey(
        DocumentForm,
        null=True,
        on_delete=models.PROTECT,
        related_name="documents",
        verbose_name=_("form of the document"),
    )
    number = models.CharField(
        _("number and sign"), max_length=80, blank=True, help_text=_("As it stands on the document: 2485/UBND-VX.")
    )
    authority = models.ForeignKey(
        Authority, null=True, on_delete=models.PROTECT, related_name="documents", verbose_name=_("issuing authority")
    )
    issued_on = models.DateField(_("issued on"), null=True)
    extract = models.TextField(
        _("extract"), max_length=1000, help_text=_("What the document is about, as it stands on it below the number.")
    )
    field = models.ForeignKey(
        Field, null=True, blank=True, on_delete=models.PROTECT, related_name="documents", verbose_name=_("field")
    )
    signer = models.CharField(_("signed by"), max_length=120, blank=True)
    signer_post = models.CharField(_("post of the signer"), max_length=120, blank=True)
    in_force_from = models.DateField(
        _("in force from"), null=True, blank=True, help_text=_("Leave empty when it is the day of issue.")
    )
    in_force_to = models.DateField(
        _("last day in force"),
        null=True,
        blank=True,
        help_text=_("Only when the document itself names it. What another document ends is entered there."),
    )
    body = RichTextField(
        _("text"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("The words of the document, so that it can be read and found without opening the file."),
    )

    # What the list is narrowed by (listing.py).
    number_key = models.CharField(max_length=80, editable=False)
    words_key = models.TextField(editable=False)
    year = models.PositiveSmallIntegerField(null=True, editable=False)
    starts_on = models.DateField(null=True, editable=False)

    CATEGORY = CATEGORY
    UNMEASURED = ("number_key", "words_key", "year", "starts_on", "milestone_date", "issued_here")
    FINDABLE_SELECT = ("form", "authority", "field")
    FINDABLE_PREFETCH = ("files__file__read_text",)

    parent_page_types = ["library.DocumentsPage"]
    base_form_class = FiledForm
    subpage_types = []

    content_panels = [
        MultiFieldPanel(
            [
                FieldPanel("form"),
                FieldPanel("number"),
                FieldPanel("authority"),
                FieldPanel("issued_on"),
                FieldPanel("extract"),
                FieldPanel("signer"),
                FieldPanel("signer_post"),
            ],
            heading=_("The document"),
        ),
        MultiFieldPanel([FieldPanel("category"), FieldPanel("field")], heading=_("Filed under")),
        MultiFieldPanel([FieldPanel("in_force_from"), FieldPanel("in_force_to")], heading=_("In force")),
        InlinePanel("files", heading=_("Files"), label=_("File")),
        InlinePanel("relations", heading=_("What it does to other documents"), label=_("Other document")),
        FieldPanel("body"),
    ]
    edit_handler = ObjectList(content_panels, base_form_class=FiledForm)

    class Meta:
        verbose_name = _("official document")
        verbose_name_plural = _("official documents")
        indexes = [models.Index(fields=["-issued_on", "-page_ptr"], name="documents_by_day")]

    def _set_core_field_defaults(self):
        self.derive_columns()
        super()._set_core_field_defaults()

    def derive_columns(self):
        """Set what follows from the other columns: title, key of the number, year, what the decrees ask by."""
        self.number = " ".join(normalise(self.number).split())
        self.title = self.name[:255]
        self.number_key = number_key(self.number)
        self.words_key = fold(" ".join(map(str, [self.number, self.extract, self.signer]))).replace("/", " ")
        self.year = self.issued_on.year if self.issued_on else None
        self.starts_on = self.in_force_from or self.issued_on
        self.milestone_date = self.issued_on
        self.issued_here = bool(self.authority and self.authority.is_ours)

    def save_revision(self, *args, **kwargs):
        """While nothing of it is public, it is found by its newest version (`found_by`)."""
        revision = super().save_revision(*args, **kwargs)
        if not self.live:
            self.derive_columns()
            keys = {"number_key": self.number_key, "words_key": self.words_key}
            DocumentPage.objects.filter(pk=self.pk).update(**keys)
        return revision

    @classmethod
    def found_by(cls, typed):
        """By the number, however it is written, or by words of form, number, extract and signer."""
        return matching(cls.objects.all(), typed, forms=DocumentForm.objects.all())

    @property
    def name(self):
        """What it is called: form and number (str); without a number, form and extract."""
        form = self.form.title if self.form else gettext("Official documents")
        return f"{form} {self.number}" if self.number else f"{form}: {self.extract}"

    def summary(self):
        said = [self.extract, str(self.authority or ""), screen_date(self.issued_on) if self.issued_on else ""]
        return " – ".join(filter(None, said))

    def clean(self):
        super().clean()
        first, last = self.in_force_from or self.issued_on, self.in_force_to
        if first and last and last < first:
            raise ValidationError({"in_force_to": _("It would end before it begins.")})

    def get_context(self, request, *args, **kwargs):
        effects = self.relations.select_related("other")
        return super().get_context(request, *args, **kwargs) | {
            "remarks": remarks(self, day=today()),
            "is_over": is_over(self, day=today()),
            "does": [one for one in effects if one.other is None or one.other.live],
            "attached": [(file, text_of(file)) for file in self.attached()],
        }

    def findable(self):
        """Number, extract and text, that of its files too; nothing of one that was never public."""
        if self.first_published_at is None:
            return None
        named = [self.number, self.extract, self.authority, self.field, self.signer, self.words]
        named += [read.text for file in self.attached() if (read := text_of(file))]
        return Findable(
            Kind.DOCUMENT,
            "\n".join(str(part) for part in named if part),
            self.first_published_at,
            None,
            self.category_id,
        )

    def attached(self):
        """Its files (NewsDocuments) in their order, with what was read of them."""
        if "files" in getattr(self, "_prefetched_objects_cache", {}):
            return [one.file for one in self.files.all()]
        return [one.file for one in self.files.select_related("file__read_text")]

    @property
    def words(self):
        """The text without its tags (str)."""
        return self._meta.get_field("body").get_searchable_content(self.body)[0] if self.body else ""


class DocumentFile(Orderable):
    """A file of a document: the signed copy, an annex."""

    page = ParentalKey(DocumentPage, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(NewsDocument, on_delete=models.PROTECT, related_name="+", verbose_name=_("file"))

    panels = [FieldPanel("file")]

    class Meta(Orderable.Meta):
        verbose_name = _("file of a document")

    def __str__(self):
        return self.file.title


class DocumentRelation(Orderable):
    """What a document (`page`) does to an older one; shown on both. Of an older one that is not here, its name."""

    class Kind(models.TextChoices):
        REPLACES = "replaces", _("replaces")
        REPEALS = "repeals", _("repeals")
        REPEALS_PART = "repeals_part", _("repeals a part of")
        AMENDS = "amends", _("amends")

    ENDING = (Kind.REPLACES, Kind.REPEALS)

    page = ParentalKey(DocumentPage, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("what it does"), max_length=20, choices=Kind.choices, default=Kind.REPLACES)
    other = models.ForeignKey(
        DocumentPage,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="acted_on_by",
        verbose_name=_("document of this library"),
    )
    other_name = models.CharField(
        _("or its name"), max_length=255, blank=True, help_text=_("When the other document is not in this library.")
    )
    begins_on = models.DateField(
        _("from"),
        null=True,
        blank=True,
        help_text=_("Leave empty when it is the day on which this one comes into force."),
    )
    detail = models.CharField(
        _("what exactly"), max_length=255, blank=True, help_text=_("For example: clause 2 of Article 5.")
    )

    panels = [
        FieldPanel("kind"),
        PageChooserPanel("other", "library.DocumentPage"),
        FieldPanel("other_name"),
        FieldPanel("begins_on"),
        FieldPanel("detail"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("relation of documents")

    def __str__(self):
        return f"{self.get_kind_display()} {self.other or self.other_name}"

    @property
    def starts_on(self):
        """From which day on (a date, or None)."""
        return self.begins_on or self.page.starts_on

    def clean(self):
        if bool(self.other_id) == bool(self.other_name):
            raise ValidationError(_("Choose the other document, or write its name: one of the two."))
        if self.other_id and self.other_id == self.page_id:
            raise ValidationError({"other": _("A document does nothing to itself.")})
