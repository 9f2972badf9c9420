"""The form of a piece of news: what Wagtail's page form accepts from anyone is asked for here."""

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from submissions.body.blocks import UnreadableBody, document_ids, image_ids, linked_page_ids
from submissions.body.piece_files import exchanged_since
from submissions.editor import completeness, filing
from submissions.editor.authors import name_the_writer
from submissions.editor.choosing import may_choose
from submissions.editor.refused import without
from submissions.rights import positions, rights
from submissions.rights.choosers import user_can_link_to_page
from vietnamese.dates import screen_moment


class NeverChanged(forms.CharField):
    """Comes with the form and is no part of the piece: Wagtail asks whether anything has changed."""

    def has_changed(self, initial, data):
        return False


class NewsPageForm(WagtailAdminPageForm):
    # Where the piece stood when the form was opened; the guard refuses a decision on anything else.
    chain_position = forms.CharField(widget=forms.HiddenInput, required=False)
    # Since when the person has had the photos and files of the form in front of them.
    opened_at = NeverChanged(widget=forms.HiddenInput, required=False)
    # Which piece the form of a new one will become, so that sent twice it becomes one (written_once.py).
    piece_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        if self.instance.pk:
            del self.fields["piece_key"]
        else:
            self.initial["piece_key"] = self.instance.translation_key
        self.offer_categories()
        self.initial["chain_position"] = positions.chain_position(self.instance)
        self.initial["opened_at"] = timezone.now().isoformat()
        self.files_before = set(self.file_ids(self.instance)) if self.instance.pk else set()
        self.links_before = set(linked_page_ids(self.instance.body)) if self.instance.pk else set()
        self.drop_publication_dates()

    def offer_categories(self):
        """What takes pieces today; what the piece is filed under already stays with it, and the form says so."""
        kept = self.instance.category
        categories = self.instance._meta.get_field("category").related_model.objects
        if not self.instance.pk and not self.initial.get("category"):
            self.initial["category"] = categories.usual()
        if field := self.fields.get("category"):
            filing.offer(field, categories.for_writing(kept and kept.pk))
            if kept and kept.not_today:
                field.help_text = kept.not_today

    def drop_publication_dates(self):
        """When a piece goes live is the board's to set; expiry is not used, because taking down needs a reason."""
        self.fields.pop("expire_at", None)
        if not self.instance.pk or not rights.acts_for_board(self.for_user, self.instance):
            self.fields.pop("go_live_at", None)

    @staticmethod
    def file_ids(page):
        yield from ((get_image_model(), pk) for pk in image_ids(page.body) if pk)
        yield from ((get_document_model(), pk) for pk in document_ids(page.body) if pk)

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean_piece_key(self):
        """A key that another piece has is nothing to write under: the new piece keeps its own."""
        key = self.cleaned_data["piece_key"]
        return None if key is None or Page.objects.filter(translation_key=key).exists() else key

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("genre") != self.instance.Genre.ANNOUNCEMENT and "holds_until" in cleaned:
            cleaned["holds_until"] = None
        if any(isinstance(error, UnreadableBody) for error in self.errors.as_data().get("body", ())):
            self.add_error(None, UnreadableBody.sentence)
        if newer := positions.newer_version_sentence(self.instance, data=self.data, user=self.for_user):
            self.add_error(None, newer)
        if not self.is_deferred_validation:
            self.ask_for_the_rest(cleaned)
        return cleaned

    def ask_for_the_rest(self, cleaned):
        """What a draft may still lack, asked for where something is decided: here for a sentence at the field."""
        self.tell(completeness.unnamed_source(origin=cleaned.get("origin"), source=cleaned.get("source")))
        self.tell(completeness.wrong_end(cleaned.get("holds_until"), of=self.instance))
        if "body" in cleaned:
            self.tell(completeness.unfinished_text(cleaned["body"]))
        if "action-submit" in self.data:
            unit_page = (self.parent_page or self.instance.get_parent()).specific
            self.tell(completeness.nobody_to_approve(unit_page.unit, page=self.instance, sender=self.for_user))

    def tell(self, problems):
        """Each of `problems` at its field; above the form what has none, or one of a form of its own."""
        for field, sentence in problems:
            self.add_error(field if field in self.fields else None, sentence)

    def is_valid(self):
        return super().is_valid() and self.authors_share_the_whole()

    def authors_share_the_whole(self):
        """Whether what the authors' own forms say of the shares goes; asked once those have been read."""
        formset = self.formsets.get("authors")
        if formset is None or self.is_deferred_validation:
            return True
        problems = completeness.uneven_shares([form.cleaned_data.get("share") for form in formset.kept])
        self.tell(problems)
        return not problems

    def _post_clean(self):
        super()._post_clean()
        # First: from here on none of them is exchanged or deleted.
        self.check_exchanged_files()
        self.check_new_files()
        self.check_new_links()

    def check_new_files(self):
        """Photos and documents newly put in must be ones that the person may choose: any id can be posted."""
        if "body" not in self.cleaned_data:
            return
        kinds = {get_image_model(): "image", get_document_model(): "document"}
        files = set(self.file_ids(self.instance))
        refused = {(kinds[model], pk) for model, pk in files if not self.may_stand_here(model, pk)}
        if refused:
            self.add_error(None, _("A photo or file in the text belongs to another unit."))
            self.data = without(self.data, refused=refused)

    def check_new_links(self):
        """A link shows the address of its page, and with it the title: drafts of other units are none to link to."""
        if "body" not in self.cleaned_data:
            return
        new = set(linked_page_ids(self.instance.body)) - self.links_before
        pages = Page.objects.filter(pk__in=new).specific()
        refused = {("page", page.pk) for page in pages if not user_can_link_to_page(self.for_user, page)}
        if refused:
            self.add_error(None, _("A link in the text leads to a page that has not been published."))
            self.data = without(self.data, refused=refused)

    def check_exchanged_files(self):
        """Who decides here has seen each photo as it was when they chose it, and what is chosen is held when saved.

        A decision saves and decides at once: what got another file since the form was opened is shown again first.
        """
        decides = "action-workflow-action" in self.data or "action-publish" in self.data
        moment = moment_of(self.data.get("opened_at")) or moment_of(self.data.get("loaded_revision_created_at"))
        if "body" not in self.cleaned_data or not self.instance.pk or not decides or moment is None:
            return
        with transaction.atomic():
            exchanged = exchanged_since(self.instance, moment)
        # Others are refused without a word about them.
        exchanged = [file for file in exchanged if self.may_stand_here(type(file), file.pk)]
        if not exchanged:
            return
        sentence = _(
            "“%(title)s” was replaced by another file or renamed at %(time)s, after this page was opened. "
            "Nothing has been decided: please look at it again first."
        )
        for file in exchanged:
            self.add_error(None, sentence % {"title": file.title, "time": screen_moment(file.replaced_at)})
        self.data = self.data.copy()
        self.data["opened_at"] = self.initial["opened_at"]

    def may_stand_here(self, model, pk):
        return (model, pk) in self.files_before or may_choose(self.for_user, model, pk)

    def save(self, commit=True):
        """An autosave stores what is there; with a decision, who wrote and names nobody else is the author."""
        page = super().save(commit=False)
        if not page.pk and self.cleaned_data.get("piece_key"):
            page.translation_key = self.cleaned_data["piece_key"]
        if not self.is_deferred_validation:
            name_the_writer(page, user=self.for_user)
        if commit:
            page.save()
            self.save_m2m()
        return page


def moment_of(text):
    """The aware datetime that a form wrote as `text`; None when it is none."""
    try:
        moment = parse_datetime(text or "")
    except ValueError:
        return None
    return moment if moment is not None and timezone.is_aware(moment) else None
