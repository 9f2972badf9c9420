"""What a backup says of itself: `manifest.json`, with the checksum of everything, and its own beside it.

`manifest.json.sha256` is in the form that `sha256sum --check` reads.
"""

import json

from django.utils.translation import gettext as _

from keeping.archive.checksums import ArchiveError, checksum, refuse_other, write_whole

FORM = 1
NAME = "manifest.json"


def write(folder, manifest):
    """Write `manifest` (dict) into the `folder` of a backup."""
    text = json.dumps({"form": FORM} | manifest, ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(folder / NAME, text.encode())
    write_whole(folder / f"{NAME}.sha256", f"{checksum(folder / NAME)}  {NAME}\n".encode())


def read(folder):
    """The manifest (dict) of the backup in `folder`; ArchiveError when it is not as it was written."""
    try:
        expected = (folder / f"{NAME}.sha256").read_text(encoding="ascii", errors="replace").split()[:1]
    except FileNotFoundError:
        raise ArchiveError(_("%(file)s is missing.") % {"file": f"{NAME}.sha256"}) from None
    refuse_other(folder / NAME, *(expected or [""]))
    manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
    if manifest["form"] != FORM:
        raise ArchiveError(_("This backup was written by a newer version of the program. Update the program first."))
    return manifest


def size_of(manifest):
    """How large the whole backup is (bytes): the database and all files, also those that were kept before."""
    return manifest["database"]["size"] + sum(size for _digest, size in manifest["files"].values())
