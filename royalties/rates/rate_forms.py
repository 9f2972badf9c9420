"""Forms in which amounts of đồng are typed as an office writes them."""

from wagtail.admin.forms import WagtailAdminModelForm

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
