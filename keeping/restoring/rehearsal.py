"""The rehearsal: a backup put back into an empty place, looked at, and taken away again. The site is not touched."""

import json
import os
import subprocess
import sys
import tempfile

from django.conf import settings
from django.utils.translation import gettext as _

from keeping.archive import manifest as manifests
from keeping.archive.checksums import ArchiveError
from keeping.databases.kinds import kind
from keeping.restoring.whole import damaged_parts, refuse_foreign

# No look at a city's database takes so long; a process that hangs is told as one (s).
LONGEST = 4 * 3600
# Neither its cache nor its store of files.
NOT_THE_SITE = {"CACHE_URL": "", "OBJECT_STORE_URL": ""}


def rehearse(archive, backup, *, keys, tell):
    """Findings, (whether it is well, sentence), about the `backup` (Path); `keys` (list of str) are those to try."""
    try:
        manifest = manifests.read(backup)
        refuse_foreign(manifest)
    except ArchiveError as error:
        return [(False, str(error))]
    tell(_("Checksums are computed again."))
    damaged = damaged_parts(archive, backup, manifest, tell=tell)
    if damaged:
        return [(False, sentence) for sentence in damaged]
    number = len({digest for digest, _size in manifest["files"].values()})
    findings = [(True, _("Checksums agree: the database and %(number)s files.") % {"number": number})]
    tell(_("The database is put back into an empty place."))
    try:
        with kind().empty_place() as name:
            kind().put_back(backup / manifest["database"]["file"], name)
            tell(_("What was put back is looked at."))
            findings += look_apart(backup, database=name, keys=keys)
    except ArchiveError as error:
        findings.append((False, str(error)))
    except subprocess.TimeoutExpired:
        findings.append((False, _("What was put back was looked at for too long, and given up.")))
    return findings


def look_apart(backup, *, database, keys):
    """What a process of its own (`look_at_restored`) finds in `database`: no cache or file of the site is near it."""
    asked = json.dumps({"backup": str(backup), "database": database, "keys": keys})
    with tempfile.TemporaryDirectory(prefix="restore-check-", dir=settings.VAR_DIR) as folder:
        result = subprocess.run(
            [sys.executable, "manage.py", "look_at_restored"],
            cwd=settings.BASE_DIR,
            env=os.environ | NOT_THE_SITE | {"VAR_DIR": folder, "STATIC_ROOT": str(settings.STATIC_ROOT)},
            input=asked,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
    if result.returncode:
        why = (result.stderr.strip().splitlines() or [str(result.returncode)])[-1]
        return [(False, _("What was put back could not be looked at: %(why)s") % {"why": why})]
    return [tuple(finding) for finding in json.loads(result.stdout)]
