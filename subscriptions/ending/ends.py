"""The end of a subscription: its row goes at once, with what waits to be sent to it. A number stays."""

from django.db import transaction
from django.db.models import F
from post_office.models import Email

from subscriptions.models import Ending, Subscription
from vietnamese.dates import today


@transaction.atomic
def end(handle, *, reason):
    """End the subscription with `handle`; whether there was one (bool). Twice is no error."""
    subscription = Subscription.objects.select_for_update().filter(handle=handle).only("pk").first()
    if subscription is None:
        return False
    Email.objects.filter(to_subscriber__subscription=subscription).delete()
    subscription.delete()
    count(reason)
    return True


def count(reason):
    counted, _is_new = Ending.objects.get_or_create(month=today().replace(day=1), reason=reason)
    Ending.objects.filter(pk=counted.pk).update(number=F("number") + 1)
