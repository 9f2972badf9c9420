"""Where a consultation stands on a day: its term begins and ends by itself, with the day here (Asia/Ho_Chi_Minh)."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vietnamese.dates import screen_date


class Stage(models.TextChoices):
    AHEAD = "ahead", gettext_lazy("not open yet")
    OPEN = "open", gettext_lazy("open for opinions")
    CLOSED = "closed", gettext_lazy("ended, summary to come")
    SUMMED_UP = "summed_up", gettext_lazy("ended, with a summary")


def stage_on(day, *, opens_on, closes_on, is_summed_up):
    """The Stage on `day` (a date); `opens_on` is None for what was open as soon as it was published.

    A draft may lack its last day: nothing is taken for it.
    """
    if closes_on is None or (opens_on and day < opens_on):
        return Stage.AHEAD
    if day <= closes_on:
        return Stage.OPEN
    return Stage.SUMMED_UP if is_summed_up else Stage.CLOSED


def told_on(day, *, stage, opens_on, closes_on):
    """How long opinions are still taken, as a reader on `day` is told (str)."""
    if closes_on is None:
        return ""
    if stage == Stage.AHEAD and opens_on:
        return _("Opinions are taken from %(day)s on") % {"day": screen_date(opens_on)}
    if stage != Stage.OPEN:
        return _("Ended on %(day)s") % {"day": screen_date(closes_on)}
    left = (closes_on - day).days
    if not left:
        return _("Today is the last day")
    return ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left}
