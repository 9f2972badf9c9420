"""Make the index of the public search anew: after an update that says so, or when pages were written past Django."""

from django.utils.translation import ngettext

from home.search.indexing import rebuild
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = "Make the index of the public search anew from the live pages; searches find the old one until it is done."

    def handle(self, *args, **options):
        number = rebuild()
        self.stdout.write(
            ngettext("%(number)d page can be found.", "%(number)d pages can be found.", number) % {"number": number}
        )
