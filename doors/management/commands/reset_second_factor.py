"""manage.py reset_second_factor NAME: for whoever keeps the server, where no two administrators of a week are there."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doors.resetting.resets import reset_by_command
from submissions.models import User
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy("Takes the second factor of an account away and ends its sessions; the person is told by mail.")

    def add_arguments(self, parser):
        parser.add_argument("username", help=_("the user name of the account"))

    def handle(self, *args, username, **options):
        account = User.objects.filter(username=username).first()
        if account is None:
            raise CommandError(_("There is no account %(name)s.") % {"name": username})
        reset_by_command(account)
        self.stdout.write(_("Done. A new second factor is set up at the next log-in."))
