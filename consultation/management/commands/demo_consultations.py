"""manage.py demo_consultations: consultations in the demonstration city, in which none is yet."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultation.demo.story import DemoRefused, build
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy("Adds public consultations to the demonstration.")

    def handle(self, *args, **options):
        try:
            count = build()
        except DemoRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["verbosity"]:
            self.stdout.write(_("Consultations added: %(count)d") % {"count": count})
