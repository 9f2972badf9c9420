"""Documents by what somebody types: a number in whatever writing, or words."""

from django.db.models import Q

from vietnamese.text import fold

from .numbers import number_key

MOST_WORDS = 8


def matching(documents, typed, *, forms=()):
    """Those of `documents` whose number is `typed`, however it is written, or that have all its words.

    The name of one of `forms` (DocumentForms) counts as words of its documents.
    """
    words = fold(typed).replace("/", " ").replace("-", " ").split()[:MOST_WORDS]
    if not words:
        return documents
    names = {form.pk: fold(form.title) for form in forms}
    has_words = Q()
    for word in words:
        of_forms = [pk for pk, name in names.items() if word in name]
        has_words &= Q(words_key__contains=word) | Q(form__in=of_forms) if of_forms else Q(words_key__contains=word)
    key = number_key(typed)
    return documents.filter(Q(number_key__contains=key) | has_words if key else has_words)
