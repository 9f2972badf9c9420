"""manage.py load_authors FILE: the register of authors from a file, all of it or nothing."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from royalties.authors.author_lines import COLUMNS
from royalties.authors.loading_authors import load_authors
from royalties.models.encrypted import UnreadablePersonalData
from vietnamese.table_files import TableFileError


class Command(BaseCommand):
    help = gettext_lazy("Records the authors of a CSV or XLSX file; personal numbers in it are encrypted.")

    def add_arguments(self, parser):
        columns = ", ".join(str(headings[0]) for headings in COLUMNS.values())
        parser.add_argument("file", help=_("Columns: %(columns)s.") % {"columns": columns})

    def handle(self, *args, **options):
        try:
            done = load_authors(options["file"])
        except TableFileError as error:
            heading = _("Nobody was recorded. Please correct the file:")
            raise CommandError("\n".join([heading, *error.problems])) from None
        except UnreadablePersonalData as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            _("Authors: %(created)s added, %(changed)s changed, %(unchanged)s unchanged.")
            % {name: done[name] for name in ("created", "changed", "unchanged")}
        )
