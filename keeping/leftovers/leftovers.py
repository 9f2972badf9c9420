"""What a killed process, a power cut or a refused transaction leaves on the disk, and who takes it away.

What was being written goes by itself after a day. A whole file that no row names may be of an upload that never ended,
or of a database that was put back from an older backup: it is named, and goes only when somebody says so, at the
earliest when no row has been known to name it for KEPT. No mistake in what is asked here costs a city its photos.
"""

import contextlib
import datetime
import json
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from keeping.archive.checksums import write_whole
from keeping.backing_up.site_files import SiteFile, all_files
from keeping.databases.contents import named_files, places
from submissions.kept.drawn_files import is_drawn

# How long no row has been known to name a file before it may be removed.
KEPT = datetime.timedelta(days=30)
# Whatever is being written ends within a day.
HALF_WRITTEN_KEPT = 24 * 3600
# Once a day: all files are looked at.
BETWEEN_LOOKS = datetime.timedelta(hours=20)
# What Django calls a large upload that is on its way in the system's folder for such files.
ON_ITS_WAY = "*.upload*"


@dataclass(frozen=True)
class Leftover:
    """A file that no row names, and since when that is known."""

    file: SiteFile
    since: datetime.datetime

    @property
    def name(self):
        return self.file.name


def record():
    return Path(settings.VAR_DIR, "leftovers.json")


def known():
    """{name: since when (datetime) no row is known to name it}; {} where nobody looked yet."""
    try:
        told = json.loads(record().read_text(encoding="utf-8"))
        return {name: datetime.datetime.fromisoformat(since) for name, since in told.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def look():
    """The Leftovers of now (list); those that are new are noted with this moment."""
    # The files first: what gets its row in between is named by then.
    there = list(all_files())
    named, since, now = named_files(connection), known(), timezone.now()
    found = [
        Leftover(file, since.get(file.name, now))
        for file in there
        if file.name not in named and not is_drawn(file.key) and file.storage.exists(file.key)
    ]
    note(found)
    return found


def note(found):
    """Keep since when each of the Leftovers `found` is known."""
    write_whole(record(), json.dumps({one.name: one.since.isoformat() for one in found}).encode())


def look_daily():
    """Look, unless somebody has within a day."""
    with contextlib.suppress(OSError):
        if time.time() - record().stat().st_mtime < BETWEEN_LOOKS.total_seconds():
            return
    look()


def remove():
    """Remove what no row has been known to name for KEPT, as it is now; returns the Leftovers (list) that went."""
    before, found = timezone.now() - KEPT, look()
    gone = [one for one in found if one.since <= before]
    for one in gone:
        one.file.storage.delete(one.file.key)
    note([one for one in found if one.since > before])
    return gone


def clear_half_written():
    """Remove what processes that were killed were writing; returns how many files (int)."""
    temporary = Path(settings.FILE_UPLOAD_TEMP_DIR or tempfile.gettempdir())
    gone = 0
    for path in [*half_written(), *temporary.glob(ON_ITS_WAY)]:
        with contextlib.suppress(OSError):
            told = path.lstat()
            is_old = told.st_mtime < time.time() - HALF_WRITTEN_KEPT
            if told.st_uid == os.getuid() and is_old and path.is_file():
                path.unlink()
                gone += 1
    return gone


def half_written():
    """Paths (list) of what is being written to the storages, or was when its process ended."""
    return [path for storage in places().values() for path in storage.half_written()]
