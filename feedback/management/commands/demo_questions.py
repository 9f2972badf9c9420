"""manage.py demo_questions: questions of citizens in the demonstration city, in which none is yet."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.demo.story import DemoRefused, build
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy("Adds questions of citizens to the demonstration.")

    def handle(self, *args, **options):
        try:
            count = build()
        except DemoRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["verbosity"]:
            self.stdout.write(_("Questions added: %(count)d") % {"count": count})
