"""What is typed about a payment list."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from royalties.models import Author
from royalties.paying.drawing_up import payable_tables
from vietnamese.dates import today
from vietnamese.fields import MoneyField, NormalisedCharField
from vietnamese.numbers import money


class TablesField(forms.ModelMultipleChoiceField):
    """Approved tables, each with its sum."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, table):
        return f"{table}: {money(table.total)}"


class DrawUpForm(forms.Form):
    tables = TablesField(
        label=_("Approved tables"),
        queryset=None,
        error_messages={"required": _("Choose at least one table.")},
    )
    pay_day = forms.DateField(
        label=_("Day of payment"),
        widget=AdminDateInput,
        help_text=_("The rule of tax of this day is applied to each person's sum."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tables"].queryset = payable_tables().order_by("first_day", "pk")
        self.initial |= {"pay_day": today(), "tables": list(self.fields["tables"].queryset)}


class StaffTaxForm(forms.Form):
    tax = MoneyField(label=_("Tax of this person"), min_value=0, help_text=_("0 where nothing is withheld."))


class PaidForm(forms.Form):
    paid_on = forms.DateField(label=_("Paid on the day"), widget=AdminDateInput)
    voucher_number = NormalisedCharField(label=_("Voucher number"), max_length=60)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("paid_on", today())


class KindForm(forms.Form):
    """Whether somebody is own staff or outside."""

    kind = forms.ChoiceField(
        label=_("Paid as"),
        widget=forms.RadioSelect,
        choices=[(kind.value, kind.label) for kind in (Author.Kind.OUTSIDE, Author.Kind.STAFF)],
        error_messages={"required": _("Say whether this person is own staff or outside.")},
    )
