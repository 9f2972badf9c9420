"""Put the site back from a backup, or see whether that could be done (--check): docs/backup.md."""

import datetime
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from post_office.models import STATUS, Email

from compliance.due.sole_run import sole_on_machine
from keeping.archive import manifest as manifests
from keeping.archive import retention, sealed_key
from keeping.archive.checksums import ArchiveError
from keeping.archive.passphrase import passphrase
from keeping.backing_up.about import site_name
from keeping.backing_up.backup import back_up
from keeping.management.commanding import ArchiveCommand
from keeping.records.records import REHEARSAL, note
from keeping.restoring.rehearsal import rehearse
from keeping.restoring.restore import is_empty, restore, write_key
from vietnamese.dates import screen_moment


class Command(ArchiveCommand):
    help = gettext_lazy("Puts the site back from a backup; with --check only proves, elsewhere, that it could be.")

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--backup", default="", metavar="NAME", help=_("which backup; otherwise the newest"))
        parser.add_argument("--check", action="store_true", help=_("put it back into an empty place and look at it"))
        parser.add_argument("--replace", default="", metavar="SITE", help=_("replace what is there, of the site SITE"))
        parser.add_argument("--write-key", default="", metavar="FILE", help=_("write the key into a new file"))
        parser.add_argument("--no-input", action="store_true", help=_("ask nothing"))

    def work(self, archive, *, backup, check, write_key, **options):
        folder = archive.chosen(backup)
        self.tell(_("Backup: %(folder)s") % {"folder": folder})
        if check:
            self.check_it(archive, folder, **options)
        elif write_key:
            self.write_the_key(folder, Path(write_key), **options)
        else:
            self.put_back(archive, folder, **options)

    # --- --check -----------------------------------------------------------------------------------

    def check_it(self, archive, folder, **options):
        begun_at = timezone.now()
        try:
            findings = rehearse(archive, folder, keys=self.keys_of(folder, **options), tell=self.tell)
        except ArchiveError as error:
            findings = [(False, str(error))]
        for is_well, sentence in findings:
            sign, style = (_("well"), self.style.SUCCESS) if is_well else (_("WRONG"), self.style.ERROR)
            self.tell(style(f"[{sign}] {sentence}"))
        problems = [sentence for is_well, sentence in findings if not is_well]
        note(REHEARSAL, folder.name, begun_at=begun_at, problems=problems)
        if problems:
            raise CommandError(
                _("This backup cannot be relied on. What is wrong: %(number)s.") % {"number": len(problems)}
            )
        retention.mark_checked(folder)
        self.tell(self.style.SUCCESS(_("The site can be put back from this backup.")))

    def keys_of(self, folder, *, passphrase_file="", without_key=False, **options):
        """The keys that lie in the backup, or the site's own where none does or nobody says the passphrase."""
        if without_key or not (folder / sealed_key.NAME).exists():
            return settings.PERSONAL_DATA_KEYS
        return sealed_key.unseal(folder, passphrase(passphrase_file, is_new=False))

    # --- --write-key ---------------------------------------------------------------------------------

    def write_the_key(self, folder, path, **options):
        if not (folder / sealed_key.NAME).exists():
            raise CommandError(_("This backup was made without the key of the personal data."))
        write_key(path, self.keys_of(folder, **options))
        self.tell(
            _("The key stands in %(file)s. Take it over into the site's settings and delete the file.") % {"file": path}
        )

    # --- for good -------------------------------------------------------------------------------------

    def put_back(self, archive, folder, *, replace, no_input, **options):
        name, empty = site_name(), is_empty()
        if not empty and replace != name:
            said = _("There is a site here already. Whoever means to replace it says so by --replace %(site)s")
            raise CommandError(said % {"site": name})
        if not no_input and input(_("To go on, type the site's name (%(site)s): ") % {"site": name}).strip() != name:
            raise CommandError(_("This is not the site's name. Nothing was changed."))
        with ExitStack() as stack:
            if not stack.enter_context(sole_on_machine(Path(settings.VAR_DIR) / "due.lock")):
                raise CommandError(_("What is due is being done just now. Stop the site and what is due first."))
            if not empty:
                self.back_up_what_is_there(archive, **options)
            restore(archive, folder, tell=self.tell)
        self.tell(self.style.SUCCESS(_("The site is put back.")))
        self.tell_what_comes_next(folder, **options)

    def back_up_what_is_there(self, archive, *, passphrase_file, without_key, **options):
        self.tell(_("What is here now is backed up first."))
        said = "" if without_key else passphrase(passphrase_file, is_new=True)
        kept, _manifest = back_up(archive, keys=settings.PERSONAL_DATA_KEYS, passphrase=said, tell=self.tell)
        self.tell(_("It lies in %(folder)s.") % {"folder": kept})

    def tell_what_comes_next(self, folder, **options):
        manifest = manifests.read(folder)
        said = _(
            "All accounts are as they were at %(moment)s: passwords, second factors and closed accounts that were "
            "changed since then open as before. Look through the accounts before the site starts."
        )
        moment = datetime.datetime.fromisoformat(manifest["made_at"])
        self.tell(self.style.WARNING(said % {"moment": screen_moment(moment)}))
        waiting = Email.objects.filter(status__in=(STATUS.queued, STATUS.requeued)).count()
        if waiting:
            said = _(
                "Mails that waited when the backup was made: %(number)s. They go out again when what is due is done."
            )
            self.tell(said % {"number": waiting})
        if missing := manifest["missing"]:
            self.tell(_("Files that were missing already then: %(names)s.") % {"names": ", ".join(missing[:5])})
        self.tell(_("Now: python manage.py migrate, verify_closed, verify_royalties, doctor; then start the site."))
