"""The form by which somebody asks for mails, and its part that says which."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from feedback.shield.forms import ShieldedForm
from submissions.letters.headers import ADDRESS
from submissions.models import Category, Unit
from submissions.screens.posted_numbers import posted_number
from subscriptions.models import Choice

FIELD = "feedback/asking/field.html"
FIRST, FOLDED = "subscriptions/asking/first.html", "subscriptions/asking/folded.html"
NOTHING = _("Please choose at least one thing to be told of.")
CHOSEN = ("all_announcements", "consultations", "units", "categories")


class ChosenField(forms.ModelMultipleChoiceField):
    """Django hands the database any number there is, and it stops at some."""

    def clean(self, value):
        for key in value or ():
            if posted_number(key) is None:
                raise ValidationError(self.error_messages["invalid_choice"], params={"value": str(key)[:20]})
        return super().clean(value)


def chosen_fields():
    """The fields of what is wanted, and how often."""
    return {
        "all_announcements": forms.BooleanField(
            label=_("All announcements of the site"), required=False, template_name=FIRST
        ),
        "consultations": forms.BooleanField(
            label=_("New drafts on which opinions are asked"), required=False, template_name=FIELD
        ),
        "units": ChosenField(
            label=_("News of agencies, wards and communes"),
            queryset=Unit.objects.none(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            template_name=FOLDED,
        ),
        "categories": ChosenField(
            label=_("News by category"),
            queryset=Category.objects.none(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            template_name=FOLDED,
        ),
        "pace": forms.ChoiceField(
            label=_("How often"),
            choices=[
                (Choice.Pace.DAILY, _("One mail a day, when there is something new")),
                (Choice.Pace.AT_ONCE, _("A mail as soon as something is published")),
            ],
            initial=Choice.Pace.DAILY,
            widget=forms.RadioSelect,
            template_name=FIELD,
        ),
    }


def offer(form, *, kept=None):
    """Let `form` offer what can be chosen today, and what the Choice `kept` has already."""
    units, categories = Unit.objects.valid_today().filter(page__isnull=False), Category.objects.valid_today()
    if kept is not None:
        units |= Unit.objects.filter(pk__in=kept.units.all())
        categories |= Category.objects.filter(pk__in=kept.categories.all())
    for name, rows in (("units", units), ("categories", categories)):
        form.fields[name].queryset = chosen_first(rows, form[name].value() or ())


def chosen_first(rows, chosen):
    """`rows` (a queryset) in their order, but first what is `chosen` (rows, or keys as they were sent): it is seen."""
    keys = [key for one in chosen if (key := posted_number(getattr(one, "pk", one))) is not None]
    if not keys:
        return rows
    place = Case(When(pk__in=keys, then=0), default=1)
    return rows.order_by(place, *rows.model._meta.ordering)


def require_something(data):
    if not any(data.get(name) for name in CHOSEN):
        raise ValidationError(NOTHING)


class SubscribeForm(ShieldedForm):
    purpose = "subscription"
    said = ("email", *CHOSEN, "pace")

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("It is kept encrypted, used for these mails alone, and deleted when you unsubscribe."),
    )
    consent = forms.BooleanField(
        label=_("I agree that this address is kept until I unsubscribe, to send me what I chose"),
        error_messages={"required": _("Without your consent we may not keep the address.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        consent, city = self.fields.pop("consent"), self.fields.pop("city", None)
        self.fields |= chosen_fields()
        self.fields["consent"] = consent
        if city is not None:
            self.fields["city"] = city
        offer(self)

    def clean_email(self):
        """An address as mail servers give them out, its host as they write it: in quotes might stand several."""
        name, _at, host = self.cleaned_data["email"].rpartition("@")
        try:
            address = f"{name}@{host.encode('idna').decode()}"
        except UnicodeError as error:
            raise ValidationError(validate_email.message) from error
        if not (address.isascii() and ADDRESS.fullmatch(address.lower())):
            raise ValidationError(validate_email.message)
        return address

    def clean(self):
        """Lists: of a queryset `form_key` would read the first twenty alone."""
        data = super().clean()
        require_something(data)
        return data | {name: list(data.get(name, ())) for name in ("units", "categories")}


class ChangeForm(forms.Form):
    """What a subscriber wants from now on."""

    def __init__(self, *args, subscription, **kwargs):
        kwargs["initial"] = {
            "all_announcements": subscription.all_announcements,
            "consultations": subscription.consultations,
            "units": subscription.units.all(),
            "categories": subscription.categories.all(),
            "pace": subscription.pace,
        }
        super().__init__(*args, **kwargs)
        self.fields |= chosen_fields()
        offer(self, kept=subscription)

    def clean(self):
        data = super().clean()
        require_something(data)
        return data
