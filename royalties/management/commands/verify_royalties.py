"""manage.py verify_royalties: compute the check sums of approved papers again, and name those that are no longer right.

What somebody changed ends with an error. What is as it was approved, but not as today's pieces, people and rules make
it, and is not paid yet, is named line by line, with what to do.
"""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from royalties.paying.stored_wrongly import wrong_papers
from royalties.sealed.verifying import approved_papers


class Command(BaseCommand):
    help = gettext_lazy(
        "Checks that nobody changed an approved table of royalties or payment list, and names those not paid yet that "
        "today's pieces, people and rules make otherwise; needs no key."
    )

    def handle(self, *args, **options):
        checked, changed = 0, []
        for paper, computed in approved_papers():
            checked += 1
            if computed != paper.digest:
                changed.append(_("%(paper)s (number %(key)s)") % {"paper": paper, "key": paper.pk})
        for wrong in wrong_papers():
            self.stdout.write(f"{wrong.heading}:")
            for line in wrong.lines:
                self.stdout.write(f"  {line}")
            self.stdout.write(f"  → {wrong.what_to_do}")
        if changed:
            raise CommandError(_("Changed since the approval: %(papers)s.") % {"papers": "; ".join(changed)})
        self.stdout.write(_("%(number)s approved papers checked: all as they were approved.") % {"number": checked})
