"""In place of Wagtail's command of the same name, which publishes twice when it is started twice at once."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.chain.scheduling import publish_due
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy(
        "Publishes what was given a time that has come. Safe to start twice at once; run it every minute."
    )

    def handle(self, **options):
        published, failed = publish_due()
        if published:
            self.stdout.write(_("Published at the set time: %(count)d") % {"count": published})
        if failed:
            raise CommandError(_("Could not be published, tried again next time: %(count)d") % {"count": failed})
