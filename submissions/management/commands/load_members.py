"""manage.py load_members FILE: the officers of the units from a file, all of it or nothing."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.units.loading_members import load_members
from submissions.units.member_lines import COLUMNS
from vietnamese.table_files import TableFileError


class Command(BaseCommand):
    help = gettext_lazy(
        "Registers the officers of a CSV or XLSX file and sends each new account a link to choose a password."
    )

    def add_arguments(self, parser):
        columns = ", ".join(str(headings[0]) for headings in COLUMNS.values())
        parser.add_argument("file", help=_("Columns: %(columns)s.") % {"columns": columns})

    def handle(self, *args, **options):
        try:
            done = load_members(options["file"])
        except TableFileError as error:
            heading = _("Nobody was registered. Please correct the file:")
            raise CommandError("\n".join([heading, *error.problems])) from error
        self.stdout.write(
            _("Accounts: %(accounts)s added, as many mails with a link to choose a password.")
            % {"accounts": done["accounts"]}
        )
        self.stdout.write(
            _("Members of units: %(created)s added, %(changed)s changed, %(unchanged)s unchanged.")
            % {name: done[name] for name in ("created", "changed", "unchanged")}
        )
