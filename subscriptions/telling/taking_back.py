"""What is taken down does not go out: mails that wait and tell of it are written anew without it, or not at all."""

import logging

from django.db import transaction
from django.db.models import Q
from post_office.models import STATUS, Email

from submissions.templatetags.public_news import absolute
from subscriptions.models import Subscription, SubscriptionMail

logger = logging.getLogger(__name__)


def on_unpublished(sender, instance, **kwargs):
    """A take-down stands, whatever becomes of mails."""
    try:
        with transaction.atomic():
            take_back(instance)
    except Exception:
        logger.exception("Mails that tell of page %s still wait", instance.pk)


def take_back(page):
    """Delete the mails that wait and tell of `page`; the next run tells their subscribers of all else in them.

    The mail that is being handed over at this moment goes.
    """
    if not page.url:
        return
    address = absolute(page.url)
    tells = Q(email__message__contains=address) | Q(email__html_message__contains=address)
    waiting = SubscriptionMail.objects.filter(tells, subscription__isnull=False).exclude(email__status=STATUS.sent)
    found = list(waiting.values_list("subscription", "email", "told_from"))
    if not found:
        return
    marks = {}
    for subscription, _email, mark in found:
        marks[subscription] = min(mark, marks.get(subscription, mark))
    list(Subscription.objects.select_for_update().filter(pk__in=marks).order_by("pk"))
    # Telling goes on at the mark: what waits of behind it would be told twice.
    behind = SubscriptionMail.objects.filter(subscription__in=marks).exclude(email__status=STATUS.sent)
    rows = behind.values_list("subscription", "email", "told_from")
    again = [email for subscription, email, mark in rows if mark >= marks[subscription]]
    Email.objects.filter(pk__in=again).exclude(status=STATUS.sent).delete()
    for subscription, mark in marks.items():
        Subscription.objects.filter(pk=subscription, mark__gt=mark).update(mark=mark)
