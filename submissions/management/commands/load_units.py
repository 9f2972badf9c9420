"""manage.py load_units [FILE.csv]: the register of units from a file, all of it or nothing."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.units.loading_units import PHAN_THIET, load_units
from vietnamese.table_files import TableFileError


class Command(BaseCommand):
    help = gettext_lazy("Loads the units of a CSV file; without a file, those of Phan Thiết in 2019.")

    def add_arguments(self, parser):
        parser.add_argument(
            "file",
            nargs="?",
            default=PHAN_THIET,
            help=_("Columns: name_vi, short_name, slug, kind; the order of the lines is the order of protocol."),
        )

    def handle(self, *args, **options):
        try:
            done = load_units(options["file"])
        except TableFileError as error:
            heading = _("Nothing was loaded. Please correct the file:")
            raise CommandError("\n".join([heading, *error.problems])) from error
        self.stdout.write(
            _("Units: %(created)s added, %(changed)s changed, %(unchanged)s unchanged.")
            % {name: done[name] for name in ("created", "changed", "unchanged")}
        )
