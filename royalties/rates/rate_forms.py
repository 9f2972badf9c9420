"""Forms in which amounts of đồng are typed as an office writes them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.log_actions import log

from royalties.models import GenreRate
from vietnamese.fields import MoneyField

AMOUNTS = ("amount", "threshold")


class AmountForm(WagtailAdminModelForm):
    """Takes "1.490.000" and "1490000 đ" for the amounts of the model."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in AMOUNTS:
            if name in self.fields:
                plain = self.fields[name]
                self.fields[name] = MoneyField(label=plain.label, help_text=plain.help_text, min_value=1)


class PolicyForm(WagtailAdminModelForm):
    """Leaves the share applied empty until somebody has chosen it; can carry a decision over to the coefficients."""

    for_genres = forms.BooleanField(
        label=_("This decision also gives the coefficients of genres"),
        required=False,
        help_text=_("Enters its number, date and legal basis for all coefficients of these days that have none yet."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.applied_chosen:
            self.initial["applied"] = None

    def clean(self):
        """Refuse to carry a decision over to coefficients that hold on days which are not its own."""
        cleaned = super().clean()
        if not self.errors and cleaned.get("for_genres"):
            spans = [rate for rate in self.undecided(cleaned) if not self.is_within(rate, cleaned)]
            if spans:
                words = {"rates": "; ".join(f"{rate}, {rate.span}" for rate in spans)}
                sentence = _(
                    "These coefficients also hold on other days: %(rates)s. End them on the first day of the decision "
                    "and add them anew from that day, then carry it over."
                )
                self.add_error("for_genres", sentence % words)
        return cleaned

    @staticmethod
    def undecided(cleaned):
        """The GenreRates without a decision that hold on a day of the general rule (a queryset)."""
        days = {name: cleaned.get(name) for name in ("valid_from", "valid_to")}
        return GenreRate.objects.overlapping(**days).filter(decision_number="")

    @staticmethod
    def is_within(rate, cleaned):
        first, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        starts = first is None or (rate.valid_from is not None and rate.valid_from >= first)
        return starts and (end is None or (rate.valid_to is not None and rate.valid_to <= end))

    def save(self, commit=True):
        self.instance.applied_chosen = True
        policy = super().save(commit)
        if self.cleaned_data["for_genres"] and not policy.is_proposed:
            self.carry_over(policy)
        return policy

    def carry_over(self, policy):
        for rate in self.undecided(self.cleaned_data):
            rate.decision_number, rate.decision_date = policy.decision_number, policy.decision_date
            rate.legal_basis = policy.legal_basis
            rate.save()
            log(instance=rate, action="wagtail.edit", user=self.for_user)
