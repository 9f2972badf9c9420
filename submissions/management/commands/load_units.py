"""manage.py load_units [FILE]: the register of units from a file, all of it or nothing."""

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.models import UnitEnding
from submissions.units.loading_command import LoadingCommand
from submissions.units.loading_units import PHAN_THIET, bring_into_line, units_in


class Command(LoadingCommand):
    help = gettext_lazy("Loads the units of a table; without a file, those of Phan Thiết in 2019.")
    nothing_done = gettext_lazy("Nothing was loaded. Please correct the file:")
    read, apply = staticmethod(units_in), staticmethod(bring_into_line)

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "file",
            nargs="?",
            default=PHAN_THIET,
            help=_(
                "Columns: name_vi, short_name, slug, kind, also valid_from and successors; the order of the lines is "
                "the order of protocol."
            ),
        )

    def handle(self, *args, **options):
        before = UnitEnding.objects.aggregate(last=Max("pk"))["last"] or 0
        done = self.load(options["file"], skip=options["bo_qua_cot"])
        self.stdout.write(_("Units: %(created)s added, %(changed)s changed, %(unchanged)s unchanged.") % done)
        for ending in UnitEnding.objects.filter(pk__gt=before).order_by("pk"):
            self.stdout.write("\n".join(ending.said))
