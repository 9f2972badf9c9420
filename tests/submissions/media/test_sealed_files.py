"""The second line: the database itself keeps held files, whatever writes."""

import json
from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from wagtail.models import Collection

from submissions.models import FileIsHeld, NewsImage
from tests import factories
from tests.submissions.files import as_it_is, own_file
from tests.submissions.states import make_piece

pytestmark = pytest.mark.django_db
TOLD = ("draft", "at_leader")


@pytest.mark.parametrize("kind", ["image", "document"])
@pytest.mark.parametrize(
    "change", ["SET is_held = %s", "SET reached_board = %s", "SET file = 'khac.jpg'", "DELETE", "SET title = 'x'"]
)
def test_the_database_itself_keeps_what_is_held(cast, kind, change):
    own = own_file(kind, cast)
    table = own._meta.db_table
    statement = f"DELETE FROM {table}" if change == "DELETE" else f"UPDATE {table} {change}"
    statement += f" WHERE id = {own.pk}"
    type(own).objects.filter(pk=own.pk).update(is_held=True, reached_board=True)
    parameters = [False] if "%s" in statement else []
    with connection.cursor() as cursor:
        if change == "SET title = 'x'":
            cursor.execute(statement, parameters)
            return
        with pytest.raises(DatabaseError, match="neither changed nor deleted"), transaction.atomic():
            cursor.execute(statement, parameters)


def test_a_collection_takes_no_held_file_along(cast):
    """Django deletes along a relation without asking the rows that go with it."""
    own = factories.photo(cast.unit)
    own.collection = Collection.get_first_root_node().add_child(name="Bộ sưu tập thử")
    own.save()
    NewsImage.objects.filter(pk=own.pk).update(is_held=True)
    with pytest.raises(FileIsHeld):
        own.collection.delete()


def test_files_of_versions_saved_before_are_held_by_the_migration(cast):
    """Of what was saved in the chain while files were held at each step only, and of nothing else."""
    page, draft = make_piece("at_leader", cast), make_piece("draft", cast)
    photo, file, linked, drafts = (own_file(kind, cast) for kind in ("image", "document", "document", "image"))
    text = f'<p><a id="{linked.pk}" linktype="document">Thông báo</a></p>'
    add = {
        page: [("photo", {"image": photo.pk}), ("file", {"file": file.pk, "title": ""}), ("text", text)],
        draft: [("photo", {"image": drafts.pk})],
    }
    for piece, blocks in add.items():
        version = piece.get_latest_revision()
        version.content["body"] = json.dumps([{"type": kind, "value": value} for kind, value in blocks])
        version.save()
    import_module("submissions.migrations.0019_held_files").hold_what_was_saved(apps, None)
    assert [as_it_is(own).is_held for own in (photo, file, linked, drafts)] == [True, True, True, False]
