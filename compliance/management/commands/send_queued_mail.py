"""In place of post_office's command of the same name, which would send beside the worker what it is just sending."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.due.due import send_due_mails
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy("Sends what the outbox holds, unless a run that does so is under way.")

    def handle(self, **options):
        if not send_due_mails():
            self.stdout.write(_("A run is under way already; nothing is done here."))
