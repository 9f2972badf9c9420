"""What the commands share that read a list in: all of it or nothing, every bad line told, nothing left out unsaid."""

from django.core.management.base import CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from vietnamese.files.table_files import TableFileError
from vietnamese.terminal.commands import TranslatedCommand


class LoadingCommand(TranslatedCommand):
    """Heirs say how a file is read (`read`), how it is applied (`apply`), and what nothing was done is called."""

    read = None
    apply = None
    nothing_done = ""

    def add_arguments(self, parser):
        parser.add_argument(
            "--bo-qua-cot",
            default="",
            metavar="CỘT[;CỘT…]",
            help=_("Headings of columns that are not to be read, divided by semicolons."),
        )

    def load(self, path, *, skip):
        """The Counter of what was done with the file at `path`; CommandError with its problems when it is refused."""
        columns = [heading.strip() for heading in skip.split(";") if heading.strip()]
        try:
            with transaction.atomic():
                table = self.read(path, skip=columns)
                done = self.apply(table)
        except TableFileError as error:
            raise CommandError("\n".join([str(self.nothing_done), *error.problems])) from None
        for text in table.left_out:
            self.stdout.write(_("Not read, because it stands below the table: %(text)s") % {"text": text})
        return done
