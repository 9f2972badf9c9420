"""A piece of news, and the columns that tables count by."""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, ObjectList, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.rich_text import RichText
from wagtail.search import index

from submissions.body.blocks import BodyBlock, image_ids, recording_ids
from submissions.body.content import content_digest
from submissions.body.findable import Findable, FindablePage, Kind
from submissions.body.gone import SaysItIsGone
from submissions.body.piece_files import hand_files_to_board, hold_files_of
from submissions.body.public_address import KeepsItsAddress
from submissions.editor.forms import NewsPageForm
from submissions.editor.panels import news_panels
from submissions.rights.reasons import PublicReason
from submissions.rights.rights import acts_for_board
from submissions.rights.roles import unit_path
from submissions.rights.testers import NewsPermissionTester
from vietnamese.dates import today

from .media import NewsDocument, NewsImage
from .records import BoardVersion, ClearanceState
from .tree import CategorisedPage, ChainedPage, WithoutAliases
from .units import Unit


def one_empty_text():
    """A new piece opens with a place to type: a lone "+" says nothing to somebody who never saw a CMS."""
    return [("text", RichText(""))]


class NewsPage(SaysItIsGone, KeepsItsAddress, WithoutAliases, ChainedPage, CategorisedPage, FindablePage):
    """A piece of news of a unit, under that unit's page.

    The columns below `unit` are derived in `save()` from Wagtail's own fields, the live body and the chain,
    and are never taken from a revision: publishing an older revision would otherwise wipe them.
    """

    class Genre(models.TextChoices):
        NEWS = "tin", _("news item")
        PHOTO_NEWS = "tin_anh", _("photo news")
        ANNOUNCEMENT = "thong_bao", _("announcement")
        ARTICLE = "bai_phan_anh", _("article")
        FEATURE = "phong_su", _("feature")
        INTERVIEW = "phong_van", _("interview")
        COMMENTARY = "chinh_luan", _("commentary")
        GOOD_DEEDS = "guong_tot", _("people and good deeds")

    # Tables count "tin" and "bài": every genre is one or the other.
    SHORT_GENRES = (Genre.NEWS, Genre.PHOTO_NEWS, Genre.ANNOUNCEMENT)

    class Origin(models.TextChoices):
        OWN = "own", _("written by the unit")
        COMPILED = "compiled", _("compiled")
        REPRINTED = "reprinted", _("reprinted from another press body")

    PublicReason = PublicReason

    lead = models.TextField(_("lead"), max_length=600, help_text=_("Who, what, when, where: two or three sentences."))
    body = StreamField(
        BodyBlock(), default=one_empty_text, verbose_name=_("body"), help_text=_("Text and photos, in reading order.")
    )
    genre = models.CharField(_("genre"), max_length=20, choices=Genre.choices, default=Genre.NEWS)
    event_date = models.DateField(_("date of the event"), null=True, blank=True)
    holds_until = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_("Of an announcement: the last day on which it holds. Without one it is shown first for 30 days."),
    )
    origin = models.CharField(_("origin"), max_length=20, choices=Origin.choices, default=Origin.OWN)
    source = models.CharField(_("source"), max_length=255, blank=True)
    programme = models.CharField(_("radio programme"), max_length=120, blank=True)
    broadcast_date = models.DateField(_("date of broadcast"), null=True, blank=True)

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, editable=False, related_name="news", verbose_name=_("unit")
    )
    published_at = models.DateTimeField(_("first published"), null=True, editable=False)
    is_live = models.BooleanField(_("live"), default=False, editable=False)
    has_photo = models.BooleanField(_("with photo"), default=False, editable=False)
    # A photo of a draft is the unit's to delete, the first one too; of all other pieces they are held.
    cover = models.ForeignKey(
        NewsImage,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("first photo"),
    )
    recording = models.ForeignKey(
        NewsDocument,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("first recording"),
    )
    sent_at = models.DateTimeField(_("reached the board"), null=True, editable=False, db_index=True)
    duplicate_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="duplicates",
        verbose_name=_("duplicate of"),
    )
    public_reason = models.CharField(
        _("what readers are told"),
        max_length=20,
        choices=PublicReason.choices,
        default=PublicReason.UNSAID,
        editable=False,
    )
    # What the board may publish without the chain: the content that went through it, or that the board published.
    cleared_digest = models.CharField(max_length=64, blank=True, editable=False)
    cleared_revision_id = models.BigIntegerField(null=True, editable=False)

    PUBLISHED_AT = "published_at"
    IS_LIVE = "is_live"
    PUBLICATION = ("first_published_at", "last_published_at", "live_revision_id")
    DERIVED_COLUMNS = ("unit_id", "published_at", "is_live", "has_photo", "cover_id", "recording_id")
    # Kept by the chain and the board beside Wagtail's revisions; read afresh at every save.
    KEPT_COLUMNS = ("sent_at", "duplicate_of_id", "public_reason", "cleared_digest", "cleared_revision_id")
    # Relations that no revision decides on: Wagtail keeps the first of the piece itself, `with_content_json` the rest.
    RELATIONS_OF_THE_PIECE = (
        "locale",
        "latest_revision",
        "content_type",
        "owner",
        "locked_by",
        "alias_of",
        "live_revision",
        "unit",
        "cover",
        "recording",
        "duplicate_of",
    )

    FINDABLE_PREFETCH = ("authors",)

    parent_page_types = ["submissions.UnitPage"]
    subpage_types = []
    base_form_class = NewsPageForm
    exclude_fields_in_copy = ["published_at", "is_live", "sent_at", "cleared_digest", "cleared_revision_id"]

    # One list without tabs: there is nothing to choose between.
    edit_handler = ObjectList([*news_panels(), PublishingPanel()], base_form_class=base_form_class)

    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("unit"),
        index.FilterField("category"),
        index.FilterField("is_live"),
    ]

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")
        # The central roles; groups carry them (docs/rights.md).
        permissions = [
            ("review_news", "Edits and publishes: editorial board"),
            ("head_board", "Heads the editorial board"),
            ("run_desk", "Runs the intake desk"),
            ("manage_site", "Administers units, people and the site's structure"),
        ]
        indexes = [
            # One table of a period is one range scan over this index and nothing else (docs/counting.md).
            models.Index(
                fields=["published_at", "unit", "is_live", "has_photo", "genre", "origin", "duplicate_of"],
                name="news_counting",
            ),
            # The public lists of a section and of a unit read their first page, and no more, from these.
            models.Index(fields=["category", "published_at"], condition=Q(is_live=True), name="news_of_section"),
            models.Index(fields=["unit", "published_at"], condition=Q(is_live=True), name="news_of_unit"),
            models.Index(
                fields=["published_at", "programme"],
                condition=Q(is_live=True, recording__isnull=False),
                name="news_to_hear",
            ),
            # What holds today is found among the announcements without reading one.
            models.Index(fields=["genre", "published_at"], condition=Q(is_live=True), name="news_in_force"),
            models.Index(
                fields=["unit", "genre", "published_at"], condition=Q(is_live=True), name="news_of_unit_by_genre"
            ),
        ]

    def permissions_for_user(self, user):
        return NewsPermissionTester(user, self)

    @classmethod
    def at_address(cls, url_path):
        """The piece of that whole path in the tree with what its page shows first, or None; by one query."""
        slug = url_path.rstrip("/").rpartition("/")[2]
        found = cls.objects.filter(slug=slug, url_path=url_path).select_related("unit__page", "category")
        for piece in found.order_by()[:1]:
            piece._cached_parent_obj = piece.unit.page
            return piece
        return None

    def gone_reason(self):
        return self.get_public_reason_display()

    def findable(self):
        """All that a reader sees of the piece; nothing of one that was never published."""
        if self.published_at is None:
            return None
        authors = [author.name for author in self.authors.all()]
        body = self.body.stream_block.get_searchable_content(self.body)
        text = "\n".join(filter(None, [self.lead, *map(str, body), *authors, self.source, self.programme]))
        kind = Kind.ANNOUNCEMENT if self.genre == self.Genre.ANNOUNCEMENT else Kind.NEWS
        return Findable(kind, text, self.published_at, self.unit_id, self.category_id)

    @property
    def end_of_notice(self):
        """The last day on which an announcement holds (a date); None for what says none, and for all else."""
        return self.holds_until if self.genre == self.Genre.ANNOUNCEMENT else None

    @property
    def is_over(self):
        """Whether it is an announcement whose last day has passed: archive and search mark it, no box shows it."""
        return self.end_of_notice is not None and self.end_of_notice < today()

    def get_admin_display_title(self):
        """A live piece is named as the public reads it: an unapproved new title stays with the unit."""
        return self.title if self.live else super().get_admin_display_title()

    def with_content_json(self, content):
        """A rebuilt revision keeps what belongs to the piece as a whole: our columns, and an address once public.

        What the revision says of its relations is not even looked up, a query each.
        """
        page = super().with_content_json(content | dict.fromkeys(self.RELATIONS_OF_THE_PIECE))
        for column in (*self.PUBLICATION, *self.DERIVED_COLUMNS, *self.KEPT_COLUMNS):
            setattr(page, column, getattr(self, column))
        if self.first_published_at is not None:
            page.slug, page.url_path = self.slug, self.url_path
        return page

    def save_revision(self, user=None, overwrite_revision=None, **kwargs):
        """Save a version; note the board's as the board's, hold its files, and write over none that was decided on.

        Wagtail lets an autosave write over its author's latest revision in place, be it approved or live. The files of
        whatever is saved of a piece that is or was in the chain are held: who decides reads it as saved.
        """
        if overwrite_revision is not None and is_kept(self, overwrite_revision):
            overwrite_revision = None
        revision = super().save_revision(user=user, overwrite_revision=overwrite_revision, **kwargs)
        if user is not None and acts_for_board(user, self):
            BoardVersion.objects.get_or_create(revision=revision)
            if self.sent_at is not None:
                hand_files_to_board(self)
        else:
            BoardVersion.objects.filter(revision=revision).delete()
        if self.was_in_the_chain:
            hold_files_of(self)
        return revision

    @property
    def was_in_the_chain(self):
        """Whether it was ever submitted or published, whatever became of it since."""
        return self.first_published_at is not None or self.workflow_states.exists()

    def save(self, *args, **kwargs):
        if kwargs.get("update_fields") is None:
            self.derive_columns()
        super().save(*args, **kwargs)

    def derive_columns(self):
        """Set the counting columns: the unit from the tree, times and state from Wagtail, the photo from the body."""
        self.unit = Unit.objects.get(page__path=unit_path(self))
        kept = NewsPage.objects.filter(pk=self.pk).values(*self.KEPT_COLUMNS).first() if self.pk else None
        for column, value in (kept or {}).items():
            setattr(self, column, value)
        self.published_at = self.first_published_at
        self.is_live = self.live
        photos = [pk for pk in image_ids(self.body) if pk]
        self.has_photo = bool(photos)
        self.cover_id = photos[0] if photos else None
        self.recording_id = next(filter(None, recording_ids(self.body)), None)
        if self.live:
            self.cleared_digest = content_digest(self)
            self.cleared_revision_id = self.live_revision_id

    def forget_time(self, *, user):
        """Take a time that the board had set out of the newest version: the piece is the unit's again, it is not."""
        text = self.get_latest_revision_as_object()
        if text.go_live_at is not None:
            text.go_live_at = None
            text.save_revision(user=user, clean=False)
            NewsPage.objects.filter(pk=self.pk).update(go_live_at=None)

    def delete(self, *args, **kwargs):
        """Refuse before anything of the tree is changed for it."""
        refuse_to_delete_what_was_submitted(NewsPage, self)
        return super().delete(*args, **kwargs)


@receiver(pre_delete, sender=NewsPage)
def refuse_to_delete_what_was_submitted(sender, instance, **kwargs):
    """What was ever submitted or published is withdrawn or taken down, never deleted.

    By a signal, which comes also for each row of a queryset and for what hangs below a page.
    """
    if instance.was_in_the_chain:
        raise PermissionDenied(_("What was once submitted is not deleted."))


def is_kept(page, revision):
    """Whether `revision` of `page` is live, set for a time, cleared, or one that somebody decided on."""
    if revision.pk in (page.live_revision_id, page.cleared_revision_id) or revision.approved_go_live_at is not None:
        return True
    return ClearanceState.objects.filter(decided_revision_id=revision.pk).exists()


class NewsAuthor(Orderable):
    """Who wrote the piece, and the share of the royalty in per cent."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="authors")
    name = models.CharField(_("name or pen name"), max_length=120)
    share = models.PositiveSmallIntegerField(_("share (%)"), default=100)

    panels = [FieldPanel("name"), FieldPanel("share")]

    class Meta(Orderable.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self):
        return self.name
