"""Make the check sums of all closed periods again, and name what is not as it was closed.

After a backup was put back this is what people run: so it also says when the key is not the one of that backup.
"""

from django.core.checks import run_checks
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.closing.verifying import closed_in_order, differences
from submissions.checks import PERSONAL_DATA, SECRET
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy("Checks that the closed figures are still those that were closed, and names what differs.")

    def handle(self, **options):
        previous, wrong = None, 0
        for closed in closed_in_order():
            found = list(differences(closed, previous=previous))
            state = _("NOT as it was closed") if found else _("as it was closed")
            self.stdout.write(f"{_('Period %(name)s') % {'name': closed}}: {state} ({closed.digest})")
            for sentence in found:
                self.stdout.write(f"  – {sentence}")
            wrong += bool(found)
            previous = closed
        if previous is None:
            self.stdout.write(_("No period is closed yet."))
        for told in run_checks(tags=[SECRET], databases=[DEFAULT_DB_ALIAS]):
            self.stdout.write(told.msg)
        faults = [_("Periods that differ: %(number)d") % {"number": wrong}] if wrong else []
        faults += [fault.msg for fault in run_checks(tags=[PERSONAL_DATA], databases=[DEFAULT_DB_ALIAS])]
        if faults:
            raise CommandError("\n".join(faults))
