"""Close what is due, or one named period: for the due run, and for an administrator."""

import datetime

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.closing.closing import AlreadyClosed, close_due, close_period
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from submissions.chain.scheduling import publish_due
from submissions.screens.refusals import Refusal
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy(
        "Closes the figures of every period that is over, oldest first, or of the one named. Safe to start twice at "
        "once; what is closed already stays as it is."
    )

    def add_arguments(self, parser):
        parser.add_argument("period", nargs="?", metavar="YYYY-MM", help=_("only this period, for example 2026-11"))

    def handle(self, *, period, **options):
        try:
            closed = [self.close(period)] if period else close_due()
        except AlreadyClosed as told:
            self.stdout.write(told.sentence)
            return
        except Refusal as refused:
            raise CommandError(refused.sentence) from refused
        for one in closed:
            self.stdout.write(
                _("Period %(name)s closed: %(units)d units, check sum %(digest)s")
                % {"name": one, "units": one.row_count, "digest": one.digest}
            )
        if not closed:
            self.stdout.write(_("No period is due to be closed."))

    def close(self, name):
        try:
            month = datetime.datetime.strptime(name, "%Y-%m").replace(tzinfo=datetime.UTC)
        except ValueError as error:
            problem = _("“%(name)s” names no period. Write year and month, for example 2026-11.")
            raise CommandError(problem % {"name": name}) from error
        publish_due()
        return close_period(ReportingPeriod.of(month.year, month.month, rules=all_rules()))
