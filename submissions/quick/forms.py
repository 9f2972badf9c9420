"""The quick form: few fields, each with a default; what a draft may lack is asked for beside the button, not here."""

from django import forms
from django.forms.models import fields_for_model
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.forms.models import formfield_for_dbfield

from submissions.body.blocks import UnreadableBody, raw_photos
from submissions.editor import filing
from submissions.editor.choosing import may_choose
from submissions.models import Category, NewsImage, NewsPage
from submissions.quick import authors, categories, genres, parts, photos
from submissions.quick.rewriting import fitting, rewritten
from submissions.rights import positions
from submissions.screens.posted_numbers import posted_number
from vietnamese.dates import today

FIRST = ("title", "lead", "event_date")
# Asked for where the genre is an announcement.
OF_NOTICES = ("holds_until",)
FOLDED = ("origin", "source", "milestone_date", "issued_here", "programme", "broadcast_date")
BY_PROPOSAL = ""
MOST_PHOTOS = 50
# The last field of the form: without it, only a part has arrived.
END = "whole"


class QuickForm(forms.Form):
    """The form of `page`, a NewsPage as its newest version has it, or a new one whose `unit` is set; for `user`.

    `rows` (PhotoRows) and `texts` (what the fields for text hold) are no form fields: there is one for each photo, and
    one between any two parts that are kept as they are. `pasted` (a Pasted) is put into what is typed when it is saved.
    """

    def __init__(self, data=None, *, page, user, pasted=None):
        super().__init__(data if pasted is None else pasted.completed(data))
        self.page, self.user, self.pasted = page, user, pasted
        model = fields_for_model(NewsPage, (*FIRST, *OF_NOTICES, *FOLDED), formfield_callback=formfield_for_dbfield)
        self.fields.update(model)
        self.fields["title"].label = gettext_lazy("Title")
        for name, field in self.fields.items():
            field.required = name == "title"
            field.initial = getattr(page, name)
        self.fields["category"] = forms.ModelChoiceField(
            label=_("category"), queryset=Category.objects.none(), required=False, initial=page.category_id
        )
        filing.offer(self.fields["category"], Category.objects.for_writing(page.category_id))
        self.fields["genre"] = forms.ChoiceField(
            label=_("genre"), choices=[(BY_PROPOSAL, _("as proposed")), *NewsPage.Genre.choices], required=False
        )
        if page.pk is None:
            self.fields["event_date"].initial = today()
            self.fields["category"].initial = categories.first_choice(user)
        elif page.genre != genres.proposed_for(page):
            self.fields["genre"].initial = page.genre
        self.rows = photos.posted_rows(data) if self.is_bound else photos.stored_rows(parts.photos_in(page.body))
        self.author_rows = authors.posted_rows(data) if self.is_bound else authors.stored_rows(page)
        self.sections = parts.sections_of(page.body)

    @cached_property
    def texts(self):
        """What was typed, field by field."""
        return [self.data.get(f"text-{number}", "") for number in self.numbers]

    @property
    def numbers(self):
        """The numbers of the fields for text that were posted, in their order."""
        return sorted(
            number for name in self.data if name.startswith("text-") and (number := posted_number(name[5:])) is not None
        )

    @property
    def is_blank(self):
        """Whether nothing was typed and no photo chosen."""
        said = [self.data.get("title", ""), self.data.get("lead", ""), *self.texts]
        return not self.rows and not any(text.strip() for text in said)

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean(self):
        cleaned = super().clean()
        if END not in self.data:
            self.add_error(None, UnreadableBody.sentence)
        self.check_photos()
        self.check_shares()
        return cleaned

    def newer_version(self):
        """Who saved a newer version than the form was opened on, oneself in another window too; None when nobody did.

        A form told once comes back with the marks of that version, and may then save over it knowingly.
        """
        latest = self.page.get_latest_revision() if self.page.pk else None
        if latest is None or self.opened_on(latest):
            return None
        # A new piece's form, sent again, was opened on none.
        loaded = self.data.get("loaded_revision_id") or positions.NOWHERE
        if other := positions.newer_version_sentence(self.page, data={"loaded_revision_id": loaded}, user=self.user):
            return other
        if loaded != positions.NOWHERE or self.page.revisions.count() > 1:
            return _(
                "You saved a newer version yourself, at %(time)s, in another window. Nothing has been saved yet: copy "
                "what matters, look at the newer version, or save again to replace it."
            ) % {"time": timezone.localtime(latest.created_at).strftime("%H:%M")}
        return None

    def opened_on(self, latest):
        return (
            self.data.get("loaded_revision_id") == str(latest.pk)
            and self.data.get("loaded_revision_created_at") == latest.created_at.isoformat()
        )

    def check_photos(self):
        """Photos newly put in must be ones that the person may choose; each field no longer than its column."""
        stored = {photo["image"] for photo in raw_photos(self.page.body)}
        allowed = [row for row in self.rows if row.pk in stored or may_choose(self.user, NewsImage, row.pk)]
        if len(allowed) != len(self.rows):
            self.rows = allowed
            self.add_error(None, _("A photo or file in the text belongs to another unit."))
        if len(self.rows) > MOST_PHOTOS:
            most = ngettext("A piece has at most %(most)s photo.", "A piece has at most %(most)s photos.", MOST_PHOTOS)
            self.add_error(None, most % {"most": MOST_PHOTOS})
        blocks = self.page.body.stream_block.child_blocks["photo"].child_blocks
        for number, row in enumerate(self.rows, start=1):
            for name in photos.VALUES:
                longest = blocks[name].field.max_length
                if len(getattr(row, name)) > longest:
                    sentence = _("Photo %(number)s: “%(field)s” has more than %(longest)s characters.")
                    words = {"number": number, "field": blocks[name].label, "longest": longest}
                    row.errors.append(sentence % words)
                    self.add_error(None, sentence % words)

    def check_shares(self):
        longest = self.page.authors.model._meta.get_field("name").max_length
        for row in self.author_rows:
            share = posted_number(row.share.removesuffix("%").strip())
            if row.share and (share is None or share > 100) and len(self.author_rows) > 1:
                self.add_error(None, _("The share of %(name)s is no whole number up to 100.") % {"name": row.name})
            if len(row.name) > longest:
                self.add_error(
                    None, _("The name of an author has more than %(longest)s characters.") % {"longest": longest}
                )

    def fill(self, page):
        """Put what was typed into `page`, the version that the form is about; only what differs is touched."""
        for name in (*FIRST, *OF_NOTICES, *FOLDED, "category"):
            setattr(page, name, self.cleaned_data[name])
        page.origin = page.origin or NewsPage.Origin.OWN
        texts = self.pasted.marked(self.texts, numbers=self.numbers) if self.pasted and self.texts else self.texts
        raw = rewritten(page.body, texts=texts, photos=[row.values for row in self.rows])
        raw = self.pasted.placed(raw) if self.pasted else raw
        if raw != list(page.body.raw_data):
            page.body = page.body.stream_block.to_python(raw)
        page.genre = self.cleaned_data["genre"] or genres.proposed_for(page)
        page.holds_until = page.end_of_notice
        authors.put_authors(page, self.author_rows)

    @property
    def shown_sections(self):
        """The sections with what was typed in the place of what is stored."""
        if not self.is_bound:
            return self.sections
        fields = [section for section in self.sections if section.number is not None]
        typed = iter(fitting(self.texts, number=len(fields)))
        return [
            section if section.number is None else parts.Section(section.number, text=next(typed))
            for section in self.sections
        ]

    @property
    def shown_author_rows(self):
        return [*self.author_rows, *[authors.AuthorRow() for _row in range(authors.EMPTY_ROWS)]]

    @property
    def folded(self):
        return [self[name] for name in FOLDED]
