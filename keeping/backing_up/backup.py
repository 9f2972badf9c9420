"""A backup while people work: the database as it stands at one moment first, then the files.

So every file that a row of that moment names is there to be copied: the site gives each file a name of its own, writes
it before its row, and takes it away after its row. What was deleted in between is told.
"""

import shutil
import sqlite3
from dataclasses import dataclass, field

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import Error, connection
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from keeping.archive import manifest, sealed_key
from keeping.archive.checksums import ArchiveError, checksum
from keeping.backing_up import about
from keeping.backing_up.site_files import all_files
from keeping.databases import contents
from keeping.databases.kinds import kind
from site_cms.faults import FULL

EACH_FILES = 500


@dataclass
class Copied:
    """What became of the files: all of them with checksum and size, how many are new, by which marks a
    store would tell that one was changed, which a row names in vain."""

    files: dict[str, tuple[str, int]] = field(default_factory=dict)
    new: int = 0
    new_size: int = 0
    marks: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


def back_up(archive, *, keys, passphrase, tell):
    """Back the site up into the `archive`; return the folder (Path) and the manifest (dict) of the new backup.

    `keys` (list of str) lie in it encrypted to `passphrase`; without one they are left out. `tell` is called with a
    sentence for each step. ArchiveError, and no trace of it, when it cannot be made.
    """
    refuse_own_files(archive)
    unfinished = None
    try:
        archive.make()
        tell_of_same_disk(archive, tell)
        unfinished = archive.begin()
        told = _write(archive, unfinished, keys=keys, passphrase=passphrase, tell=tell)
        return archive.folder / archive.finish(unfinished), told
    except OSError as error:
        if error.errno in FULL:
            raise _is_full(archive) from error
        raise ArchiveError(str(error)) from error
    except Error as error:
        raise ArchiveError(_("The database does not answer: %(why)s") % {"why": str(error).strip()}) from error
    except sqlite3.Error as error:
        raise (
            _is_full(archive) if "full" in str(error) or "I/O" in str(error) else ArchiveError(str(error))
        ) from error
    finally:
        if unfinished:
            shutil.rmtree(unfinished, ignore_errors=True)


def refuse_own_files(archive):
    """A backup below what is backed up would hold itself."""
    for storage in contents.places().values():
        if isinstance(storage, FileSystemStorage) and archive.folder.is_relative_to(storage.location):
            raise ArchiveError(_("%(folder)s lies among the site's own files.") % {"folder": archive.folder})


def tell_of_same_disk(archive, tell):
    """What breaks the disk of the site breaks such a backup as well."""
    if archive.folder.stat().st_dev == settings.VAR_DIR.stat().st_dev:
        tell(_("Attention: the backup lies on the disk of the site. Copy it to another machine."))


def _write(archive, folder, *, keys, passphrase, tell):
    """Fill `folder`; return the manifest that stands in it."""
    module = kind()
    path = folder / module.FILE
    tell(_("Database: is being copied as it stands now."))
    with module.snapshot(path) as reader:
        rows, migrations = contents.counts(reader), contents.migrations(reader)
        named = contents.named_files(reader)
    told = {"tables": len(rows), "rows": sum(rows.values()), "size": filesizeformat(path.stat().st_size)}
    tell(_("Database: %(tables)s tables, %(rows)s rows, %(size)s.") % told)
    copied = copy_files(archive, folder, named=named, tell=tell)
    if passphrase:
        sealed_key.seal(folder, keys, passphrase)
    written = {
        "made_at": timezone.now().isoformat(),
        "site": about.site_name(),
        "versions": about.versions(),
        "settings": about.settings_without_secrets(),
        "database": {
            "kind": connection.vendor,
            "file": path.name,
            "size": path.stat().st_size,
            "sha256": checksum(path),
        },
        "migrations": migrations,
        "tables": rows,
        "files": copied.files,
        "marks": copied.marks,
        "missing": copied.missing,
        "key": checksum(folder / sealed_key.NAME) if passphrase else None,
    }
    manifest.write(folder, written)
    return written


def copy_files(archive, through, *, named, tell):
    """Have the archive keep every file, by the folder `through` (Path); the Copied. `named` are those of rows."""
    copied, known = Copied(), unchanged_since(archive)
    for number, file in enumerate(all_files(), start=1):
        try:
            digest, size, is_new = known(file) or take(archive, file, through=through)
        except FileNotFoundError:
            continue  # deleted meanwhile: told below where a row names it
        copied.files[file.name] = (digest, size)
        if file.mark:
            copied.marks[file.name] = file.mark
        copied.new += is_new
        copied.new_size += size * is_new
        if number % EACH_FILES == 0:
            tell(_("Files: %(number)s looked at, %(new)s new.") % {"number": number, "new": copied.new})
    copied.missing = sorted(named - copied.files.keys())
    told = {"number": len(copied.files), "new": copied.new, "size": filesizeformat(copied.new_size)}
    tell(_("Files: %(number)s, of which %(new)s new (%(size)s).") % told)
    if copied.missing:
        told = {"number": len(copied.missing), "names": ", ".join(copied.missing[:5])}
        tell(_("Attention: %(number)s files that the database names are not on the disk: %(names)s") % told)
    return copied


def take(archive, file, *, through):
    """What the archive tells of the SiteFile `file`, which it keeps (Archive.take); FileNotFoundError, OSError."""
    with file.open() as source:
        return archive.take(source, through=through)


def unchanged_since(archive):
    """A function that tells of a SiteFile what `take` would, without reading it; None where that is not known.

    A file whose mark is the one of the backup before holds what it held then; what a disk has has none, and is read.
    """
    names = archive.names()
    try:
        last = manifest.read(archive.folder / names[-1]) if names else {}
    except ArchiveError:
        last = {}  # damaged: all is read
    marks, files = last.get("marks", {}), last.get("files", {})

    def told(file):
        if not file.mark or marks.get(file.name) != file.mark:
            return None
        digest, size = files[file.name]
        return (digest, size, False) if archive.has(digest, size) else None

    return told


def _is_full(archive):
    told = {"folder": archive.folder}
    return ArchiveError(
        _("The disk of %(folder)s is full. Nothing was kept of this backup; earlier ones are whole.") % told
    )
