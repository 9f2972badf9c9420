"""manage.py drop_stale_sizes: sizes of photos drawn of a file that the photo no longer has."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.chain.drawing import have_all_drawn
from submissions.media.renditions import drop_stale
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy(
        "Takes away the sizes of photos that were drawn of a file since replaced; the worker draws them anew."
    )

    def handle(self, *args, **options):
        if count := drop_stale():
            have_all_drawn()
        sentence = _("Sizes of photos taken away that were drawn of an older file: %(count)d")
        self.stdout.write(sentence % {"count": count})
