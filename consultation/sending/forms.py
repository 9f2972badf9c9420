"""The form of an opinion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultation.models.comments import LONGEST_PART, LONGEST_TEXT
from feedback.asking.forms import TELEPHONE
from feedback.shield.forms import ShieldedForm
from vietnamese.fields import NormalisedCharField


class CommentForm(ShieldedForm):
    purpose = "consultation"
    said = ("text",)

    text = NormalisedCharField(
        label=_("Your opinion"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("What should stay, what should be changed and how. Please leave out what is private of others."),
    )
    part = NormalisedCharField(
        label=_("About which part (if any)"),
        max_length=LONGEST_PART,
        required=False,
        help_text=_("For example: Article 5, clause 2."),
    )
    name = NormalisedCharField(
        label=_("Full name (if you wish)"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation = NormalisedCharField(
        label=_("Organisation (if you write for one)"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    telephone = forms.CharField(
        label=_("Telephone (if you wish)"),
        max_length=30,
        required=False,
        validators=[TELEPHONE],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail (if you wish)"),
        max_length=254,
        required=False,
        help_text=_("Only for questions about your opinion. Nothing is sent to it by itself."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    may_show = forms.BooleanField(
        label=_("My opinion may be shown on this site, without my name and how to reach me"), required=False
    )
    consent = forms.BooleanField(
        label=_("I agree that what I wrote here is kept and passed to the unit that asks, for this draft alone"),
        error_messages={"required": _("Without your consent we may not keep the opinion.")},
    )
