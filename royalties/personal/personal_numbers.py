"""How identity, tax and bank numbers are typed: with blanks and dots, as they stand on cards; told how when wrong."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from royalties.models import PersonalDetails

HOW_TO_WRITE = {
    "tax_code": _("A tax code has 10 digits, or 13 with a hyphen before the last three, or 12."),
    "identity_number": _("An identity number has 12 digits (9 on old cards)."),
    "bank_account": _("An account number has 4 to 30 letters and digits."),
}
# Ten digits of the taxpayer and three of the branch; the hyphen is often left out.
TAX_CODE_OF_A_BRANCH = 13


def read_number(name, typed):
    """What is stored (str) of what was `typed` into the field `name`.

    Raises ValidationError, which says how it is written and never repeats it.
    """
    number = "".join(typed.replace(".", "").split())
    if name == "tax_code" and len(number) == TAX_CODE_OF_A_BRANCH and number.isdigit():
        number = f"{number[:10]}-{number[10:]}"
    if number:
        _refuse_malformed(name, number)
    return number


def _refuse_malformed(name, number):
    try:
        for validator in PersonalDetails._meta.get_field(name).validators:
            validator(number)
    except ValidationError:
        raise ValidationError(HOW_TO_WRITE[name]) from None
