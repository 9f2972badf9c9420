"""manage.py make_personal_data_key: a new key for PERSONAL_DATA_KEY, printed and kept nowhere."""

from cryptography.fernet import Fernet
from django.utils.translation import gettext_lazy

from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy("Prints a new key for PERSONAL_DATA_KEY and keeps it nowhere.")
    # It is there before there is a database.
    requires_system_checks = ()

    def handle(self, *args, **options):
        self.stdout.write(Fernet.generate_key().decode())
