"""The public list of documents: what it may be narrowed by, and one page of it after the other."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vietnamese.dates import today

from .document import DocumentPage, DocumentRelation
from .matching import matching
from .standing import in_force, is_over, remarks
from .terms import Authority, DocumentForm, Field

PAGE_SIZE = 20
LONGEST = 150
# What a line of the list shows; the text of a document stays in the database.
SHOWN = ("title", "slug", "url_path", "path", "depth", "live", "number", "extract", "issued_on", "starts_on")
SHOWN += ("in_force_to", "authority", "authority__title", "form", "form__title")


def newest():
    """The live documents, newest first by the day of issue."""
    return DocumentPage.objects.live().order_by("-issued_on", "-pk")


class DocumentFilter(forms.Form):
    """What the list is narrowed by, as the address says it. What cannot be read narrows nothing."""

    q = forms.CharField(
        label=_("Number or words of the extract"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    form = forms.ModelChoiceField(DocumentForm.objects, label=_("Form"), required=False, to_field_name="slug")
    authority = forms.ModelChoiceField(
        Authority.objects, label=_("Issuing authority"), required=False, to_field_name="slug"
    )
    field = forms.ModelChoiceField(
        Field.objects, label=_("Field of the document"), required=False, to_field_name="slug"
    )
    year = forms.TypedChoiceField(label=_("Year of issue"), required=False, coerce=int, empty_value=None)
    day = forms.DateField(
        label=_("In force on the day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    # The names in the address, which are in Vietnamese as the address itself.
    NAMES = {
        "q": "tu",
        "form": "hinh-thuc",
        "authority": "co-quan",
        "field": "linh-vuc",
        "year": "nam",
        "day": "hieu-luc",
    }

    def __init__(self, asked, *, years):
        asked = {shown: asked.get(shown, "") for shown in self.NAMES.values()}
        super().__init__(asked)
        self.given = {shown: value for shown, value in asked.items() if value}
        self.fields["year"].choices = [("", _("All")), *((year, year) for year in years)]
        for name in ("form", "authority", "field"):
            self.fields[name].empty_label = _("All")

    def add_prefix(self, field_name):
        return self.NAMES.get(field_name, field_name)

    def value_of(self, name):
        return self.cleaned_data.get(name)

    def narrowed(self, documents):
        """`documents` (a queryset) as the form asks."""
        self.full_clean()
        for name in ("form", "authority", "field", "year"):
            if value := self.value_of(name):
                documents = documents.filter(**{name: value})
        if day := self.value_of("day"):
            documents = in_force(documents, day=day, relations=DocumentRelation.objects)
        return matching(documents, self.value_of("q") or "")


@dataclass(frozen=True)
class Line:
    """A document in the list, with whether it is still in force and what there is to say about that."""

    page: DocumentPage
    is_over: bool
    remark: str


@dataclass(frozen=True)
class Listing:
    """One page of the list; addresses of its neighbours behind the list's own, None where there is nothing."""

    lines: list
    here: str
    newer: str | None
    older: str | None

    @property
    def is_stable(self):
        """Whether search engines may keep the address: the newest page of the whole list alone."""
        return not self.here


def page_of(documents, asked, *, given):
    """The Listing of `documents` (a queryset in their order) that `asked` (a QueryDict) asks for by `truoc`.

    A page begins behind the document that the one before ended with; `given` is what the addresses say beside that.
    Costs the same number of queries for three lines and for twenty.
    """
    start = start_of(asked.get("truoc", ""))
    newer = None
    if start is not None:
        nearest = list(documents.filter(~behind(start)).reverse().values_list("pk", flat=True)[: PAGE_SIZE + 1])
        if nearest:
            newer = address(given, nearest[-1] if len(nearest) > PAGE_SIZE else None)
        documents = documents.filter(behind(start)) if nearest else documents
    found = list(documents.values_list("pk", flat=True)[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return Listing(
        lines=lines(shown),
        here=address(given, start.pk if start is not None and newer is not None else None),
        newer=newer,
        older=address(given, shown[-1]) if len(found) > PAGE_SIZE else None,
    )


def start_of(text):
    """The document that the page begins behind, None for the beginning."""
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        return None
    return DocumentPage.objects.live().filter(pk=text, issued_on__isnull=False).only("issued_on").first()


def behind(start):
    return Q(issued_on__lt=start.issued_on) | Q(issued_on=start.issued_on, pk__lt=start.pk)


def address(given, key):
    """The part of an address behind the path: what is `given`, and behind which document it begins."""
    asked = given | ({"truoc": key} if key is not None else {})
    return f"?{urlencode(asked)}" if asked else ""


def lines(keys):
    """The Lines of the documents `keys` (a list), in this order."""
    documents = DocumentPage.objects.filter(pk__in=keys).order_by().select_related("authority", "form")
    found = {page.pk: page for page in documents.only(*SHOWN).prefetch_related("acted_on_by__page")} if keys else {}
    day = today()
    return [line(found[key], day=day) for key in keys if key in found]


def line(page, *, day):
    said = remarks(page, day=day)
    words = f"{said[0].words} {said[0].named}".strip() if said else ""
    return Line(page, is_over(page, day=day), words)


def years():
    """The years in which live documents were issued, newest first (ints)."""
    found = DocumentPage.objects.live().exclude(year=None).order_by("-year").values_list("year", flat=True)
    return list(found.distinct())
