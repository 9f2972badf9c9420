"""What is entered about an amount that nobody has collected; the rules refuse on their own (royalties/paying)."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from vietnamese.dates import today
from vietnamese.fields import NormalisedCharField


class DayForm(forms.Form):
    """A day, today by default."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField):
                self.initial.setdefault(name, today())


class SetAsideForm(DayForm):
    waits_since = forms.DateField(
        label=_("Waits since"), help_text=_("From the day of the payment to today."), widget=AdminDateInput
    )
    reason = NormalisedCharField(
        label=_("Why it was not collected"), max_length=400, widget=forms.Textarea({"rows": 2})
    )


class NoticeForm(DayForm):
    sent_on = forms.DateField(label=_("Sent on"), widget=AdminDateInput)
    document = NormalisedCharField(label=_("How, by which letter"), max_length=200)


class WithdrawForm(forms.Form):
    """Why it should not have been noted that nobody collected the amount."""

    reason = NormalisedCharField(
        label=_("Why the note was a mistake"), max_length=400, widget=forms.Textarea({"rows": 2})
    )


class TakeBackForm(forms.Form):
    """Why it was a mistake to enter that the amount was collected, or moved."""

    reason = NormalisedCharField(
        label=_("Why the entry was a mistake"), max_length=400, widget=forms.Textarea({"rows": 2})
    )


class CollectedForm(DayForm):
    ended_on = forms.DateField(label=_("Collected on"), widget=AdminDateInput)
    document = NormalisedCharField(label=_("Voucher number"), max_length=60)


class TransferForm(DayForm):
    ended_on = forms.DateField(label=_("Moved on"), widget=AdminDateInput)
    document = NormalisedCharField(label=_("Number of the decision"), max_length=60)
