"""manage.py draw_share_cards: the pictures that a shared link shows, where they are missing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from home.sharing.drawing import draw_missing
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy("Draws the pictures that shared links show, of every public page that lacks one.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--again", action="store_true", help=_("Draw every card again, after the agency has got another name.")
        )

    def handle(self, *args, **options):
        count = draw_missing(again=options["again"])
        if options["verbosity"]:
            said = ngettext("%(count)d picture was drawn.", "%(count)d pictures were drawn.", count)
            self.stdout.write(said % {"count": count})
