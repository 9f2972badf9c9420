"""What stands on one line of a list of authors, read as an office writes it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from royalties.models import NUMBERS, Author
from royalties.personal.personal_numbers import read_number
from submissions.units.member_lines import one_name
from vietnamese.fields import NormalisedCharField
from vietnamese.files.table_files import NumberCell
from vietnamese.text import fold

# Our name → the headings by which a column is known; the first is the one that is asked for.
COLUMNS = {
    "name": (gettext_lazy("Full name"), "full name", "name"),
    "pen_name": (gettext_lazy("Pen name"), "pen name"),
    "unit": (gettext_lazy("Unit"), gettext_lazy("Agency, unit"), "unit"),
    "kind": (gettext_lazy("Paid as"), "kind"),
    "account": (gettext_lazy("User name"), "username"),
    "tax_code": (gettext_lazy("Tax code"), "tax code"),
    "identity_number": (gettext_lazy("Identity number"), "identity number"),
    "bank_account": (gettext_lazy("Bank account"), "bank account"),
    "bank": (gettext_lazy("Bank and branch"), "bank"),
}
REQUIRED = ("name",)
# What a person says of somebody; that nobody knows is left empty.
SAID = (Author.Kind.OUTSIDE, Author.Kind.STAFF)
PERSONAL = (*NUMBERS, "bank")


def heading_of(name):
    return COLUMNS[name][0]


class AuthorLineForm(forms.Form):
    """Checks a line; what is empty is not given, and changes nothing.

    No sentence repeats what was typed: with a column too few, personal numbers stand under any heading.
    """

    name = NormalisedCharField(label=heading_of("name"), max_length=150)
    pen_name = NormalisedCharField(label=heading_of("pen_name"), max_length=120, required=False)
    unit = NormalisedCharField(label=heading_of("unit"), required=False)
    kind = NormalisedCharField(label=heading_of("kind"), required=False)
    account = NormalisedCharField(label=heading_of("account"), required=False)
    tax_code = NormalisedCharField(label=heading_of("tax_code"), required=False)
    identity_number = NormalisedCharField(label=heading_of("identity_number"), required=False)
    bank_account = NormalisedCharField(label=heading_of("bank_account"), required=False)
    bank = NormalisedCharField(label=heading_of("bank"), max_length=150, required=False)

    def __init__(self, values, *, units, accounts):
        super().__init__(values)
        self.units, self.accounts = units, accounts

    def clean_name(self):
        return one_name(self.cleaned_data["name"])

    def clean_pen_name(self):
        return " ".join(self.cleaned_data["pen_name"].split())

    def clean_unit(self):
        said = self.cleaned_data["unit"]
        unit = self.units.find(said) if said else None
        if said and unit is None:
            raise ValidationError(_("No unit of this name is in force. Enter its name or its slug."))
        return unit

    def clean_kind(self):
        """The Author.Kind that is meant, by its first words; "" where none is said."""
        said = fold(self.cleaned_data["kind"])
        if not said:
            return ""
        for kind in SAID:
            if said == kind.value or fold(str(kind.label)).partition(":")[0].startswith(said):
                return kind
        known = ", ".join(str(kind.label).partition(":")[0] for kind in SAID)
        raise ValidationError(_("There is no such kind. Known are: %(kinds)s.") % {"kinds": known})

    def clean_account(self):
        said = self.cleaned_data["account"]
        account = self.accounts.get(said.lower()) if said else None
        if said and account is None:
            raise ValidationError(_("There is no account with this user name."))
        return account

    def clean(self):
        data = super().clean()
        for name in NUMBERS:
            try:
                data[name] = self._read_number(name)
            except ValidationError as refusal:
                self.add_error(name, refusal)
        return data

    def _read_number(self, name):
        if isinstance(self.data.get(name), NumberCell):
            raise ValidationError(
                _(
                    "The cell holds a number, of which Excel drops zeros at the beginning. Make the column a column "
                    "of text and enter it again."
                )
            )
        return read_number(name, self.cleaned_data.get(name, ""))

    def problems(self):
        """What is wrong (a list of sentences), each with the heading of its column."""
        return [f"{self.fields[name].label}: {error}" for name, errors in self.errors.items() for error in errors]

    def author_values(self):
        """{field of Author: value} of all that is given."""
        given = {name: self.cleaned_data[name] for name in ("name", "pen_name", "unit", "kind", "account")}
        return {name: value for name, value in given.items() if value}

    def personal_values(self):
        """{field of PersonalDetails: value} of all that is given."""
        return {name: self.cleaned_data[name] for name in PERSONAL if self.cleaned_data[name]}
