"""What stands above and below the year's tables, the same on the screen and in the files."""

from django.utils.translation import gettext as _

from submissions.models import UnitKind
from vietnamese.dates import screen_moment, short_date


def notes_of(year):
    """Lines about a Year: from when to when, how much of it is closed, when it was counted, what is left out."""
    first, last = year.periods[0], year.periods[-1]
    days = {"first": short_date(first.first_day), "last": short_date(last.last_day), "year": year.year}
    lines = [_("The periods of %(year)s, from %(first)s to the end of %(last)s") % days, closed_words(year)]
    if year.kind:
        lines[-1] += " – " + _("Filter: %(filter)s") % {"filter": UnitKind.objects.get(code=year.kind).name}
    return lines


def closed_words(year):
    """How much of a Year is closed, and when the rest was counted (str)."""
    if year.is_final and len(year.closed_months) == len(year.periods):
        return _("All periods of the year are closed")
    words = _("Provisional: %(closed)s of 12 periods closed, the others counted at %(moment)s")
    return words % {"closed": len(year.closed_months), "moment": screen_moment(year.taken_at)}
