"""The filters of coverage: period and unit."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.table.forms import PeriodFilter
from submissions.models import Unit


class CoverageFilter(PeriodFilter):
    """Read from the address; of units only those are offered, and taken, that the person may see."""

    unit = forms.ModelChoiceField(
        label=_("Agency, unit"), required=False, queryset=Unit.objects.none(), empty_label=_("All")
    )

    def __init__(self, data, *, units):
        super().__init__(data)
        self.fields["unit"].queryset = units
