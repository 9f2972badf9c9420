"""The desk's screen for closing: what is due, with its figures, one button; and what has been closed."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from compliance.closing.closing import AlreadyClosed, close_period, due_periods
from compliance.counting.counts import Result
from compliance.models import ClosedPeriod
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from compliance.rights import permissions
from compliance.table.report import make_report
from submissions.chain.scheduling import publish_due
from submissions.screens.access import AllowedMixin, ScreenMixin
from submissions.screens.refusals import Refusal, tell
from vietnamese.dates import screen_moment

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


class ClosingView(AllowedMixin, ScreenMixin, TemplateView):
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
        return super().get_context_data(
            summary=Summary(self.due[0], make_report(self.due[0])) if self.due else None,
            following=self.due[1:],
            running=ReportingPeriod.current(rules=all_rules()),
            closed=ClosedPeriod.objects.all(),
            **kwargs,
        )

    def post(self, request):
        publish_due()
        wanted = next((period for period in self.due if period.key == request.POST.get("period")), None)
        if wanted is None:
            messages.warning(request, self.not_due())
            return redirect("compliance:closing")
        try:
            closed = close_period(wanted, by=request.user)
        except AlreadyClosed as told:
            messages.warning(request, self.who_was_first(told.closed))
            return redirect("compliance:closing")
        except Refusal as refused:
            tell(request, refused)
            return redirect("compliance:closing")
        messages.success(request, _("The figures of period %(name)s are closed.") % {"name": closed})
        return redirect(f"{reverse('compliance:report')}?{urlencode({'period': closed.key})}")

    def not_due(self):
        """What to tell who pressed the button of a period that is not, or no longer, to be closed."""
        asked = self.request.POST.get("period")
        closed = next((one for one in ClosedPeriod.objects.all() if one.key == asked), None)
        return self.who_was_first(closed) if closed else _("This period is not due to be closed.")

    def who_was_first(self, closed):
        return _("The figures of period %(name)s were closed at %(moment)s by %(who)s.") % {
            "name": closed,
            "moment": screen_moment(closed.closed_at),
            "who": closed.closed_by_name or _("the system"),
        }
