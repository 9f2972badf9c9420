"""The form of a question, and of its code."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from feedback.models import Opinion
from feedback.models.questions import LONGEST_SUBJECT, LONGEST_TEXT
from feedback.shield.forms import ShieldedForm
from submissions.media.photo_form import UNREADABLE, PhotoField
from submissions.media.photos import without_metadata
from submissions.models import Unit
from vietnamese.fields import NormalisedCharField

# Together with the words below what the proxy lets through (client_max_body_size).
MOST_PHOTOS, MOST_MEGABYTES = 3, 8
FIELD = "feedback/asking/field.html"
TELEPHONE = RegexValidator(r"^\+?[\d .()-]{8,29}$", _("Write a telephone number with digits, such as 0252 3821 234."))


class SeveralPhotos(forms.FileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Photos by the rules of every upload here: by their content, within the limits, without metadata."""

    widget = SeveralPhotos

    def clean(self, data, initial=None):
        return [self._bare(file) for file in data or []]

    def _bare(self, file):
        if file.size > MOST_MEGABYTES * 1024 * 1024:
            raise ValidationError(_("A photo has at most %(most)d MB.") % {"most": MOST_MEGABYTES}, code="too_large")
        field = PhotoField()
        try:
            photo = field.clean(file)
            return without_metadata(photo, name=photo.name)
        except UNREADABLE as error:
            raise ValidationError(field.error_messages["damaged"], code="invalid_image") from error


class AskForm(ShieldedForm):
    purpose = "question"
    said = ("subject", "text")

    subject = NormalisedCharField(label=_("What is it about?"), max_length=LONGEST_SUBJECT)
    text = NormalisedCharField(
        label=_("Your question, report or proposal"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Where, when, what happened. Please leave out what need not be known about other people."),
    )
    about = forms.ModelChoiceField(
        label=_("About which agency, ward or commune (if you know)"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("I do not know"),
    )
    photos = PhotosField(
        label=_("Photos (if any)"),
        required=False,
        help_text=_(
            "Up to 3, each of at most 8 MB. Place and time that a telephone writes into them are taken out; "
            "they are not published."
        ),
    )
    name = NormalisedCharField(
        label=_("Full name (if you wish)"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
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
        help_text=_("You are then written to when there is an answer. Without it you read the answer with your code."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    may_publish = forms.BooleanField(
        label=_("Question and answer may be published, without my name and how to reach me"), required=False
    )
    consent = forms.BooleanField(
        label=_("I agree that what I wrote here is kept and passed to the agency that answers, for the answer alone"),
        error_messages={"required": _("Without your consent we may not keep the question.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["about"].queryset = Unit.objects.valid_today()
        self.fields["photos"].widget.attrs["accept"] = "image/*"

    def clean_subject(self):
        """On one line, as lists show it."""
        return " ".join(self.cleaned_data["subject"].split())


class CodeForm(forms.Form):
    code = forms.CharField(
        template_name=FIELD,
        label=_("Tracking code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("12 letters and digits, as 7KQM-X2RA-PD94; the hyphens may be left out."),
    )


class OpinionForm(forms.ModelForm):
    helped = forms.TypedChoiceField(
        template_name=FIELD,
        label=_("Did this answer help you?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    comment = NormalisedCharField(
        template_name=FIELD,
        label=_("What was missing? (if you wish)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = Opinion
        fields = ["helped", "comment"]
