"""Whether a backup is what it was when it was written, and fits this program and its kind of database."""

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from keeping.archive import sealed_key
from keeping.archive.checksums import ArchiveError, refuse_other

NAMES_OF_KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def refuse_foreign(manifest):
    """Raise ArchiveError unless the backup is of the site's kind of database, and of no newer program."""
    kind = manifest["database"]["kind"]
    if kind != connection.vendor:
        told = {"theirs": NAMES_OF_KINDS[kind], "ours": NAMES_OF_KINDS[connection.vendor]}
        raise ArchiveError(_("This backup is of a %(theirs)s database; DATABASE_URL names a %(ours)s one.") % told)
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    ours = {app for app, _name in known}
    newer = [
        f"{app}.{name}"
        for app, names in manifest["migrations"].items()
        if app in ours
        for name in names
        if (app, name) not in known and not _was_squashed(name, app, known)
    ]
    if newer:
        told = {"names": ", ".join(newer[:5])}
        raise ArchiveError(
            _("This backup was written by a newer version of the program, which has %(names)s. Update first.") % told
        )


def _was_squashed(name, app, known):
    return any((app, name) in migration.replaces for migration in known.values())


def damaged_parts(archive, backup, manifest, *, tell):
    """Sentences (list of str) about what is missing or not as it was written; damaged files are set aside."""
    parts = [(backup / manifest["database"]["file"], manifest["database"]["sha256"])]
    if manifest["key"]:
        parts.append((backup / sealed_key.NAME, manifest["key"]))
    return _damaged(parts) + _damaged_files(archive, manifest, tell=tell)


def _damaged(parts):
    found = []
    for path, expected in parts:
        try:
            refuse_other(path, expected)
        except ArchiveError as error:
            found.append(str(error))
    return found


def _damaged_files(archive, manifest, *, tell):
    names = {}
    for name, (digest, _size) in manifest["files"].items():
        names.setdefault(digest, name)
    found = []
    for number, (digest, name) in enumerate(names.items(), start=1):
        try:
            refuse_other(archive.stored(digest), digest)
        except ArchiveError:
            archive.set_aside(digest)
            found.append(
                _("%(file)s is missing or damaged. The next backup keeps it anew, if the site still has it.")
                % {"file": name}
            )
        if number % 500 == 0:
            tell(_("Checksums: %(number)s of %(all)s files.") % {"number": number, "all": len(names)})
    return found
