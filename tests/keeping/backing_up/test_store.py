"""A backup of a site whose files lie in a store reads a file once, and again only where that is needed."""

import pytest
from django.core.files.base import ContentFile

from keeping.archive import manifest
from keeping.archive.place import Archive
from keeping.backing_up import backup
from keeping.databases import contents
from site_cms.object_store import ObjectStore
from tests.scaffold.s3_server import S3Server


@pytest.fixture
def private(settings, monkeypatch):
    """The store of a site, with two documents."""
    with S3Server() as server:
        server.new_bucket(settings)
        places = {label: ObjectStore(location=label) for label in ("media", "private")}
        monkeypatch.setattr(contents, "places", lambda: places)
        monkeypatch.setattr("keeping.backing_up.site_files.places", lambda: places)
        for name in ("a.pdf", "b.pdf"):
            places["private"].save(name, ContentFile(name.encode()))
        yield places["private"]


@pytest.fixture
def read(monkeypatch):
    """The names of the files (list) that are read."""
    names, opened = [], ObjectStore._open

    def open_and_note(self, name, mode="rb"):
        names.append(name)
        return opened(self, name, mode)

    monkeypatch.setattr(ObjectStore, "_open", open_and_note)
    return names


def back_up(archive):
    """{name of a file: its check sum} of a backup of the files made now."""
    archive.make()
    unfinished = archive.begin()
    copied = backup.copy_files(archive, unfinished, named=set(), tell=lambda sentence: None)
    manifest.write(unfinished, {"files": copied.files, "marks": copied.marks})
    archive.finish(unfinished)
    return {name: digest for name, (digest, _size) in copied.files.items()}


def test_only_what_is_new_or_changed_or_lost_is_read(private, read, tmp_path):
    archive = Archive(tmp_path / "archive")
    first = back_up(archive)
    assert sorted(read) == ["a.pdf", "b.pdf"]

    read.clear()
    assert back_up(archive) == first
    assert read == []

    private.write_at("a.pdf", 0, b"another")
    changed = back_up(archive)
    assert read == ["a.pdf"]
    assert changed["private/a.pdf"] != first["private/a.pdf"]
    assert changed["private/b.pdf"] == first["private/b.pdf"]

    # A damaged file of the archive was set aside.
    read.clear()
    archive.set_aside(changed["private/b.pdf"])
    assert back_up(archive) == changed
    assert read == ["b.pdf"]

    # What the last backup says of itself is damaged: all is read.
    read.clear()
    (archive.folder / archive.names()[-1] / "manifest.json").write_text("{}")
    assert back_up(archive) == changed
    assert sorted(read) == ["a.pdf", "b.pdf"]
