"""Files that nothing needs: named with their day, gone after a month, and never one that a row names."""

import datetime
import os
import tempfile
import time
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from keeping.leftovers import leftovers
from site_cms.storage import UNFINISHED
from tests.keeping.site import command

LATER = leftovers.KEPT + datetime.timedelta(days=1)


@pytest.fixture
def orphan(site):
    path = Path(site.folder, "private", "documents", "lac", "thong-bao.pdf")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.7 of an upload that never ended")
    yield path
    path.unlink(missing_ok=True)
    leftovers.record().unlink(missing_ok=True)


def clear(*, after):
    """A look of what is due, so much later."""
    if leftovers.record().exists():
        os.utime(leftovers.record(), (0, 0))
    with time_machine.travel(timezone.now() + after, tick=True):
        return leftovers.clear()


def test_named_first_and_gone_after_a_month(site, orphan):
    named = {Path(site.document.file.path), Path(site.photo.file.path)}
    assert clear(after=datetime.timedelta(0)) == 0
    said = command("leftovers")
    assert "private/documents/lac/thong-bao.pdf" in said
    assert said.count("được xóa sau ngày") == 1
    assert clear(after=datetime.timedelta(days=29)) == 0
    assert orphan.exists()
    assert clear(after=LATER) == 1
    assert not orphan.exists()
    assert all(path.exists() for path in named)
    assert "Không có tệp thừa nào" in command("leftovers")


def test_one_that_gets_its_row_is_named_no_more(site, orphan):
    clear(after=datetime.timedelta(0))
    stored = site.document.file.name
    type(site.document).objects.filter(pk=site.document.pk).update(file="documents/lac/thong-bao.pdf")
    try:
        assert clear(after=LATER) == 0
        assert orphan.exists()
    finally:
        type(site.document).objects.filter(pk=site.document.pk).update(file=stored)


def test_looked_at_once_a_day(site, orphan):
    clear(after=datetime.timedelta(0))
    leftovers.record().write_text("{}", encoding="utf-8")
    leftovers.clear()
    assert leftovers.known() == {}


def test_what_was_being_written_goes_after_a_day_and_is_in_no_backup(site, tmp_path):
    half = Path(site.folder, "private", UNFINISHED, "half")
    half.parent.mkdir(exist_ok=True)
    descriptor, name = tempfile.mkstemp(suffix=".upload.jpg")
    os.close(descriptor)
    others = [Path(tempfile.mkdtemp(), "x.upload.jpg"), half.with_name("new")]
    for path in (half, *others):
        path.write_bytes(b"half")
    old = time.time() - 25 * 3600
    for path in (half, Path(name), others[0]):
        os.utime(path, (old, old))
    command("backup", tmp_path / "archive", without_key=True)
    assert leftovers.clear_half_written() >= 2
    assert not half.exists()
    assert not Path(name).exists()
    assert all(path.exists() for path in others)
    assert UNFINISHED not in (next((tmp_path / "archive").glob("2*")) / "manifest.json").read_text(encoding="utf-8")
    others[1].unlink()
