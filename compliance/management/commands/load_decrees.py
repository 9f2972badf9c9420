"""manage.py load_decrees FILE: decrees with their points from a table, all of it or nothing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.decrees.loading_decrees import bring_into_line, decrees_in
from submissions.units.loading_command import LoadingCommand


class Command(LoadingCommand):
    help = gettext_lazy("Loads decrees with what their points ask of categories.")
    nothing_done = gettext_lazy("No decree was loaded. Please correct the file:")
    read, apply = staticmethod(decrees_in), staticmethod(bring_into_line)

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("file", help=_("A line for each point, with its decree and its category."))

    def handle(self, *args, **options):
        done = self.load(options["file"], skip=options["bo_qua_cot"])
        self.stdout.write(
            _("Points of decrees: %(created)s added, %(changed)s changed, %(unchanged)s unchanged.") % done
        )
