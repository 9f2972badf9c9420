"""Form fields that take text and numbers as people in Việt Nam type them.

They are Django's own fields with another reading and showing. Numbers are typed into text inputs: a browser writes
and reads `type="number"` by its own language, and drops without a word what it does not understand.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vietnamese.numbers import UnreadableNumber, decimal, money, read_decimal, read_money, read_whole, whole
from vietnamese.old_fonts.legacy import as_unicode
from vietnamese.text import normalise


class NormalisedCharField(forms.CharField):
    """Text in the form in which it is stored (`vietnamese.text.normalise`), before its length is measured.

    What was pasted from a text in TCVN3 or VNI is Unicode first: the one has a letter that shows as nothing.
    """

    def to_python(self, value: Any) -> str | None:
        return super().to_python(value if value in self.empty_values else normalise(as_unicode(str(value))))


class TypedNumber:
    """What the number fields share: a text input; `read` what was typed, `write` what is stored, and back again."""

    widget = forms.TextInput
    inputmode = "numeric"
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    default_error_messages = {"too_long": _("This number has too many digits.")}

    def to_python(self, value: Any) -> Any:
        """The number; None for nothing. A ValidationError says how to write it."""
        if value in self.empty_values:
            return None
        if not isinstance(value, str):
            return value
        try:
            return self.read(value)
        except UnreadableNumber as refused:
            if refused.reason == "empty":
                return None
            raise self.refusal(refused.reason, value.strip()) from refused

    def refusal(self, reason: str, typed: str) -> ValidationError:
        message = self.error_messages.get(reason, self.error_messages["invalid"])
        return ValidationError(message, code=reason, params={"typed": typed})

    def prepare_value(self, value: Any) -> Any:
        """What was typed stays as it was typed; a number is shown as an office writes it."""
        return value if value is None or isinstance(value, str) else self.write(value)

    def widget_attrs(self, widget: forms.Widget) -> dict:
        return {**super().widget_attrs(widget), "inputmode": self.inputmode}


class WholeNumberField(TypedNumber, forms.IntegerField):
    """A whole number: "1500", "1.500" and "1 500" are the same, "1,5" is refused."""

    read = staticmethod(read_whole)
    write = staticmethod(whole)
    default_error_messages = {
        "invalid": _("Write a whole number here, such as 12 or 1.500."),
        "decimal": _("Only a whole number is taken here, without decimals, such as 12 or 1.500."),
        "grouping": _("The dots do not divide groups of three digits. Write 1.500 or 1500."),
    }


class MoneyField(WholeNumberField):
    """An amount of whole đồng, with or without "đ" after it."""

    read = staticmethod(read_money)
    write = staticmethod(money)
    default_error_messages = {
        "invalid": _("Write the amount in đồng, such as 1.490.000."),
        "decimal": _("An amount in đồng has no decimals. Write it as 1.490.000."),
        "grouping": _("The dots do not divide groups of three digits. Write 1.490.000 or 1490000."),
    }


class DecimalNumberField(TypedNumber, forms.DecimalField):
    """A number with decimals: "1,5" and "1.5" are the same, "1.500" is refused because it has two readings."""

    inputmode = "decimal"
    read = staticmethod(read_decimal)
    default_error_messages = {
        "invalid": _("Write a number here, such as 1,5."),
        "grouping": _("The dots do not divide groups of three digits. Write 1490,5 or 1.490,5."),
        "ambiguous": _("“%(typed)s” can be read in two ways. Write %(as_whole)s or %(as_decimal)s."),
    }

    @staticmethod
    def write(number: Decimal | int) -> str:
        return decimal(number, grouped=False)

    def refusal(self, reason: str, typed: str) -> ValidationError:
        refusal = super().refusal(reason, typed)
        if reason == "ambiguous":
            refusal.params["as_whole"] = typed.replace(".", "")
            refusal.params["as_decimal"] = typed.replace(".", ",").rstrip("0").rstrip(",")
        return refusal
