"""The public lists: what each may be narrowed by, as its address says, and one page of it after the other."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db.models import F, Max, Min, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from library.models import Field
from submissions.models import Unit
from vietnamese.text import fold

from .plans import PlanPage
from .projects import ProjectPage
from .publication import Publication
from .tenders import TenderPage

PAGE_SIZE = 20
MOST_WORDS = 8
LONGEST = 150
# The number of the page, in the address.
PAGE = "trang"


def newest(model):
    """The live pages of `model` (a Publication type): what is not approved yet first, then the last approved."""
    live = model.objects.live().select_related(*model.LIST_SELECT).defer("body")
    return live.order_by(F("approved_on").desc(nulls_first=True), "-pk")


class PublicationFilter(forms.Form):
    """What a list of `model` is narrowed by. What cannot be read narrows nothing."""

    q = forms.CharField(
        label=pgettext_lazy("filter of a list", "Words"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    year = forms.TypedChoiceField(label=_("Year of the time"), required=False, coerce=int, empty_value=None)
    in_charge = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Unit in charge"), required=False, to_field_name="slug", empty_label=_("All")
    )

    # The names in the address, which are in Vietnamese as the address itself.
    NAMES = {
        "q": "tu",
        "state": "tinh-trang",
        "field": "linh-vuc",
        "kind": "loai",
        "year": "nam",
        "in_charge": "don-vi",
    }
    # What a page has to equal.
    EQUAL = ("in_charge",)

    def __init__(self, asked, *, model):
        asked = {self.NAMES[name]: asked.get(self.NAMES[name], "") for name in self.base_fields}
        super().__init__(asked)
        self.given = {shown: value for shown, value in asked.items() if value}
        self.fields["year"].choices = [("", _("All")), *((year, year) for year in years(model))]
        named = model.objects.live().exclude(in_charge=None).values("in_charge")
        self.fields["in_charge"].queryset = Unit.objects.filter(pk__in=named)

    def add_prefix(self, field_name):
        return self.NAMES.get(field_name, field_name)

    def narrowed(self, pages):
        """`pages` (a queryset) as the form asks."""
        self.full_clean()
        asked = self.cleaned_data
        for name in self.EQUAL:
            if value := asked.get(name):
                pages = pages.filter(**{name: value})
        if year := asked.get("year"):
            last = Coalesce("last_year", "first_year")
            pages = pages.alias(ends=last).filter(first_year__lte=year, ends__gte=year)
        words = Q()
        for word in fold(asked.get("q") or "").split()[:MOST_WORDS]:
            words &= Q(words_key__contains=word)
        return pages.filter(words)


def choice_of(choices, label):
    """A list to choose one of `choices` (TextChoices) from, or nothing."""
    return forms.ChoiceField(label=label, required=False, choices=[("", _("All")), *choices.choices])


class ProjectFilter(PublicationFilter):
    state = choice_of(ProjectPage.State, _("State of the project"))
    field = forms.ModelChoiceField(
        Field.objects, label=_("Specialised field"), required=False, to_field_name="slug", empty_label=_("All")
    )
    field_order = ["q", "state", "field", "year", "in_charge"]
    EQUAL = ("state", "field", "in_charge")


class TenderFilter(PublicationFilter):
    state = choice_of(TenderPage.State, _("State of the tender"))
    kind = choice_of(TenderPage.Kind, _("What is bought"))
    field_order = ["q", "state", "kind", "year", "in_charge"]
    EQUAL = ("state", "kind", "in_charge")


class PlanFilter(PublicationFilter):
    field = choice_of(PlanPage.Field, _("Field of the plan"))
    field_order = ["q", "field", "year", "in_charge"]
    EQUAL = ("field", "in_charge")


def years(model):
    """The years that live pages of `model` are about, the last one first."""
    live = model.objects.live().order_by()
    ends = live.aggregate(first=Min("first_year"), last=Max(Coalesce("last_year", "first_year")))
    return range(ends["last"], ends["first"] - 1, -1) if ends["first"] else []


@dataclass(frozen=True)
class Listing:
    """One page of the list; addresses of its neighbours behind the list's own, None where there is nothing."""

    pages: list[Publication]
    number: int
    here: str
    newer: str | None
    older: str | None

    @property
    def is_stable(self):
        """Whether search engines may keep the address: the first page of the whole list alone."""
        return not self.here


def page_of(pages, asked, *, given):
    """The Listing of `pages` (a queryset) that the address `asked` for, where `given` is what narrows it."""
    page = Paginator(pages, PAGE_SIZE).get_page(asked.get(PAGE))
    return Listing(
        pages=list(page.object_list),
        number=page.paginator.count,
        here=address(given, page.number),
        newer=address(given, page.previous_page_number()) if page.has_previous() else None,
        older=address(given, page.next_page_number()) if page.has_next() else None,
    )


def address(given, number):
    """The part of an address behind the path: what is `given`, and the number of the page where it is not the first."""
    asked = given | ({PAGE: number} if number > 1 else {})
    return f"?{urlencode(asked)}" if asked else ""
