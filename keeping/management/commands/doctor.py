"""Look at everything that the site rests on, and say of each whether it is well and what mends it (docs/backup.md)."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keeping.doctor.examination import examine
from keeping.doctor.findings import Level
from keeping.management.commanding import PatientCommand


class Command(PatientCommand):
    help = gettext_lazy("Looks at what the site rests on and says what is well, what to look at and what is broken.")

    def handle(self, *args, **options):
        styles = {Level.GOOD: self.style.SUCCESS, Level.LOOK: self.style.WARNING, Level.BROKEN: self.style.ERROR}
        number = 0
        for label, finding in examine():
            number += finding.is_broken
            self.stdout.write(styles[finding.level](f"[{finding.level.value}] {label}: {finding.said}"))
            if finding.mend:
                self.stdout.write(f"    → {finding.mend}")
            self.stdout.flush()
        if number:
            raise CommandError(_("Broken: %(number)s.") % {"number": number})
        self.stdout.write(_("Nothing is broken."))
