"""Under what a piece may be filed: the same in the quick form and in the full one."""

from django.utils.translation import gettext_lazy as _

NOT_OFFERED = _("There is no such category, or it takes no new pieces today. Please choose another one.")


def offer(field, categories):
    """Let `field` (a ModelChoiceField) take `categories` (a queryset) and refuse any other in a sentence."""
    field.queryset = categories
    field.error_messages["invalid_choice"] = NOT_OFFERED
