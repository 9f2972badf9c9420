"""What the page of recordings says of each."""

from django import template

from home.listening import recordings
from vietnamese.dates import day_of

register = template.Library()

register.filter(recordings.media_type)


@register.filter
def aired(piece):
    """The day (a date) on which `piece` went on the air, as far as it was entered; else the day of its publication."""
    return piece.broadcast_date or day_of(piece.published_at)
