"""Back the site up: database, photos, documents, its settings without secrets, its key sealed (docs/backup.md)."""

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keeping.archive import manifest as manifests
from keeping.archive import retention
from keeping.archive.checksums import ArchiveError
from keeping.archive.passphrase import passphrase
from keeping.backing_up.backup import back_up
from keeping.management.commanding import ArchiveCommand
from keeping.records.records import BACKUP, note


class Command(ArchiveCommand):
    help = gettext_lazy("Backs the site up while people work: database, photos, documents and, sealed, the key.")

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--keep", type=int, metavar="N", help=_("keep the newest N backups, whatever their age"))
        parser.add_argument("--keep-days", type=int, metavar="N", help=_("keep the backups of the last N days"))

    def work(self, archive, *, passphrase_file, without_key, keep, keep_days, **options):
        begun_at = timezone.now()
        try:
            said = "" if without_key else passphrase(passphrase_file, is_new=True)
            folder, manifest = back_up(archive, keys=settings.PERSONAL_DATA_KEYS, passphrase=said, tell=self.tell)
        except ArchiveError as error:
            note(BACKUP, "", begun_at=begun_at, problems=[str(error)])
            raise
        record = note(BACKUP, folder.name, begun_at=begun_at, size=manifests.size_of(manifest))
        self.drop_superfluous(archive, keep=keep, keep_days=keep_days)
        told = {"folder": folder, "size": filesizeformat(record.size), "seconds": round(record.seconds)}
        self.tell(self.style.SUCCESS(_("Backed up: %(folder)s, %(size)s in %(seconds)s s.") % told))
        if without_key:
            self.tell(_("The key of the personal data is not in it. Keep PERSONAL_DATA_KEY elsewhere."))

    def drop_superfluous(self, archive, **kept):
        names = retention.superfluous(archive, **kept)
        files = retention.drop(archive, names)
        if names:
            told = {"number": len(names), "files": files}
            self.tell(_("Old backups taken away: %(number)s, with %(files)s files that no other has.") % told)
