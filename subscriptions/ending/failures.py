"""What a mail server says of a mailbox that a mail did not reach, and what follows for the subscription."""

import datetime
import enum
import re

from django.db import transaction

from subscriptions.ending.ends import end
from subscriptions.models import Ending, Subscription
from vietnamese.dates import today

# Days in a row on which mails came back; further apart than this they are no row.
MOST_FAILURES = 5
APART = datetime.timedelta(days=14)
# An enhanced status (RFC 3463), and a reply code of SMTP (RFC 5321).
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
FULL = ("2", "2")
POLICY = "7"


class Failure(enum.Enum):
    """GONE: the mailbox will take no mail, ever. NOT_NOW: perhaps another time. OURS: it is about this site."""

    GONE = enum.auto()
    NOT_NOW = enum.auto()
    OURS = enum.auto()


def failure_of(status, *, code=""):
    """The Failure that `status` (str with an enhanced status in it, or without) and the reply `code` (str) mean.

    A full mailbox is refused "for good" by many servers, and emptied by its owner. What is refused for policy (x.7.x)
    is this site's server or its text: a block list would else end all subscriptions of a provider in one hour.
    """
    found = STATUS.search(status)
    kind, subject, detail = found.groups() if found else (code[:1], "", "")
    if subject == POLICY:
        return Failure.OURS
    return Failure.GONE if kind == "5" and (subject, detail) != FULL else Failure.NOT_NOW


@transaction.atomic
def note_failure(handle, failure, *, on=None):
    """Do to the subscription with `handle` what `failure` (a Failure) of the day `on` (today) means.

    Whether it ended (bool). What came back is counted once a day: an afternoon's trouble of a server gives back many.
    """
    if failure is Failure.OURS:
        return False
    if failure is Failure.GONE:
        return end(handle, reason=Ending.Reason.REFUSED)
    subscription = Subscription.objects.select_for_update().filter(handle=handle).defer("address").first()
    day, before = on or today(), subscription and subscription.failed_on
    if subscription is None or (before and before >= day):
        return False
    in_a_row = before is not None and day - before <= APART
    subscription.failures = subscription.failures + 1 if in_a_row else 1
    if subscription.failures >= MOST_FAILURES:
        return end(handle, reason=Ending.Reason.UNREACHABLE)
    subscription.failed_on = day
    subscription.save(update_fields=["failures", "failed_on"])
    return False
