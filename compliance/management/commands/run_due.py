"""manage.py run_due: everything that is due, from cron or a timer."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.due.clock import ClockWrong
from compliance.due.due import LABELS, run_due
from compliance.due.stopping import ending_gently
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy(
        "Does what is due: publishes at the set time, closes periods, reminds units, sends mails. "
        "Safe to start twice at once; run it every minute."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--clock-is-right", action="store_true", help=_("the clock was looked at: do what is due by it")
        )

    def handle(self, *, clock_is_right=False, **options):
        with ending_gently():
            run = run_due(is_clock_right=clock_is_right)
        if run is None:
            self.stdout.write(_("A run is under way already; nothing is done here."))
            return
        jobs = list(run.jobs.all())
        for job in jobs:
            if job.done:
                self.stdout.write(job.done)
        if told := next((job.error for job in jobs if job.error.startswith(ClockWrong.__name__)), ""):
            self.stdout.write(told.partition(": ")[2])
        if failed := [str(LABELS[job.name]) for job in jobs if job.error]:
            raise CommandError(_("Did not succeed, tried again next time: %(jobs)s") % {"jobs": "; ".join(failed)})
