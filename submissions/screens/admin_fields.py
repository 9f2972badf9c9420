"""Which form fields Wagtail's admin makes of text and numbers: ours, for every model and every form that it builds."""

from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput

from vietnamese.fields import DecimalNumberField, NormalisedCharField, WholeNumberField


def register():
    """Before the first form is built. Only the plain text fields: an address or a slug has a field of its own."""
    register_form_field_override(models.CharField, override={"form_class": NormalisedCharField}, exact_class=True)
    register_form_field_override(
        models.TextField,
        override={"form_class": NormalisedCharField, "widget": AdminAutoHeightTextInput},
        exact_class=True,
    )
    register_form_field_override(models.IntegerField, override={"form_class": WholeNumberField})
    register_form_field_override(models.DecimalField, override={"form_class": DecimalNumberField})
