"""Files that nothing needs: named with their day, gone when somebody says so, and never one that a row names."""

import datetime
import os
import tempfile
import time
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from keeping.doctor import machine
from keeping.doctor.findings import Level
from keeping.leftovers import leftovers
from keeping.wagtail_hooks import clear_leftovers
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


def due(*, after):
    """What is due, so much later."""
    if leftovers.record().exists():
        os.utime(leftovers.record(), (0, 0))
    with time_machine.travel(timezone.now() + after, tick=True):
        clear_leftovers()


def remove(*, after):
    """What the command says, so much later."""
    with time_machine.travel(timezone.now() + after, tick=True):
        return command("leftovers", remove=True)


def test_named_and_gone_after_a_month_when_somebody_says_so(site, orphan):
    named = {Path(site.document.file.path), Path(site.photo.file.path)}
    # Nobody has looked before: the month begins now, whatever the file's own age.
    os.utime(orphan, (0, 0))
    assert "có thể xóa sau ngày" in remove(after=datetime.timedelta(0))
    due(after=LATER)
    assert command("leftovers").count("private/documents/lac/thong-bao.pdf") == 1
    assert "đã xóa" not in remove(after=datetime.timedelta(days=29))
    assert orphan.exists()
    assert machine.leftovers().mend == "python manage.py leftovers"
    assert "private/documents/lac/thong-bao.pdf (38\xa0byte): đã xóa." in remove(after=LATER)
    assert not orphan.exists()
    assert all(path.exists() for path in named)
    assert "Không có tệp thừa nào" in command("leftovers")
    assert machine.leftovers().level is Level.GOOD


def test_one_that_gets_its_row_is_named_no_more(site, orphan):
    due(after=datetime.timedelta(0))
    stored = site.document.file.name
    type(site.document).objects.filter(pk=site.document.pk).update(file="documents/lac/thong-bao.pdf")
    try:
        assert "đã xóa" not in remove(after=LATER)
        assert orphan.exists()
    finally:
        type(site.document).objects.filter(pk=site.document.pk).update(file=stored)


def test_looked_at_once_a_day(site, orphan):
    due(after=datetime.timedelta(0))
    leftovers.record().write_text("{}", encoding="utf-8")
    clear_leftovers()
    assert leftovers.known() == {}


def test_what_was_being_written_goes_after_a_day_and_is_in_no_backup(site, tmp_path, settings):
    half = Path(site.folder, "private", UNFINISHED, "half")
    half.parent.mkdir(exist_ok=True)
    descriptor, name = tempfile.mkstemp(suffix=".upload.jpg", dir=settings.FILE_UPLOAD_TEMP_DIR)
    os.close(descriptor)
    others = [Path(tempfile.mkdtemp(), "x.upload.jpg"), half.with_name("new")]
    for path in (half, *others):
        path.write_bytes(b"half")
    old = time.time() - 25 * 3600
    for path in (half, Path(name), others[0]):
        os.utime(path, (old, old))
    command("backup", tmp_path / "archive", without_key=True)
    clear_leftovers()
    assert not half.exists()
    assert not Path(name).exists()
    assert all(path.exists() for path in others)
    assert UNFINISHED not in (next((tmp_path / "archive").glob("2*")) / "manifest.json").read_text(encoding="utf-8")
    others[1].unlink()
