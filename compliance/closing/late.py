"""Set times near the end of a period: warned of, and named where an outage carried the publication over the end."""

import datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from submissions.models import NewsPage
from submissions.standing.queues import scheduled_keys
from vietnamese.dates import screen_moment

LAST_HOUR = datetime.timedelta(hours=1)


def last_hour_warning(moment):
    """Sentences (at most one) for who sets a piece to be published at `moment`, in the last hour of a period."""
    period = ReportingPeriod.containing(moment, rules=all_rules())
    if moment < period.end - LAST_HOUR:
        return []
    return [
        _(
            "%(moment)s lies in the last hour of period %(period)s. Should the server stand still then, the piece is "
            "published after the end of the period, and counts in period %(next)s. An earlier time is safer."
        )
        % {"moment": screen_moment(moment), "period": period.name, "next": period.next.name}
    ]


def carried_over(period):
    """The pieces (NewsPages) set for a time in `period` that were published after it, or still are to be.

    They count in the period of their publication. The time stays on a piece until it is stopped or set anew.
    """
    late = NewsPage.objects.filter(go_live_at__gte=period.start, go_live_at__lt=period.end)
    published = Q(published_at__gte=period.end, published_at__gt=F("go_live_at"))
    waiting = Q(published_at__isnull=True, pk__in=scheduled_keys())
    return late.filter(published | waiting).select_related("unit").order_by("go_live_at", "pk").defer("body")


def in_words(piece):
    """One line of the log for `piece` (of `carried_over`, published)."""
    return _("piece %(number)d, set for %(set)s, published at %(published)s") % {
        "number": piece.pk,
        "set": screen_moment(piece.go_live_at),
        "published": screen_moment(piece.published_at),
    }
