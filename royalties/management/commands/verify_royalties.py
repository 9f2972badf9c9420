"""manage.py verify_royalties: compute the check sums of approved papers again, and name those that are no longer right.

What somebody changed ends with code 1, and so does what the key does not open: something to restore. What is as it was
approved, but not as today's pieces, people and rules make it, and is not paid yet, is named line by line, with what to
do: where there is nothing else, with code 3 (ONLY_DIFFERS), because it is the office that goes on with it. Code 2 is
argparse's.
"""

from django.core.checks import run_checks
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from royalties.paying.stored_wrongly import ONLY_DIFFERS, wrong_papers
from royalties.personal import key_probe
from royalties.sealed.verifying import approved_papers
from submissions.checks import SECRET
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy(
        "Checks that nobody changed an approved table of royalties or payment list, names those not paid yet that "
        "today's pieces, people and rules make otherwise, and asks whether the key opens the personal data."
    )

    def handle(self, *args, **options):
        checked, changed = 0, []
        for paper, computed in approved_papers():
            checked += 1
            if computed != paper.digest:
                changed.append(_("%(paper)s (number %(key)s)") % {"paper": paper, "key": paper.pk})
        faults, differing = [], 0
        for wrong in wrong_papers():
            differing += 1
            self.stdout.write(f"{wrong.heading}:")
            for line in wrong.lines:
                self.stdout.write(f"  {line}")
            self.stdout.write(f"  → {wrong.what_to_do}")
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
        for told in run_checks(tags=[SECRET], databases=[DEFAULT_DB_ALIAS]):
            self.stdout.write(told.msg)
        if faults:
            raise CommandError(" ".join(faults))
        if differing:
            said = _("Not as today's pieces, people and rules make them: %(number)s tables and lists.")
            raise CommandError(said % {"number": differing}, returncode=ONLY_DIFFERS)
