"""What a version names and is gone: a file, an entry of a list, another document, deleted since by somebody.

What is public protects its rows; a version that is not public yet has nothing that would.
"""

from django.db.models import PROTECT
from modelcluster.models import get_all_child_relations


def without_lost_rows(model, content):
    """`content` (of a version of `model`, as Wagtail stores it) without what it names and is gone.

    modelcluster stops at it with an error: such a draft could be neither read nor put right.
    """
    kept = content | dict.fromkeys(lost(model, content))
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if rows := content.get(name):
            kept[name] = [row for row in rows if not lost(relation.related_model, row)]
    return kept


def lost(model, row):
    """The names of the columns of `row` (a dict) that lead to a protected row of another table, which is gone."""
    leading = [field for field in model._meta.concrete_fields if field.many_to_one or field.one_to_one]
    return [
        field.name
        for field in leading
        if field.remote_field.on_delete is PROTECT
        and row.get(field.name) is not None
        and not field.related_model._default_manager.filter(pk=row[field.name]).exists()
    ]
