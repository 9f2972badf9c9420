"""What the commands about backups share: their folder, their passphrase, one at a time, refusals as sentences."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import Error
from django.utils.translation import gettext as _

from compliance.due.sole_run import sole_on_machine
from keeping.archive.checksums import ArchiveError
from keeping.archive.place import Archive
from vietnamese.terminal.commands import TranslatedCommand


class PatientCommand(TranslatedCommand):
    """A command that works while something else is amiss: the system checks wait."""

    requires_system_checks = ()


class ArchiveCommand(PatientCommand):
    """A command about the backups in a folder."""

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", nargs="?", default=settings.BACKUP_FOLDER, help=_("where the backups lie (BACKUP_FOLDER)")
        )
        parser.add_argument(
            "--passphrase-file", default="", help=_("a file that holds the passphrase (BACKUP_PASSPHRASE_FILE)")
        )
        parser.add_argument(
            "--without-key", action="store_true", help=_("leave the key of the personal data out of it")
        )

    def handle(self, *args, folder, **options):
        if not folder:
            raise CommandError(_("Name the folder that the backups lie in, or set BACKUP_FOLDER."))
        with sole_on_machine(Path(settings.VAR_DIR) / "backup.lock") as is_alone:
            if not is_alone:
                raise CommandError(_("Another backup or check is at work. Try again when it has ended."))
            try:
                self.work(Archive(folder), **options)
            except (ArchiveError, OSError, Error) as error:
                raise CommandError(str(error).strip()) from error

    def work(self, archive, **options):
        """Do it; an ArchiveError is told as it stands."""
        raise NotImplementedError

    def tell(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()
