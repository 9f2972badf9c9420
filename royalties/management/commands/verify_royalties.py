"""manage.py verify_royalties: the check sums of approved tables and payment lists again, and what the key opens."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from royalties.personal import key_probe
from royalties.sealed.verifying import approved_papers


class Command(BaseCommand):
    help = gettext_lazy(
        "Checks that nobody changed an approved table of royalties or payment list, and that the key opens the "
        "personal data."
    )

    def handle(self, *args, **options):
        checked, changed = 0, []
        for paper, computed in approved_papers():
            checked += 1
            if computed != paper.digest:
                changed.append(_("%(paper)s (number %(key)s)") % {"paper": paper, "key": paper.pk})
        faults = []
        if changed:
            faults.append(_("Changed since the approval: %(papers)s.") % {"papers": "; ".join(changed)})
        else:
            self.stdout.write(_("%(number)s approved papers checked: all as they were approved.") % {"number": checked})
        unreadable, number = key_probe.unreadable()
        if unreadable:
            faults.append(
                _("%(unreadable)s of %(number)s records of personal data cannot be read.")
                % {"unreadable": unreadable, "number": number}
            )
            faults.append(key_probe.what_to_do())
        elif number:
            self.stdout.write(_("%(number)s records of personal data can be read.") % {"number": number})
        if faults:
            raise CommandError(" ".join(faults))
