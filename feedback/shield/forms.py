"""The fields of a public form that people hardly notice and programmes fail at."""

import secrets
from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.translation import gettext_lazy as _

from feedback.models import FeedbackRules
from feedback.shield.rates import DAY, Rate
from vietnamese.fields import NormalisedCharField

# Nobody reads the form and fills it in in fewer seconds; a page that lay open for longer than a day is asked again.
LEAST_SECONDS, MOST_SECONDS = 4, DAY
SIGNER = TimestampSigner(salt="feedback.form")
TOO_FAST = _("That was very quick. Please read once more what you wrote, then send it again.")
TOO_OLD = _("This page lay open for more than a day. Nothing is lost: please send it again.")
TRAPPED = _("It was not sent: the field that must stay empty was filled in. Please empty it and send again.")
TOO_OFTEN = _("Much was sent from your network today. Please try again tomorrow, or call the hotline. Nothing is lost.")
WRONG = _("This is not the answer to the question. Please try again.")


class ShieldedForm(forms.Form):
    """A public form: `purpose` names what is counted by address. Its fields come before those of the shield."""

    purpose = ""
    # Names of the fields that make what is sent something else, where one goes back and writes another text.
    said = ()

    # A name that programmes like to fill in; people do not see it.
    website = forms.CharField(label=_("Please leave this field empty"), required=False)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, request, **kwargs):
        self.rules = FeedbackRules.load(request_or_site=request)
        self.rate = Rate.of_address(self.purpose, request, most=self.rules.per_day, seconds=DAY)
        kwargs["initial"] = {**(kwargs.get("initial") or {}), "stamp": new_stamp()}
        super().__init__(*args, **kwargs)
        if self.rules.city_question:
            self.fields["city"] = NormalisedCharField(label=self.rules.city_question, max_length=100)
        for field in self.fields.values():
            field.template_name = "feedback/asking/field.html"
        self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}

    @property
    def form_key(self):
        """What makes the same form with the same words, sent twice, one (str); the stamp is kept nowhere."""
        words = repr([self.cleaned_data["stamp"], *(self.cleaned_data[name] for name in self.said)])
        return sha256(words.encode()).hexdigest()[:32]

    def clean_stamp(self):
        """The key in the stamp. A new stamp where the old one is of no use: what was typed is sent with it again."""
        given = self.cleaned_data["stamp"]
        try:
            key = SIGNER.unsign(given, max_age=MOST_SECONDS)
        except SignatureExpired as error:
            raise self._stamped_again(TOO_OLD) from error
        except BadSignature as error:
            raise self._stamped_again(TOO_FAST) from error
        if is_younger(given, LEAST_SECONDS):
            raise ValidationError(TOO_FAST)
        return key

    def _stamped_again(self, sentence):
        self.data = self.data.copy()
        self.data[self.add_prefix("stamp")] = new_stamp()
        return ValidationError(sentence)

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise ValidationError(TRAPPED)
        return ""

    def clean_city(self):
        if not self.rules.is_answer(self.cleaned_data["city"]):
            raise ValidationError(WRONG)
        return self.cleaned_data["city"]

    def clean(self):
        if self.rate.is_spent():
            raise ValidationError(TOO_OFTEN)
        return super().clean()

    @property
    def is_kept_out(self):
        """Whether the shield refused what was sent, whatever else is wrong with it."""
        return bool({"stamp", "website", "city"} & self.errors.keys()) or self.rate.is_spent()


def new_stamp():
    return SIGNER.sign(secrets.token_urlsafe(16))


def is_younger(stamp, seconds):
    """Whether the whole `stamp` was given out fewer than `seconds` ago."""
    try:
        SIGNER.unsign(stamp, max_age=seconds)
    except SignatureExpired:
        return False
    return True
