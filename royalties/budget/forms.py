"""What the budget's screens are asked for by their addresses, and how its entries are typed."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from royalties.budget.figures import Stage
from royalties.models import BudgetSource
from royalties.models.budget import Purpose
from vietnamese.fields import MoneyField, WholeNumberField


class EntriesFilter(forms.Form):
    """Which entries are asked for; empty fields narrow nothing."""

    source = forms.ModelChoiceField(
        BudgetSource.objects.all(), label=_("Budget source"), required=False, empty_label=_("All")
    )
    purpose = forms.TypedChoiceField(label=_("Purpose"), required=False, coerce=Purpose, empty_value=None)
    stage = forms.TypedChoiceField(label=_("Stage"), required=False, coerce=Stage, empty_value=None)

    def __init__(self, data):
        super().__init__(data)
        for name, choices in (("purpose", Purpose.choices), ("stage", Stage.choices)):
            self.fields[name].choices = [("", _("All")), *choices]


class YearField(WholeNumberField):
    """A year, which has no dot."""

    write = staticmethod(str)


class EntryForm(WagtailAdminModelForm):
    """A form of a year and an amount of đồng, typed as an office types them."""

    year = YearField()
    amount = MoneyField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("year", "amount"):
            described = self._meta.model._meta.get_field(name)
            self.fields[name].label = capfirst(described.verbose_name)
            self.fields[name].help_text = described.help_text
