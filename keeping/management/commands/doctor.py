"""Look at everything that the site rests on, and say of each whether it is well and what mends it (docs/backup.md)."""

import contextlib

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keeping.doctor.examination import examine
from keeping.doctor.findings import Level
from keeping.management.commanding import PatientCommand
from keeping.records.records import EXAMINATION, note


class Command(PatientCommand):
    help = gettext_lazy("Looks at what the site rests on and says what is well, what to look at and what is broken.")

    def handle(self, *args, **options):
        styles = {Level.GOOD: self.style.SUCCESS, Level.LOOK: self.style.WARNING, Level.BROKEN: self.style.ERROR}
        begun_at, problems = timezone.now(), []
        for label, finding in examine():
            self.stdout.write(styles[finding.level](f"[{finding.level.value}] {label}: {finding.said}"))
            if finding.mend:
                self.stdout.write(f"    → {finding.mend}")
            if finding.is_broken:
                problems.append(f"{label}: {finding.said}" + (f" → {finding.mend}" if finding.mend else ""))
            self.stdout.flush()
        # A disk that is full, or an account that may not write there, is what the look itself has said.
        with contextlib.suppress(OSError):
            note(EXAMINATION, "", begun_at=begun_at, problems=problems)
        if problems:
            raise CommandError(_("Broken: %(number)s.") % {"number": len(problems)})
        self.stdout.write(_("Nothing is broken."))
