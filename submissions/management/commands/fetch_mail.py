"""manage.py fetch_mail: takes in what units sent by mail, by hand; what is due does the same."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.mail_in.addresses import is_open
from submissions.mail_in.mailbox import fetch, taken_in_words
from submissions.models import MailboxReading
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy("Fetches the mails of the units and makes drafts of them. Safe to start twice at once.")

    def handle(self, **options):
        if not is_open():
            raise CommandError(_("No mailbox is set (IMAP_URL, MAIL_IN_ADDRESS, MAIL_IN_AUTHSERV_ID)."))
        taken = fetch()
        if trouble := MailboxReading.objects.values_list("trouble", flat=True).first():
            raise CommandError(trouble)
        self.stdout.write(taken_in_words(taken) or _("No new mails."))
