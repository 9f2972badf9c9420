"""manage.py verify_royalties: compute the check sums of approved tables and payment lists again."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from royalties.sealed.verifying import approved_papers


class Command(BaseCommand):
    help = gettext_lazy("Checks that nobody changed an approved table of royalties or payment list; needs no key.")

    def handle(self, *args, **options):
        checked, changed = 0, []
        for paper, computed in approved_papers():
            checked += 1
            if computed != paper.digest:
                changed.append(_("%(paper)s (number %(key)s)") % {"paper": paper, "key": paper.pk})
        if changed:
            raise CommandError(_("Changed since the approval: %(papers)s.") % {"papers": "; ".join(changed)})
        self.stdout.write(_("%(number)s approved papers checked: all as they were approved.") % {"number": checked})
