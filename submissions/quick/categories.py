"""The categories of the quick form: in the words of every day, those that the person used last before the others."""

from dataclasses import dataclass

from submissions.models import Category, NewsPage

# How many stand open; the others are folded.
FIRST_FEW = 2
# How many of a person's pieces are looked at for what they used last.
LOOKED_AT = 20


@dataclass(frozen=True)
class Choice:
    category: Category
    is_chosen: bool


def choices(*, user, chosen, kept):
    """(first, others): the Choices of today for `user`; `chosen` (a key or None) stands first.

    What the piece has already (`kept`, a key or None) is among them, whether it still takes new pieces or not.
    """
    categories = list(Category.objects.for_writing(kept))
    last_used = used_last(user)
    places = {pk: place for place, pk in enumerate([chosen, *last_used])}
    usual = {category.pk for category in categories if category.is_usual}
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
    usual = None if used else Category.objects.usual()
    return usual.pk if usual else used
