"""What people fill in about a table and its lines.

The rules of money refuse on their own (royalties/assessing/drafts.py).
"""

import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from royalties.assessing.drafts import LONGEST_REASON
from royalties.assessing.next_days import month_of, next_month
from royalties.models import Author, BudgetSource
from vietnamese.collation import person_key
from vietnamese.dates import screen_date, today
from vietnamese.fields import DecimalNumberField, MoneyField, NormalisedCharField, WholeNumberField
from vietnamese.numbers import decimal

MONTHS_BACK = 15
# Other days are slips of the finger, and the first and last of all are none that a moment can be made of.
EARLIEST, LATEST = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)


def whole_months(today):
    """The months that are over, newest first: pairs of first and last day."""
    spans, day = [], today
    for _month in range(MONTHS_BACK):
        day = month_of(day)[0] - datetime.timedelta(days=1)
        spans.append(month_of(day))
    return spans


def whole_quarters(months):
    """The quarters of which all `months` are over, newest first: pairs of first and last day."""
    ends = dict(months)
    quarters = []
    for first, _last in months:
        third = month_of(month_of(first + datetime.timedelta(days=31))[0] + datetime.timedelta(days=31))[0]
        if first.month in (1, 4, 7, 10) and third in ends:
            quarters.append((first, ends[third]))
    return quarters


def key_of(span):
    return f"{span[0]:%Y-%m-%d}..{span[1]:%Y-%m-%d}"


class DrawUpForm(forms.Form):
    """Of which days a table is: a month, a quarter, or two days."""

    span = forms.ChoiceField(label=gettext_lazy("Pieces published in"), required=False)
    first_day = forms.DateField(label=gettext_lazy("from the day"), required=False, widget=AdminDateInput)
    last_day = forms.DateField(label=gettext_lazy("to the end of the day"), required=False, widget=AdminDateInput)
    source = forms.ModelChoiceField(
        label=gettext_lazy("Budget source"), queryset=BudgetSource.objects.all(), empty_label=None
    )
    budget_year = WholeNumberField(label=gettext_lazy("Budget year"), min_value=2000, max_value=2100)

    def __init__(self, *args, kind, **kwargs):
        day = today()
        months = whole_months(day)
        # The month that is proposed can be chosen, however long ago it was.
        proposed = next_month(kind, today=day) or months[0]
        months += [] if proposed in months else [proposed]
        super().__init__(*args, **kwargs)
        self.initial |= {"span": key_of(proposed), "budget_year": str(proposed[1].year)}
        self.initial["source"] = BudgetSource.objects.first()
        self.spans = {key_of(span): span for span in [*months, *whole_quarters(months)]}
        self.fields["span"].choices = [
            (gettext_lazy("Month"), [(key_of(span), month_words(span)) for span in months]),
            (gettext_lazy("Quarter"), [(key_of(span), quarter_words(span)) for span in whole_quarters(months)]),
            ("", gettext_lazy("other days, below")),
        ]

    def clean(self):
        """Put the days of the chosen span into first_day and last_day."""
        cleaned = super().clean()
        if span := self.spans.get(cleaned.get("span")):
            cleaned["first_day"], cleaned["last_day"] = span
        elif not self.errors:
            first, last = cleaned.get("first_day"), cleaned.get("last_day")
            if not first or not last:
                self.add_error("first_day", _("Choose a month or a quarter, or enter both days."))
            elif first > last:
                self.add_error("last_day", _("The last day lies before the first."))
            elif not EARLIEST <= first <= last <= LATEST:
                words = {"first": screen_date(EARLIEST), "last": screen_date(LATEST)}
                self.add_error("first_day", _("Enter days from %(first)s to %(last)s.") % words)
        return cleaned


def month_words(span):
    return _("Month %(month)s") % {"month": f"{span[0]:%m/%Y}"}


def quarter_words(span):
    return _("Quarter %(quarter)s") % {"quarter": f"{span[0].month // 3 + 1}/{span[0].year}"}


class ReasonForm(forms.Form):
    reason = NormalisedCharField(
        label=gettext_lazy("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 2})
    )


class CoefficientForm(ReasonForm):
    coefficient = DecimalNumberField(label=gettext_lazy("Coefficient"), max_digits=5, decimal_places=2, min_value=0)
    field_order = ["coefficient", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["reason"].help_text = _("Not needed for the usual coefficient.")


class PercentForm(ReasonForm):
    percent = DecimalNumberField(label=gettext_lazy("Per cent"), max_digits=5, decimal_places=2, min_value=0)
    field_order = ["percent", "reason"]


class UnpaidForm(ReasonForm):
    """An empty reason pays the line again, so that the form of the page asks for one, and the button does not."""


class SurchargeForm(PercentForm):
    """For which special case, within its band."""

    surcharge = forms.ChoiceField(label=gettext_lazy("Surcharge"))
    field_order = ["surcharge", "percent", "reason"]

    def __init__(self, *args, bands=(), **kwargs):
        """`bands` are the Surcharges in force for the line."""
        super().__init__(*args, **kwargs)
        words = _("%(surcharge)s: %(minimum)s–%(maximum)s %%")
        self.fields["surcharge"].choices = [
            (
                band.kind,
                words % {"surcharge": band, "minimum": decimal(band.minimum), "maximum": decimal(band.maximum)},
            )
            for band in bands
        ]


class AmountForm(ReasonForm):
    amount = MoneyField(label=gettext_lazy("Amount to deduct"), min_value=1)
    field_order = ["amount", "reason"]


class RestoreForm(ReasonForm):
    """What is put up again; the decision is asked for where everything was taken back."""

    amount = MoneyField(label=gettext_lazy("Amount to put up again"), min_value=1)
    decision_number = NormalisedCharField(label=gettext_lazy("Number of the decision"), max_length=60, required=False)
    decision_date = forms.DateField(label=gettext_lazy("Date of the decision"), required=False, widget=AdminDateInput)
    field_order = ["amount", "decision_number", "decision_date", "reason"]

    def __init__(self, *args, needs_decision=False, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("decision_number", "decision_date"):
            self.fields[name].required = needs_decision


class AuthorForm(forms.Form):
    """Whose name it is: people of the piece's unit first."""

    author = forms.ModelChoiceField(label=gettext_lazy("Author"), queryset=Author.objects.select_related("unit"))
    likewise = forms.BooleanField(required=False)

    def __init__(self, *args, unit, likewise=0, **kwargs):
        super().__init__(*args, **kwargs)
        own, others = [], []
        for author in sorted(self.fields["author"].queryset, key=lambda author: person_key(author.name)):
            is_own = author.unit_id == unit.pk
            words = str(author) if is_own or not author.unit else f"{author} – {author.unit.short_name}"
            (own if is_own else others).append((author.pk, words))
        groups = [(str(unit), own), (_("others"), others)]
        self.fields["author"].choices = [("", _("— choose —")), *(group for group in groups if group[1])]
        label = _("Also for the %(number)s other lines signed like this, of the same unit") % {"number": likewise}
        self.fields["likewise"].label = label
        self.fields["likewise"].initial = True
        if not likewise:
            del self.fields["likewise"]


class DeductionSearch(forms.Form):
    q = NormalisedCharField(
        label=gettext_lazy("Title or author"), required=False, widget=forms.TextInput({"type": "search"})
    )
