"""manage.py load_members FILE: the officers of the units from a file, all of it or nothing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.units.loading_command import LoadingCommand
from submissions.units.loading_members import members_in, register
from submissions.units.member_lines import COLUMNS


class Command(LoadingCommand):
    help = gettext_lazy("Registers the officers of a table and sends each new account a link to choose a password.")
    nothing_done = gettext_lazy("Nobody was registered. Please correct the file:")
    read, apply = staticmethod(members_in), staticmethod(register)

    def add_arguments(self, parser):
        super().add_arguments(parser)
        columns = ", ".join(str(headings[0]) for headings in COLUMNS.values())
        parser.add_argument("file", help=_("Columns: %(columns)s.") % {"columns": columns})

    def handle(self, *args, **options):
        done = self.load(options["file"], skip=options["bo_qua_cot"])
        self.stdout.write(_("Accounts: %(accounts)s added, as many mails with a link to choose a password.") % done)
        self.stdout.write(
            _("Members of units: %(created)s added, %(changed)s changed, %(unchanged)s unchanged.") % done
        )
