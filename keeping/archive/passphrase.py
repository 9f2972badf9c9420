"""The passphrase that opens the key inside a backup: from a file, the environment or the keyboard, never an argument.

What stands on a command line is read by every account of the machine, and stays in the shell's history.
"""

import getpass
import os
import stat
import sys
import unicodedata
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from keeping.archive.checksums import ArchiveError

SHORTEST = 12


def passphrase(file="", *, is_new):
    """The passphrase (str). `is_new`: it is to seal, so it is typed twice, and refused while too short."""
    said = _from_file(file or settings.BACKUP_PASSPHRASE_FILE) or settings.BACKUP_PASSPHRASE or _typed(twice=is_new)
    said = unicodedata.normalize("NFC", said).strip()
    if is_new and len(said) < SHORTEST:
        raise ArchiveError(_("The passphrase is too short: at least %(number)s characters.") % {"number": SHORTEST})
    return said


def _from_file(name):
    if not name:
        return ""
    path = Path(name)
    try:
        mode = path.stat().st_mode
        said = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        told = {"file": path, "why": os.strerror(error.errno)}
        raise ArchiveError(_("The file with the passphrase cannot be read: %(file)s (%(why)s).") % told) from error
    if mode & (stat.S_IROTH | stat.S_IWOTH):
        raise ArchiveError(_("Everybody on this machine can read the passphrase: chmod 600 %(file)s") % {"file": path})
    return said


def _typed(*, twice):
    if not sys.stdin.isatty():
        raise ArchiveError(
            _(
                "No passphrase for the key of the personal data. Name a file that holds it by --passphrase-file or "
                "BACKUP_PASSPHRASE_FILE, or say --without-key."
            )
        )
    said = getpass.getpass(_("Passphrase: "))
    if twice and getpass.getpass(_("The same passphrase again: ")) != said:
        raise ArchiveError(_("These were two different passphrases. Nothing was done."))
    return said
