"""The folder that backups lie in (docs/backup.md): one folder for each, and the files of all of them by checksum.

A backup has its name only once it is whole. What a killed one has left begins with UNFINISHED and goes with the next.
"""

import datetime
import os
import re
import shutil
import tempfile
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from keeping.archive.checksums import ArchiveError, checksum_of, copy_of, sync_folder

UNFINISHED = ".unfinished-"
BY_MOMENT = "%Y-%m-%d_%H%M%S"
NAMED = re.compile(r"\d{4}-\d{2}-\d{2}_\d{6}")
DAMAGED = ".damaged"


class Archive:
    """The backups in `folder` (Path or str)."""

    def __init__(self, folder):
        self.folder = Path(folder).absolute()
        self.files = self.folder / "files"

    def make(self):
        """Have the folder, for this account alone where it is new, without what killed runs have left in it."""
        for folder in (self.folder, self.files):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for left in self.folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left)

    def begin(self):
        """A new folder (Path) that nobody takes for a backup."""
        return Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=self.folder))

    def finish(self, unfinished):
        """Give the whole backup in the folder `unfinished` its name, by the moment; return it (str)."""
        moment = timezone.localtime()
        while (name := moment.strftime(BY_MOMENT)) in self.names():
            moment += datetime.timedelta(seconds=1)
        sync_folder(unfinished)
        os.rename(unfinished, self.folder / name)
        sync_folder(self.folder)
        return name

    def names(self):
        """Names of the whole backups (list of str), the oldest first."""
        if not self.folder.is_dir():
            return []
        return sorted(entry.name for entry in self.folder.iterdir() if NAMED.fullmatch(entry.name) and entry.is_dir())

    def chosen(self, name=""):
        """The folder (Path) of the backup `name`, or of the newest; ArchiveError where there is none."""
        names = self.names()
        if not names:
            raise ArchiveError(_("There is no backup in %(folder)s.") % {"folder": self.folder})
        if name and name not in names:
            told = {"name": name, "folder": self.folder, "names": ", ".join(names)}
            raise ArchiveError(_("There is no backup %(name)s in %(folder)s, but: %(names)s.") % told)
        return self.folder / (name or names[-1])

    # --- files by their checksums -----------------------------------------------------------------

    def stored(self, digest):
        """Where the file with the checksum `digest` lies or would lie (Path)."""
        return self.files / digest[:2] / digest

    def take(self, source, *, through):
        """Keep the open file `source` unless it is kept; return (checksum, size, whether it was copied).

        It is copied into the folder `through` first, and named when it is whole.
        """
        digest, size = checksum_of(source), source.tell()
        if self.has(digest, size):
            return digest, size, False
        copy = through / "file"
        source.seek(0)
        digest = copy_of(source, copy)
        size = copy.stat().st_size
        self.stored(digest).parent.mkdir(exist_ok=True, mode=0o700)
        os.replace(copy, self.stored(digest))
        return digest, size, True

    def has(self, digest, size):
        path = self.stored(digest)
        return path.is_file() and path.stat().st_size == size

    def set_aside(self, digest):
        """Rename a kept file that is damaged, so that the next backup keeps it anew."""
        path = self.stored(digest)
        if path.exists():
            path.rename(path.with_name(path.name + DAMAGED))
