"""What a change of minimums and exemptions may not touch: closed periods. Every refusal says why (ValidationError).

`closed` is the last day (a date) of the newest closed period, or None while nothing has been closed.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vietnamese.dates import screen_date


def is_settled(dated, *, closed):
    """Whether closed figures may rest on `dated` (a Quota or Exemption): it began on or before the last closed day."""
    return closed is not None and (dated.valid_from is None or dated.valid_from <= closed)


def refuse_unsettling(changed, *, stored, closed):
    """Refuse `changed` (a Quota or Exemption) where it differs from `stored` (None for a new one) in a closed period.

    A new one begins after the last closed day. Of one that had begun by then only the end may be set, after that day.
    """
    if stored is not None and is_settled(stored, closed=closed):
        _refuse_all_but_an_end(changed, stored=stored, closed=closed)
    elif is_settled(changed, closed=closed):
        raise ValidationError({"valid_from": _later_day_wanted(closed)})


def refuse_taking_away(dated, *, closed):
    """Refuse to delete `dated` (a Quota or Exemption) where closed figures rest on it."""
    if is_settled(dated, closed=closed):
        raise ValidationError(
            _("Figures closed up to the end of %(day)s rest on this, so it is not deleted.")
            % {"day": screen_date(closed)}
        )


def _refuse_all_but_an_end(changed, *, stored, closed):
    names = {field.attname for field in changed._meta.concrete_fields}
    touched = {name for name in names if getattr(changed, name) != getattr(stored, name)}
    has_ended = stored.valid_to is not None and stored.valid_to <= closed
    if touched - {"valid_to"} or (touched and has_ended):
        raise ValidationError(
            _(
                "Figures closed up to the end of %(day)s rest on this, so it stays as it is. Only the day from which "
                "it no longer holds can be set, while it is in force. For other terms, end it and add a new one."
            )
            % {"day": screen_date(closed)}
        )
    if touched and changed.valid_to is not None and changed.valid_to <= closed:
        raise ValidationError({"valid_to": _later_day_wanted(closed)})


def _later_day_wanted(closed):
    return _("The figures up to the end of %(day)s are closed. Enter a later day.") % {"day": screen_date(closed)}
