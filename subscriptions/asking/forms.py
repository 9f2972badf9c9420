"""The form by which somebody asks for mails, and its part that says which."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from feedback.shield.forms import ShieldedForm
from submissions.models import Category, Unit
from subscriptions.models import Choice

FIELD = "feedback/asking/field.html"
FIRST, FOLDED = "subscriptions/asking/first.html", "subscriptions/asking/folded.html"
NOTHING = _("Please choose at least one thing to be told of.")
CHOSEN = ("all_announcements", "units", "categories")


def chosen_fields():
    """The fields of what is wanted, and how often."""
    return {
        "all_announcements": forms.BooleanField(
            label=_("All announcements of the site"), required=False, template_name=FIRST
        ),
        "units": forms.ModelMultipleChoiceField(
            label=_("News of agencies, wards and communes"),
            queryset=Unit.objects.none(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            template_name=FOLDED,
        ),
        "categories": forms.ModelMultipleChoiceField(
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
    keys = [key for one in chosen if str(key := getattr(one, "pk", one)).isdecimal()]
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
