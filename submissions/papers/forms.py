"""What is asked about an approval on paper, and how the list of them is narrowed."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from submissions.models import Unit, UnitMembership, User
from submissions.papers.scans import checked_scan


class AttachForm(forms.Form):
    """Who signed, when, and the scan. Whether the person led the unit on that day is asked by the rule that decides."""

    leader = forms.ModelChoiceField(label=_("Signed by"), queryset=User.objects.none(), empty_label=None)
    signed_on = forms.DateField(label=_("Signed on"), widget=AdminDateInput)
    scan = forms.FileField(
        label=_("Scan (PDF) or photo (JPEG)"),
        help_text=_("At most 10 MB; signature and text must be readable."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg"}),
    )

    def __init__(self, data=None, files=None, *, unit):
        super().__init__(data, files, auto_id="tb-%s", label_suffix="")
        led = UnitMembership.objects.filter(unit=unit, role=UnitMembership.Role.LEADER, user__is_active=True)
        self.fields["leader"].queryset = User.objects.filter(pk__in=led.values("user"))

    def clean_scan(self):
        return checked_scan(self.cleaned_data["scan"])


class PaperFilter(forms.Form):
    """What the list of confirmed papers is narrowed by: unit, and the day on which they were confirmed."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), required=False, queryset=Unit.objects.all(), empty_label=_("All units")
    )
    since = forms.DateField(label=_("Confirmed from"), required=False, widget=AdminDateInput)
    until = forms.DateField(label=_("Confirmed to"), required=False, widget=AdminDateInput)

    def narrow(self, papers):
        """`papers` (a queryset) as the filter asks; the last day is included. What cannot be read narrows nothing."""
        self.full_clean()
        names = {"unit": "unit", "since": "decided_at__date__gte", "until": "decided_at__date__lte"}
        asked = {names[name]: value for name, value in self.cleaned_data.items() if value}
        return papers.filter(**asked)
