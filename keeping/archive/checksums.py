"""SHA-256 of files, and copies that are known to be what they were copied from."""

import hashlib
import os

from django.utils.translation import gettext as _

PIECE = 1024 * 1024


class ArchiveError(Exception):
    """Why something cannot be backed up or put back, as a sentence for the administrator."""


def checksum(path):
    """SHA-256 (str, hexadecimal) of the file at `path`."""
    with open(path, "rb") as file:
        return checksum_of(file)


def checksum_of(file):
    """SHA-256 (str, hexadecimal) of what the open `file` holds from where it stands."""
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def copy_whole(source, target):
    """Copy the file `source` to `target` and onto the disk, for this account alone; return its checksum (str)."""
    with open(source, "rb") as read:
        return copy_of(read, target)


def copy_of(source, target):
    """Copy what the open file `source` holds from where it stands to `target`; else as `copy_whole`."""
    digest = hashlib.sha256()
    with open(target, "wb", opener=_for_us_alone) as write:
        while piece := source.read(PIECE):
            digest.update(piece)
            write.write(piece)
        write.flush()
        os.fsync(write.fileno())
    return digest.hexdigest()


def write_whole(path, content, *, mode="wb"):
    """Write `content` (bytes) to `path` and onto the disk, for this account alone.

    With the `mode` "xb" into a new file only: FileExistsError where anything has the name, and be it a link to nothing.
    """
    with open(path, mode, opener=_for_us_alone) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(path):
    """Have the names in the folder `path` on the disk as well."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def refuse_other(path, expected):
    """Raise ArchiveError unless the file at `path` has the checksum `expected`."""
    try:
        found = checksum(path)
    except FileNotFoundError:
        raise ArchiveError(_("%(file)s is missing.") % {"file": path.name}) from None
    if found != expected:
        raise ArchiveError(_("%(file)s is not as it was written: its checksum differs.") % {"file": path.name})


def _for_us_alone(path, flags):
    return os.open(path, flags, 0o600)
