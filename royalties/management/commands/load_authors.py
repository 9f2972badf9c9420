"""manage.py load_authors FILE: the register of authors from a file, all of it or nothing."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from royalties.authors.author_lines import COLUMNS
from royalties.authors.loading_authors import authors_in, record
from submissions.kept.encrypted import UnreadablePersonalData
from submissions.units.loading_command import LoadingCommand


class Command(LoadingCommand):
    help = gettext_lazy("Records the authors of a table; personal numbers in it are encrypted.")
    nothing_done = gettext_lazy("Nobody was recorded. Please correct the file:")
    read, apply = staticmethod(authors_in), staticmethod(record)

    def add_arguments(self, parser):
        super().add_arguments(parser)
        columns = ", ".join(str(headings[0]) for headings in COLUMNS.values())
        parser.add_argument("file", help=_("Columns: %(columns)s.") % {"columns": columns})

    def handle(self, *args, **options):
        try:
            done = self.load(options["file"], skip=options["bo_qua_cot"])
        except UnreadablePersonalData as error:
            raise CommandError(str(error)) from None
        self.stdout.write(_("Authors: %(created)s added, %(changed)s changed, %(unchanged)s unchanged.") % done)
