"""What a unit writes against its points, and what the desk answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.models import ScoreObjection
from vietnamese.fields import NormalisedCharField

LONGEST = ScoreObjection._meta.get_field("text").max_length


class ObjectionForm(forms.Form):
    label = _("What is wrong, and why")
    text = NormalisedCharField(label=label, max_length=LONGEST, widget=forms.Textarea({"rows": 5}))


class AnswerForm(forms.Form):
    text = NormalisedCharField(label=_("Answer"), max_length=LONGEST, widget=forms.Textarea({"rows": 5}))
