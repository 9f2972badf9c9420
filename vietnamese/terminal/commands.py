"""Commands of manage.py that speak Vietnamese."""

from django.core.management.base import BaseCommand


class TranslatedCommand(BaseCommand):
    """A command whose `help` may be lazy: in which language it speaks is known only when somebody asks."""

    def create_parser(self, *args, **options):
        """argparse takes text alone."""
        self.help = str(self.help)
        return super().create_parser(*args, **options)
