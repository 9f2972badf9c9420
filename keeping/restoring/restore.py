"""A backup put back for good. It is proved whole before anything is touched."""

from allauth.mfa.models import Authenticator
from django.core.cache import caches
from django.core.files import File
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.utils.translation import gettext as _

from keeping.archive import manifest as manifests
from keeping.archive.checksums import ArchiveError, checksum_of, write_whole
from keeping.backing_up.site_files import all_files
from keeping.databases import contents
from keeping.databases.kinds import kind
from keeping.restoring.whole import damaged_parts, refuse_foreign


def is_empty():
    """Whether the site's database has no tables and its folders have no files."""
    return kind().is_empty(connection.settings_dict["NAME"]) and next(all_files(), None) is None


def restore(archive, backup, *, tell):
    """Put the `backup` (Path) where the site's settings say; return its manifest (dict).

    ArchiveError, before anything is changed, if it is damaged. Whoever calls has made sure that the place is empty or
    may be replaced.
    """
    manifest = manifests.read(backup)
    refuse_foreign(manifest)
    tell(_("Checksums are computed again."))
    damaged = damaged_parts(archive, backup, manifest, tell=tell)
    if damaged:
        raise ArchiveError(" ".join(damaged))
    module, name = kind(), connection.settings_dict["NAME"]
    connections[DEFAULT_DB_ALIAS].close()
    tell(_("The database is put back."))
    module.clear(name)
    module.put_back(backup / manifest["database"]["file"], name)
    log_everybody_out()
    if ended := end_codes_on_paper():
        said = _(
            "Codes on paper are ended, because some may have been used since: of %(number)s accounts. Their owners "
            "make new ones under “Log-in and security”."
        )
        tell(said % {"number": ended})
    put_files_back(archive, manifest, tell=tell)
    for cache in caches.all():
        cache.clear()
    return manifest


def log_everybody_out():
    """A backup of before this was left out of them still holds sessions: some were ended since."""
    with connection.cursor() as cursor:
        for table in sorted(contents.LEFT_EMPTY & contents.tables(connection, cursor)):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


def end_codes_on_paper():
    """Take away the codes of all, and return of how many accounts (int).

    One that was used since the backup would open again. Who has codes has a telephone or a passkey too, and makes new
    ones with it.
    """
    with connection.cursor() as cursor:
        if Authenticator._meta.db_table not in contents.tables(connection, cursor):
            return 0
    return Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES).delete()[0]


def put_files_back(archive, manifest, *, tell):
    """Have each file of the backup where it was, with the rights that the site gives it; others stay as they are."""
    places = contents.places()
    for number, (path, (digest, _size)) in enumerate(manifest["files"].items(), start=1):
        label, _slash, name = path.partition("/")
        put_file_back(places[label], name, source=archive.stored(digest), digest=digest)
        if number % 500 == 0:
            tell(_("Files: %(number)s of %(all)s.") % {"number": number, "all": len(manifest["files"])})
    tell(_("Files: %(number)s put back.") % {"number": len(manifest["files"])})


def put_file_back(storage, name, *, source, digest):
    """Write the file `source` to `storage` as `name`, unless just that is there; `digest` is its checksum."""
    if storage.exists(name):
        with storage.open(name) as there:
            is_the_same = checksum_of(there) == digest
        if is_the_same:
            return
        storage.delete(name)
    with open(source, "rb") as file:
        saved = storage.save(name, File(file))
    if saved != name and not is_the_same_now(storage, name, saved, digest=digest):
        raise ArchiveError(_("%(file)s could not be put back under its name.") % {"file": name})


def is_the_same_now(storage, name, saved, *, digest):
    """Whether `name` holds the file with the checksum `digest` after all; the second one, `saved`, goes then.

    The answer of a store may be lost, and what is sent once more gets another name.
    """
    with storage.open(name) as there:
        if checksum_of(there) != digest:
            return False
    storage.delete(saved)
    return True


def write_key(path, keys):
    """Write `keys` into a new file at `path`, as it stands in the settings; ArchiveError where there is one."""
    try:
        write_whole(path, f"PERSONAL_DATA_KEY='{','.join(keys)}'\n".encode(), mode="xb")
    except FileExistsError:
        raise ArchiveError(_("%(file)s is there already.") % {"file": path}) from None
