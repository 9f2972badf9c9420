"""What is looked at in a database that was put back, once everything is pointed at it: does it agree, open, verify.

Each look yields findings: (whether it is well, a sentence).
"""

import io

from django.core.management import CommandError, call_command, get_commands
from django.db import models
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from PIL import Image

from keeping.databases import contents
from keeping.keys import secret
from royalties.paying.stored_wrongly import ONLY_DIFFERS
from royalties.personal import key_probe

# Asks what pieces lack by today's rules: nothing that a backup could have lost.
NO_SEAL = {"verify_pieces"}


def look(connection, archive, manifest):
    """Findings about the database of `connection`, which is the default one meanwhile; may migrate it."""
    yield counts_agree(connection, manifest)
    migrate_what_is_older(connection)
    yield files_are_there(connection, manifest)
    yield photos_open(connection, archive, manifest)
    yield from seals_hold()
    yield key_opens()
    yield secret_is_told()


def counts_agree(connection, manifest):
    """Each table has the rows that were counted when the backup was written."""
    found, expected = contents.counts(connection), manifest["tables"]
    names = sorted((found.keys() | expected.keys()) - contents.LEFT_EMPTY)  # which older backups hold and count
    other = [name for name in names if found.get(name) != expected.get(name)]
    if other:
        tables = ", ".join(f"{name} ({expected.get(name, 0)} → {found.get(name, 0)})" for name in other[:5])
        return False, _("Numbers of rows differ: %(tables)s.") % {"tables": tables}
    told = {"rows": sum(found.values()), "tables": len(found)}
    return True, _("Numbers of rows agree: %(rows)s in %(tables)s tables.") % told


def migrate_what_is_older(connection):
    """Bring a backup of an older program to where today's can read it, as an update would."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def files_are_there(connection, manifest):
    """Each file that a row names is in the backup, but for those that were missing on the site already."""
    named = contents.named_files(connection)
    lost = sorted(named - manifest["files"].keys() - set(manifest["missing"]))
    if lost:
        return False, _("Files that the database names are not in the backup: %(names)s.") % {
            "names": ", ".join(lost[:5])
        }
    if manifest["missing"]:
        told = {"number": len(named), "missing": len(manifest["missing"]), "names": ", ".join(manifest["missing"][:5])}
        said = _(
            "The database names %(number)s files. %(missing)s of them were not on the site either when the "
            "backup was made: %(names)s."
        )
        return True, said % told
    return True, _("Every file that the database names is in the backup: %(number)s.") % {"number": len(named)}


def photos_open(connection, archive, manifest):
    """Each photo is one."""
    names = contents.named_files(connection, models.ImageField) & manifest["files"].keys()
    shut = [name for name in sorted(names) if not opens(archive.stored(manifest["files"][name][0]))]
    if shut:
        return False, _("Photos that do not open: %(names)s.") % {"names": ", ".join(shut[:5])}
    return True, _("Every photo opens: %(number)s.") % {"number": len(names)}


def opens(path):
    try:
        with Image.open(path) as photo:
            photo.verify()
    except (OSError, SyntaxError, ValueError):
        return False
    return True


def seals_hold():
    """What each `verify_…` command finds; `verify_royalties` also asks the key about every record.

    What it finds otherwise than today's rules make it is nothing that a backup could have lost: told, and well.
    """
    for name in sorted(get_commands()):
        if name.startswith("verify_") and name not in NO_SEAL:
            try:
                call_command(name, stdout=io.StringIO(), stderr=io.StringIO())
            except CommandError as error:
                yield error.returncode == ONLY_DIFFERS, f"{name}: {error}"
            else:
                yield True, _("%(command)s: sealed rows are as they were sealed.") % {"command": name}


def key_opens():
    """The keys of the backup open every record of personal data."""
    unreadable, number = key_probe.unreadable()
    told = {"number": number, "unreadable": unreadable}
    if unreadable:
        return False, _("The key does not open %(unreadable)s of %(number)s records of personal data.") % told
    return True, _("The key opens all records of personal data: %(number)s.") % told


def secret_is_told():
    """Another SECRET_KEY spoils no backup: it is told, with what follows."""
    if secret.is_another():
        return True, _("Attention: %(told)s") % {"told": secret.what_to_do()}
    return True, _("The SECRET_KEY is the one that the backup was written with.")
