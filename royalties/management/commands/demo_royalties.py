"""manage.py demo_royalties: royalties and budget of the demonstration city, in which nothing of the kind is yet."""

from django.core.management.base import CommandError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from royalties.demo.cast import DemoRefused
from royalties.demo.story import build
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy("Adds royalties and the budget to the demonstration, as they stand on a day.")

    def add_arguments(self, parser):
        parser.add_argument("--as-of", default="", help=_("The day, as 2019-05-20; today by default."))

    def handle(self, *args, **options):
        try:
            build(as_of=self.day(options["as_of"]), say=self.progress(options["verbosity"]))
        except DemoRefused as refusal:
            raise CommandError(str(refusal)) from refusal

    def day(self, text):
        if not text:
            return None
        try:
            day = parse_date(text)
        except ValueError:
            day = None
        if day is None:
            raise CommandError(_("“%(text)s” is no day: write 2019-05-20.") % {"text": text})
        return day

    def progress(self, verbosity):
        return self.stdout.write if verbosity else lambda sentence: None
