"""manage.py accept_secret_key: today's SECRET_KEY is the right one, because the old one is lost."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keeping.keys import secret
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy("Takes today's SECRET_KEY for the right one, so that the site no longer warns of it.")

    def handle(self, **options):
        if not secret.is_another():
            self.stdout.write(_("The SECRET_KEY is the one that this site has had."))
            return
        secret.accept()
        self.stdout.write(_("From now on this SECRET_KEY is the right one. Everybody has to log in again."))
