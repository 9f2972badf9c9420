"""Which backups may go: never the newest, never the newest that a rehearsal found good."""

import datetime
import shutil

from django.utils import timezone

from keeping.archive import manifest
from keeping.archive.checksums import ArchiveError
from keeping.archive.place import BY_MOMENT, UNFINISHED

CHECKED = "checked"


def mark_checked(backup):
    """Note beside the `backup` (Path) that it was found good; a medium that only reads is no reason to fail."""
    try:
        (backup / CHECKED).touch(mode=0o600)
    except OSError:
        return


def superfluous(archive, *, keep=None, keep_days=None):
    """Names of the backups that nobody asked to keep: neither among the newest `keep`, nor younger than `keep_days`.

    With neither given, none.
    """
    names = archive.names()
    if keep is None and keep_days is None:
        return []
    held = set(names[-max(keep or 0, 1) :])
    held.update([name for name in names if (archive.folder / name / CHECKED).exists()][-1:])
    if keep_days is not None:
        oldest = (timezone.localtime() - datetime.timedelta(days=keep_days)).strftime(BY_MOMENT)
        held.update(name for name in names if name >= oldest)
    return [name for name in names if name not in held]


def drop(archive, names):
    """Take the backups `names` away, and the files that none of the others has; return how many files went.

    Where what another one says of itself cannot be read, all files stay.
    """
    for name in names:
        # Renamed first: a backup that is half deleted must not look whole.
        gone = (archive.folder / name).rename(archive.folder / f"{UNFINISHED}{name}")
        shutil.rmtree(gone)
    return drop_files(archive) if names else 0


def drop_files(archive):
    """Take away the files that no backup has any more; return how many (int)."""
    try:
        held = {
            digest
            for name in archive.names()
            for digest, _size in manifest.read(archive.folder / name)["files"].values()
        }
    except ArchiveError:
        return 0
    gone = [path for path in archive.files.glob("??/*") if path.name not in held]
    for path in gone:
        path.unlink()
    return len(gone)
