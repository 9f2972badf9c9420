"""The filters of the tables of a period: the period; of the report besides, kind of unit and result."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.counting.counts import Result
from compliance.models.rules import all_rules
from compliance.periods.periods import periods_until_now
from submissions.models import UnitKind


class PeriodFilter(forms.Form):
    """Read from the address, so that a filtered table can be sent on; an empty one means the running period."""

    period = forms.ChoiceField(label=_("Period"), required=False)

    def __init__(self, data):
        self.periods = {period.key: period for period in periods_until_now(all_rules())}
        self.running = next(iter(self.periods))
        chosen = data.copy()
        chosen.setdefault("period", self.running)
        super().__init__(chosen)
        self.fields["period"].choices = [
            (key, f"{period.name} ({period.first_day:%d/%m} – {period.last_day:%d/%m})")
            for key, period in self.periods.items()
        ]

    def clean_period(self):
        return self.periods[self.cleaned_data["period"] or self.running]


class ReportFilter(PeriodFilter):
    """What the report shows of a period."""

    kind = forms.ChoiceField(label=_("Kind of agency, unit"), required=False)
    result = forms.ChoiceField(label=_("Result"), required=False)

    def __init__(self, data):
        super().__init__(data)
        self.fields["kind"].choices = [("", _("All")), *UnitKind.objects.choices()]
        self.fields["result"].choices = [("", _("All")), *Result.choices]
