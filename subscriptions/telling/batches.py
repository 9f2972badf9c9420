"""Who is told what next: a batch of subscriptions in one transaction, mails and marks together.

Killed before it is committed, nothing happened; behind it the mails are rows of the outbox, which sends each once but
for the one in hand (docs/notifications.md). So nobody is told a piece twice, and nobody misses one.
"""

import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from post_office.models import STATUS, Email

from subscriptions.models import Choice, Publication, Subscription, SubscriptionMail, SubscriptionRules
from subscriptions.telling.letters import write_letters
from subscriptions.telling.publications import note_publications, told_after

# So many mails to subscribers wait to be sent at the most: the run of what is due sends for minutes, not for hours.
# Others go before them all the same (`mail_rows`). 10,000 subscribers have theirs in twenty runs.
MOST_WAITING = 500
Pace = Choice.Pace


def tell():
    """Write the mails that are due, up to MOST_WAITING; returns how many."""
    note_publications()
    rules, written = SubscriptionRules.load(), 0
    if not rules.is_open or not Subscription.objects.exists():
        return 0
    ends = {Pace.AT_ONCE: Publication.last_position(), Pace.DAILY: position_of_the_day(rules.hour)}
    room = MOST_WAITING - Email.objects.filter(status=STATUS.queued, to_subscriber__isnull=False).count()
    for pace, up_to in ends.items():
        while room > written and (batch := tell_batch(pace, up_to=up_to, most=room - written)) is not None:
            written += batch
    return written


def position_of_the_day(hour):
    """The last position that the newest daily mail tells of: what was published before the last time it was `hour`."""
    now = timezone.localtime(timezone=timezone.get_default_timezone())
    moment = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return Publication.last_position(before=moment if moment <= now else moment - datetime.timedelta(days=1))


@transaction.atomic
def tell_batch(pace, *, up_to, most):
    """Write the mails of the next `most` subscriptions of `pace`; how many (int), None where none is behind."""
    behind = Subscription.objects.filter(pace=pace, mark__lt=up_to)
    lowest = behind.order_by("mark").values_list("mark", flat=True).first()
    told = told_after(lowest, up_to=up_to) if lowest is not None else []
    if not told:
        return None
    batch = list(wanting(behind, told).select_for_update(of=("self",)).order_by("pk")[:most])
    if not batch:
        return None
    wanted = choices_of(batch)
    letters = [(one, news) for one in batch if (news := chosen(one, told, wanted[one.pk]))]
    mails = write_letters(letters)
    SubscriptionMail.objects.bulk_create(
        SubscriptionMail(subscription=one, email=mail, told_from=one.mark)
        for (one, _news), mail in zip(letters, mails, strict=True)
    )
    Subscription.objects.filter(pk__in=[one.pk for one in batch]).update(mark=up_to)
    return len(letters)


def wanting(subscriptions, told):
    """Those of `subscriptions` (a queryset) that chose something of what is `told`; which of it, `chosen` says."""
    units = frozenset().union(*(one.units for one in told))
    categories = frozenset().union(*(one.categories for one in told))
    of_units = Subscription.units.through.objects.filter(subscription=OuterRef("pk"), unit__in=units)
    of_sections = Subscription.categories.through.objects.filter(subscription=OuterRef("pk"), category__in=categories)
    any_way = Exists(of_units) | Exists(of_sections)
    if any(one.is_announcement for one in told):
        any_way |= Q(all_announcements=True)
    if any(one.is_consultation for one in told):
        any_way |= Q(consultations=True)
    return subscriptions.filter(any_way)


def choices_of(batch):
    """{key: (units, sections)} of the subscriptions of `batch`, as sets of keys, by two queries."""
    found = {one.pk: (set(), set()) for one in batch}
    for place, field in enumerate((Subscription.units, Subscription.categories)):
        name = field.field.m2m_reverse_name()
        for key, chosen_key in field.through.objects.filter(subscription__in=found).values_list("subscription", name):
            found[key][place].add(chosen_key)
    return found


def chosen(subscription, told, wanted):
    """What of `told` is for `subscription`, which chose `wanted` (units, sections); none of before it was there."""
    units, categories = wanted
    return [
        one
        for one in told
        if one.position > subscription.mark
        and one.published_at >= subscription.confirmed_at
        and (
            (one.is_announcement and subscription.all_announcements)
            or (one.is_consultation and subscription.consultations)
            or units & one.units
            or categories & one.categories
        )
    ]
