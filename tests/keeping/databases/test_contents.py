"""What is counted in a database, which files its rows name, and when a place is empty."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection, models

from keeping.archive.checksums import ArchiveError
from keeping.databases import sqlite
from keeping.databases.contents import counts, migrations, named_files
from keeping.databases.kinds import kind
from submissions.models import NewsDocument, Unit


def test_every_table_is_counted(site):
    found = counts(connection)
    assert found["submissions_unit"] == Unit.objects.count()
    assert found["django_migrations"] == sum(len(names) for names in migrations(connection).values())
    assert {
        "submissions_newsdocument",
        "royalties_paymentline",
        "post_office_email",
        "wagtailcore_page",
    } <= found.keys()


def test_files_are_named_as_they_lie(site):
    """Originals and documents apart from the sizes that were drawn."""
    named = named_files(connection)
    assert {f"private/{site.photo.file.name}", f"private/{site.document.file.name}"} <= named
    assert f"media/{site.photo.renditions.get().file.name}" in named
    assert all((site.folder / name).is_file() for name in named)
    assert f"private/{site.document.file.name}" not in named_files(connection, models.ImageField)


def test_a_snapshot_does_not_see_what_comes_after(site, tmp_path):
    with kind().snapshot(tmp_path / "snapshot") as reader:
        before = counts(reader)
        NewsDocument.objects.filter(pk=site.document.pk).update(title="Viết sau")
        Unit.objects.filter(pk=site.unit.pk).update(name="UBND phường Tiến Thành")
        assert counts(reader) == before
    assert Path(tmp_path / "snapshot").stat().st_size > 0
    assert [path.name for path in tmp_path.iterdir()] == ["snapshot"]


def test_the_place_of_a_rehearsal_is_empty_and_goes(site):
    with kind().empty_place() as name:
        assert kind().is_empty(name)
        assert name != connection.settings_dict["NAME"]
    assert not kind().is_empty(connection.settings_dict["NAME"])


def test_a_damaged_file_replaces_nothing(tmp_path):
    """The integrity of SQLite's own pages is asked before the database that is there goes."""
    good, spoilt = tmp_path / "good", tmp_path / "spoilt"
    with closing(sqlite3.connect(good)) as database:
        database.execute("CREATE TABLE unit (name TEXT)")
        database.executemany("INSERT INTO unit VALUES (?)", [("Phú Thủy" * 50,)] * 500)
        database.commit()
    content = bytearray(good.read_bytes())
    content[8192:8300] = b"\xff" * 108
    spoilt.write_bytes(content)
    (tmp_path / "site").write_bytes(good.read_bytes())
    with pytest.raises(ArchiveError, match="bị hỏng"):
        sqlite.put_back(spoilt, tmp_path / "site")
    assert (tmp_path / "site").read_bytes() == good.read_bytes()
    assert not sqlite.is_empty(tmp_path / "site")
    assert sqlite.is_empty(tmp_path / "none")
