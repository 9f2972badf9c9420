"""What stands on one line of a list of officers, read as an office writes it."""

import datetime
import re

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.models import Unit, UnitMembership
from submissions.officers.appointing import split_document
from submissions.officers.columns import HEADINGS
from vietnamese.fields import NormalisedCharField
from vietnamese.text import fold

Role = UnitMembership.Role
# Our name → the headings by which a column is known; the first is the one that is asked for. Those of the register
# are among them, so that the exported table can be filled in and read again.
COLUMNS = {
    "unit": (HEADINGS["unit"], gettext_lazy("Agency, unit"), gettext_lazy("Unit"), "unit"),
    "full_name": (HEADINGS["full_name"], "full name", "name"),
    "post": (HEADINGS["post"], "post"),
    "email": (HEADINGS["email"], gettext_lazy("E-mail"), "e-mail"),
    "telephone": (HEADINGS["telephone"], "telephone"),
    "role": (gettext_lazy("Role"), "role"),
    "valid_from": (gettext_lazy("From the day"), "from"),
    "last_day": (gettext_lazy("To the end of the day"), "to"),
    "document_number": (HEADINGS["document"], gettext_lazy("Number of the document"), "document number"),
    "document_date": (gettext_lazy("Date of the document"), "document date"),
    "username": (gettext_lazy("User name"), "username"),
    "note": (HEADINGS["note"], "note"),
}
REQUIRED = ("unit", "full_name", "email")
# A line without any of this is a unit that nobody has been filled in for.
ABOUT_A_PERSON = ("full_name", "post", "email", "telephone", "document_number", "username")

MAILTO = re.compile(r"mailto:\s*", re.IGNORECASE)
LEADING_ZERO_LOST = re.compile(r"[1-9][0-9]{8,9}")


class KnownUnits:
    """All units by slug, and those in force today by name, however its marks are placed."""

    def __init__(self):
        units = list(Unit.objects.all())
        self.by_slug = {unit.slug: unit for unit in units}
        self.by_name = {fold(unit.name): unit for unit in units if unit.is_valid_today}

    def find(self, text):
        return self.by_slug.get(text.lower()) or self.by_name.get(fold(text))


def heading_of(name):
    return COLUMNS[name][0]


def one_name(text):
    """`text` as the name of one person; a ValidationError where a break in the cell may divide two."""
    if "\n" in text:
        raise ValidationError(_("There is a line break in the name. Each person stands on a line of their own."))
    return " ".join(text.split())


class MemberLineForm(forms.Form):
    """Checks a line with Django's own fields; what is empty is not given, and changes nothing that is registered."""

    unit = NormalisedCharField(label=heading_of("unit"))
    full_name = NormalisedCharField(label=heading_of("full_name"), max_length=150)
    post = NormalisedCharField(label=heading_of("post"), max_length=120, required=False)
    email = forms.EmailField(label=heading_of("email"), required=False)
    telephone = NormalisedCharField(label=heading_of("telephone"), max_length=30, required=False)
    note = NormalisedCharField(label=heading_of("note"), required=False)
    role = NormalisedCharField(label=heading_of("role"), required=False)
    valid_from = forms.DateField(label=heading_of("valid_from"), required=False)
    last_day = forms.DateField(label=heading_of("last_day"), required=False)
    document_number = NormalisedCharField(label=heading_of("document_number"), max_length=60, required=False)
    document_date = forms.DateField(label=heading_of("document_date"), required=False)
    username = NormalisedCharField(
        label=heading_of("username"), max_length=150, required=False, validators=[UnicodeUsernameValidator()]
    )

    def __init__(self, values, *, units):
        if not values.get("document_date"):
            number, day = split_document(values.get("document_number", ""))
            values = {**values, "document_number": number, "document_date": day}
        self.units = units
        # The address of a link, as it is copied out of a mail.
        super().__init__(values | {"email": MAILTO.sub("", values.get("email", ""), count=1)})

    def clean_unit(self):
        """The Unit that is meant."""
        unit = self.units.find(self.cleaned_data["unit"])
        if unit is None:
            raise ValidationError(_("No unit of this name is in force. Enter its name or its slug."))
        return unit

    def clean_full_name(self):
        name = one_name(self.cleaned_data["full_name"])
        if " " not in name:
            raise ValidationError(_("Enter family name and given name."))
        return name

    def clean_telephone(self):
        """With the zero at the beginning, which Excel takes away from what it holds for a number."""
        telephone = self.cleaned_data["telephone"]
        return f"0{telephone}" if LEADING_ZERO_LOST.fullmatch(telephone) else telephone

    def clean_role(self):
        """The Role that is meant, by its first words; without one, a leader is whom the register's note calls so."""
        said = fold(self.cleaned_data["role"]).split()
        if not said:
            notes = {fold(note) for note in self.cleaned_data.get("note", "").split(";")}
            called = [role for role in Role if fold(str(role.label)) in notes]
            return called[0] if called else Role.CONTRIBUTOR
        for role in Role:
            if said == [role.value] or said == fold(str(role.label)).split()[: len(said)]:
                return role
        known = ", ".join(str(role.label) for role in Role)
        raise ValidationError(_("There is no such role. Known are: %(roles)s.") % {"roles": known})

    def clean(self):
        data = super().clean()
        if not data.get("email") and not data.get("username") and "email" not in self.errors:
            self.add_error("email", _("The link to choose a password is sent there, so it is needed."))
        return data

    def problems(self):
        """What is wrong (a list of sentences), each with the heading of its column."""
        return [f"{self.fields[name].label}: {error}" for name, errors in self.errors.items() for error in errors]

    def membership_values(self):
        """{field of UnitMembership: value} of all that is given."""
        data = self.cleaned_data
        names = ("post", "telephone", "valid_from", "document_number", "document_date")
        given = {name: data[name] for name in names}
        # Stored is the first day on which it no longer holds.
        given["valid_to"] = data["last_day"] and data["last_day"] + datetime.timedelta(days=1)
        return {name: value for name, value in given.items() if value}
