"""The page type behind all that the office says in its own name: one of the board writes it, another publishes it."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import COMMENTS_RELATION_NAME, Page

from submissions.body.gone import SaysItIsGone
from submissions.body.piece_files import hold
from submissions.body.public_address import KeepsItsAddress
from submissions.rights import positions, roles
from submissions.rights.reasons import PublicReason
from submissions.screens.refusals import Refusal
from vietnamese.text import fold

from .lost_rows import without_lost_rows
from .measure import content_digest, files_of
from .records import StatementHand, StatementRecord
from .tester import StatementsPlaceTester, StatementTester

# What a new version writes on the row of a live page, and no reader sees.
COLUMNS_OF_DRAFTS = {COMMENTS_RELATION_NAME, "draft_title", "has_unpublished_changes"}
COLUMNS_OF_DRAFTS |= {"latest_revision", "latest_revision_created_at"}


class StatementForm(WagtailAdminPageForm):
    """Nobody overwrites unseen, and no time is set. Laid out as the editor of a piece."""

    class Media:
        css = {"all": ["submissions/editor/editor.css"]}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("go_live_at", "expire_at"):
            self.fields.pop(name, None)

    def clean(self):
        cleaned = super().clean()
        if newer := positions.newer_version_sentence(self.instance, data=self.data, user=self.for_user):
            self.add_error(None, newer)
        return cleaned


class Statement(SaysItIsGone, KeepsItsAddress, Page):
    """A page that the board writes and publishes by four eyes (publishing.py); mix it in before other page types.

    What is live is what a StatementRecord says: a row that was changed in another way cannot be saved.
    """

    PublicReason = PublicReason
    # Columns and relations that no reader sees, for the digest (measure.py).
    UNMEASURED = ()

    base_form_class = StatementForm
    promote_panels = []
    settings_panels = []

    class Meta:
        abstract = True

    @classmethod
    def is_kept_by(cls, user):
        """Whether `user` writes, publishes and withdraws statements of this type: the editorial board."""
        return roles.user_is_editor(user)

    @classmethod
    def why_not_by(cls, people):
        """Why `people` (keys: who wrote a version, and who would publish it) are not enough (a sentence), or None."""
        return None

    def lacks(self):
        """What this version lacks as a whole (sentences), asked when it is published: drafts may lack anything."""
        return []

    @classmethod
    def found_by(cls, typed):
        """Those of this type (a queryset) that the board finds by `typed`: by all its words, with or without marks."""
        words = fold(typed).split()
        titles = cls.objects.values_list("pk", "draft_title")
        return cls.objects.filter(pk__in=[pk for pk, title in titles if all(word in fold(title) for word in words)])

    def permissions_for_user(self, user):
        return StatementTester(user, self)

    def get_workflow(self):
        """None: a workflow that somebody hangs at the root of the tree publishes no statement."""

    @property
    def has_workflow(self):
        return False

    def get_admin_display_title(self):
        """What is live is named as the public reads it."""
        return self.title if self.live else super().get_admin_display_title()

    def summary(self):
        """What it says in one or two sentences (str), for who reads many before publishing them."""
        return self.search_description

    def with_content_json(self, content):
        """A rebuilt version has no time set, and keeps the address that is public."""
        page = super().with_content_json(content | {"go_live_at": None, "expire_at": None})
        if self.first_published_at is not None:
            page.slug, page.url_path = self.slug, self.url_path
        return page

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        """What a version names and is gone is left out: the draft can be opened, and put right."""
        try:
            return super().from_serializable_data(data, check_fks, strict_fks)
        except Exception:
            # No narrower class: modelcluster raises just this.
            if (kept := without_lost_rows(cls, data)) == data:
                raise
            return super().from_serializable_data(kept, check_fks, strict_fks)

    def save_revision(self, user=None, overwrite_revision=None, **kwargs):
        """Save a version; note whose it is, and write over none that was published.

        Who saves in the own name stands for what a command had made. Files of what was ever public are held.
        """
        if overwrite_revision is not None and self.was_published(overwrite_revision.pk):
            overwrite_revision = None
        self.go_live_at = self.expire_at = None
        revision = super().save_revision(user=user, overwrite_revision=overwrite_revision, **kwargs)
        hands = StatementHand.objects.filter(page=self.pk)
        if user is not None:
            hands.filter(person=None).delete()
        if not hands.filter(person=user).exists():
            StatementHand.objects.create(page_id=self.pk, person=user)
        if self.first_published_at is not None:
            hold(files_of(self))
        return revision

    def was_published(self, revision_key):
        """Whether the version with this key was ever public."""
        return StatementRecord.objects.filter(page=self.pk, revision_key=revision_key).exists()

    def save(self, *args, **kwargs):
        """Refuses to make public, or to change in public, what was not published as it is."""
        if self._state.adding:
            self.live, self.first_published_at, self.last_published_at = False, None, None
        fields = kwargs.get("update_fields")
        if self.live and (fields is None or not set(fields) <= COLUMNS_OF_DRAFTS):
            self.require_record()
        super().save(*args, **kwargs)

    def require_record(self):
        """Raise Refusal unless what was done last is the publication of just this content, as this version."""
        last = StatementRecord.objects.filter(page=self.pk).last()
        proven = (
            last is not None
            and last.kind == StatementRecord.Kind.PUBLISHED
            and last.revision_key == self.live_revision_id
            and last.digest == content_digest(self)
        )
        if not proven:
            raise Refusal(_("This text is not what a second person published. Nothing has been changed."))

    def delete(self, *args, **kwargs):
        """Refuse before anything of the tree is changed for it; the records themselves refuse it by other ways."""
        if StatementRecord.objects.filter(page=self.pk).exists():
            raise PermissionDenied(_("What was once public is withdrawn, not deleted."))
        return super().delete(*args, **kwargs)

    def gone_reason(self):
        withdrawn = StatementRecord.objects.filter(page=self.pk, kind=StatementRecord.Kind.WITHDRAWN).last()
        return withdrawn.get_public_reason_display() if withdrawn else PublicReason.UNSAID.label


class StatementsPlace:
    """For a Page that statements hang below."""

    def permissions_for_user(self, user):
        return StatementsPlaceTester(user, self)


def statement_types():
    """All page types that are statements."""
    found, heap = [], [Statement]
    while heap:
        for kind in heap.pop().__subclasses__():
            heap.append(kind)
            if not kind._meta.abstract:
                found.append(kind)
    return sorted(found, key=lambda kind: kind._meta.label)
