"""The categories of the quick form: in the words of every day, those that the person used last before the others."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from submissions.editor.forms import USUAL_CATEGORY
from submissions.models import Category, NewsPage

# By the code of the decree's point. A category without words of its own is called as the decree calls it.
EVERYDAY = {
    "10.1.a": _("About the unit: history, tasks, organisation"),
    "10.1.b": _("What happened: events, activities, meetings"),
    "10.1.c": _("What the leaders direct and decide"),
    "10.1.d": _("New laws and policies, explained"),
    "10.1.đ": _("Plans and planning of the area"),
    "10.1.e": _("New official documents"),
    "10.1.g": _("Official gazette"),
    "10.1.h": _("Projects, tenders, purchases"),
    "10.1.i": _("Asking the people for their opinion"),
    "10.1.k": _("Whom to contact: officials, telephone numbers"),
    "10.1.l": _("About this website"),
    "11": _("Scientific projects"),
    "12": _("Figures and statistics"),
}
# How many stand open; the others are folded.
FIRST_FEW = 2
# How many of a person's pieces are looked at for what they used last.
LOOKED_AT = 20


@dataclass(frozen=True)
class Choice:
    category: Category
    is_chosen: bool

    @property
    def words(self):
        return EVERYDAY.get(self.category.code, self.category.title)


def choices(*, user, chosen):
    """(first, others): the Choices of today for `user`; `chosen` (a key or None), valid or not, stands first."""
    categories = list(Category.objects.valid_today() | Category.objects.filter(pk=chosen))
    last_used = used_last(user)
    places = {pk: place for place, pk in enumerate([chosen, *last_used])}
    usual = {category.pk for category in categories if category.code == USUAL_CATEGORY}
    ordered = sorted(categories, key=lambda category: (places.get(category.pk, len(places)), category.pk not in usual))
    made = [Choice(category, category.pk == chosen) for category in ordered]
    return made[:FIRST_FEW], made[FIRST_FEW:]


def used_last(user):
    """Keys of the categories under which `user` filed pieces, the last first."""
    pieces = NewsPage.objects.filter(owner=user, category__isnull=False).order_by("-latest_revision_created_at", "-pk")
    return list(dict.fromkeys(pieces.values_list("category", flat=True)[:LOOKED_AT]))


def first_choice(user):
    """The key of the category that a new piece of `user` begins with: the last used, else where most belongs."""
    valid = set(Category.objects.valid_today().values_list("pk", flat=True))
    used = next((pk for pk in used_last(user) if pk in valid), None)
    return used or Category.objects.filter(code=USUAL_CATEGORY).values_list("pk", flat=True).first()
