"""The filters of the year's tables: which year, which kind of unit."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.models.rules import all_rules
from compliance.periods.periods import periods_until_now
from submissions.models import UnitKind


class YearFilter(forms.Form):
    """Read from the address, so that a table can be sent on; an empty one means the running year."""

    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int)
    kind = forms.ChoiceField(label=_("Kind of agency, unit"), required=False)

    def __init__(self, data):
        years = list(dict.fromkeys(period.year for period in periods_until_now(all_rules())))
        self.running = years[0]
        chosen = data.copy()
        chosen.setdefault("year", self.running)
        super().__init__(chosen)
        self.fields["year"].choices = [(year, str(year)) for year in years]
        self.fields["kind"].choices = [("", _("All")), *UnitKind.objects.choices()]

    def clean_year(self):
        return self.cleaned_data["year"] or self.running
