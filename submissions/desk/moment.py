"""The day and the time of publication as the board types them."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from submissions.screens.refusals import Refusal


class MomentForm(forms.Form):
    """Local day and time, in Wagtail's own inputs: a browser writes dates by its language and not by the site's."""

    date = forms.DateField(label=gettext_lazy("Day"), widget=AdminDateInput)
    time = forms.TimeField(label=gettext_lazy("Time"), widget=AdminTimeInput)

    def __init__(self, data=None, **kwargs):
        super().__init__(data, auto_id="tb-%s", label_suffix="", **kwargs)

    def moment(self):
        """What was typed as an aware datetime; refuses, with how to write it, what is no day or no time."""
        if not self.is_valid():
            wrong = [error for errors in self.errors.as_data().values() for error in errors if error.code != "required"]
            sentences = [
                *(str(error.message) for error in wrong),
                _("Please give the day and the time. Nothing has been decided yet."),
            ]
            raise Refusal(" ".join(sentences))
        return timezone.make_aware(datetime.datetime.combine(self.cleaned_data["date"], self.cleaned_data["time"]))
