"""The form of pages with amounts of money."""

from library.models.filed_form import FiledForm
from vietnamese.fields import MoneyField


class AmountsForm(FiledForm):
    """The columns that the page type names in `AMOUNTS` are typed as an office writes them: "1.490.000 đ"."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.instance.AMOUNTS:
            if plain := self.fields.get(name):
                self.fields[name] = MoneyField(
                    label=plain.label, help_text=plain.help_text, min_value=1, required=False
                )
