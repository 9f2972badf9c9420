"""Which backups may go, and which files go with them."""

import pytest
import time_machine

from keeping.archive import manifest
from keeping.archive.place import Archive
from keeping.archive.retention import CHECKED, drop, superfluous

NIGHTS = [f"2026-11-{day:02d}_020000" for day in range(1, 11)]


@pytest.fixture
def archive(tmp_path):
    """Ten nights: each has a file of its own, and one that all have."""
    archive = Archive(tmp_path / "archive")
    archive.make()
    for night in NIGHTS:
        through = archive.begin()
        files = {}
        for name, content in (("private/own", night), ("private/common", "common")):
            source = tmp_path / "source"
            source.write_text(content)
            with source.open("rb") as file:
                digest, size, _is_new = archive.take(file, through=through)
            files[name] = (digest, size)
        manifest.write(through, {"files": files})
        through.rename(archive.folder / night)
    return archive


@pytest.mark.parametrize(
    ("asked", "stay"),
    [
        ({}, NIGHTS),
        ({"keep": 3}, NIGHTS[-3:]),
        ({"keep": 0}, NIGHTS[-1:]),
        ({"keep_days": 4}, NIGHTS[-4:]),
        ({"keep_days": 0}, NIGHTS[-1:]),
        ({"keep": 6, "keep_days": 2}, NIGHTS[-6:]),
        ({"keep": 1, "keep_days": 5}, NIGHTS[-5:]),
    ],
)
@time_machine.travel("2026-11-10 10:00:00+07:00", tick=False)
def test_which_stay(archive, asked, stay):
    gone = superfluous(archive, **asked)
    assert [night for night in NIGHTS if night not in gone] == stay


def test_the_last_that_was_found_good_stays(archive):
    for night in NIGHTS[:3]:
        (archive.folder / night / CHECKED).touch()
    assert superfluous(archive, keep=1) == [night for night in NIGHTS if night not in (NIGHTS[2], NIGHTS[-1])]


def test_files_go_with_the_last_backup_that_has_them(archive):
    assert len(list(archive.files.glob("??/*"))) == 11
    assert drop(archive, superfluous(archive, keep=2)) == 8
    assert archive.names() == NIGHTS[-2:]
    for name in archive.names():
        for digest, size in manifest.read(archive.folder / name)["files"].values():
            assert archive.has(digest, size)


def test_where_a_backup_cannot_be_read_all_files_stay(archive):
    (archive.folder / NIGHTS[-1] / "manifest.json").write_text("{}")
    assert drop(archive, superfluous(archive, keep=2)) == 0
    assert len(list(archive.files.glob("??/*"))) == 11
