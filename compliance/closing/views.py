"""The desk's screen for closing: what is due, with its figures, one button; and what has been closed."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from compliance.closing.closing import AlreadyClosed, close_period, due_periods
from compliance.closing.late import carried_over
from compliance.counting.counts import Result
from compliance.models import ClosedPeriod
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from compliance.rights import permissions
from compliance.table.report import make_report
from submissions.chain.scheduling import publish_due
from submissions.screens.access import AllowedMixin, ScreenMixin
from submissions.screens.deciding import DecidingView
from submissions.screens.refusals import Refusal

CLOSING_TITLE = gettext_lazy("Closing of the figures")


@dataclass(frozen=True)
class Summary:
    """What will be written down of a period that is due."""

    period: ReportingPeriod
    report: object

    @property
    def tallies(self):
        """How many units have each Result, in the order of the results; those that no unit has are left out."""
        results = [row.result for row in self.report.rows]
        return [
            {"sign": result.sign, "label": result.label, "units": results.count(result)}
            for result in Result
            if result in results
        ]

    @property
    def total(self):
        """The sums over all units, as Counts."""
        return self.report.total


class ClosingView(AllowedMixin, ScreenMixin, DecidingView, TemplateView):
    """GET shows, POST closes the one period that the button named, which is always the oldest that is due."""

    template_name = "compliance/closing/closing.html"
    page_title = CLOSING_TITLE
    header_icon = "lock"
    allowed = staticmethod(permissions.user_can_close_period)
    http_method_names = ["get", "post", "options"]

    @cached_property
    def due(self):
        return due_periods()

    def get_context_data(self, **kwargs):
        closed = list(ClosedPeriod.objects.all())
        return super().get_context_data(
            late=self.late(closed),
            summary=Summary(self.due[0], make_report(self.due[0])) if self.due else None,
            following=self.due[1:],
            running=ReportingPeriod.current(rules=all_rules()),
            closed=closed,
            **kwargs,
        )

    def late(self, closed):
        """What was set for a time within the period that is due, or was closed last, and was published after it."""
        if self.due:
            return list(carried_over(self.due[0]))
        if not closed:
            return []
        return list(carried_over(ReportingPeriod.of(closed[0].year, closed[0].month, rules=all_rules())))

    def act(self):
        publish_due()
        self.closed = close_period(self.wanted, by=self.request.user)

    @property
    def wanted(self):
        """The period of the button that was pressed. Raises Refusal for one that is not, or no longer, to be closed."""
        asked = self.request.POST.get("period")
        for period in self.due:
            if period.key == asked:
                return period
        for closed in ClosedPeriod.objects.all():
            if closed.key == asked:
                raise AlreadyClosed(closed)
        raise Refusal(_("This period is not due to be closed."))

    @property
    def done(self):
        return _("The figures of period %(name)s are closed.") % {"name": self.closed}

    @property
    def address(self):
        return reverse("compliance:closing")

    def after_success(self):
        return f"{reverse('compliance:report')}?{urlencode({'period': self.closed.key})}"
