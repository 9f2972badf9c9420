"""manage.py make_personal_data_key: a new key for PERSONAL_DATA_KEY, printed and kept nowhere."""

from cryptography.fernet import Fernet
from django.core.management.base import BaseCommand
from django.utils.translation import gettext_lazy


class Command(BaseCommand):
    help = gettext_lazy("Prints a new key for PERSONAL_DATA_KEY and keeps it nowhere.")
    # It is there before there is a database.
    requires_system_checks = ()

    def handle(self, *args, **options):
        self.stdout.write(Fernet.generate_key().decode())
