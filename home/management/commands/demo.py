"""manage.py demo: a believable city with people, news and figures, in a fresh database."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.demo.city import DemoRefused, build
from home.demo.invented.calendar import parse_day
from home.demo.invented.plan import OUTPUT
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy("Builds the demonstration: units, people and news as they stand on a day.")

    def add_arguments(self, parser):
        parser.add_argument("--as-of", default="", help=_("The day, as 2019-05-20 or 20/5/2019; today by default."))
        parser.add_argument(
            "--unit",
            action="append",
            choices=sorted(OUTPUT),
            metavar="SLUG",
            help=_("People and news for this unit only (may be repeated)."),
        )

        parser.add_argument(
            "--year",
            action="store_true",
            help=_("With the pieces of a whole year, so that its tables and points have figures."),
        )

    def handle(self, *args, **options):
        try:
            build(
                as_of=self.day(options["as_of"]),
                only=options["unit"],
                with_year=options["year"],
                say=self.progress(options["verbosity"]),
            )
        except DemoRefused as refusal:
            raise CommandError(str(refusal)) from refusal

    def day(self, text):
        try:
            return parse_day(text) if text else None
        except ValueError as error:
            raise CommandError(_("“%(text)s” is no day: write 2019-05-20 or 20/5/2019.") % {"text": text}) from error

    def progress(self, verbosity):
        return self.stdout.write if verbosity else lambda sentence: None
