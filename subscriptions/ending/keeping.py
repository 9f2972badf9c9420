"""What is done by itself: refused mails, mails that are sent, requests that nobody confirmed, old publications."""

import datetime
import re

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from post_office.models import STATUS, Email, Log

from subscriptions.ending.failures import Failure, failure_of, note_failure
from subscriptions.models import Publication, Request, SubscriptionMail
from vietnamese.dates import day_of

VALID = datetime.timedelta(days=3)
# A mail that could not be sent for so long is no news any more.
KEEP_UNSENT = datetime.timedelta(days=3)
KEEP_PUBLICATIONS = datetime.timedelta(days=30)
REFUSED = "SMTPRecipientsRefused"
# As Django's log of it says: {'address': (550, b'5.1.1 No such user')}.
REPLY = re.compile(r"\((\d{3}), b?['\"](.*)")
# In one round.
MOST = 500


def look_after():
    """Everything but sending, which is `telling`'s."""
    end_refused()
    forget_mails()
    forget_requests()
    Publication.objects.filter(noted_at__lt=timezone.now() - KEEP_PUBLICATIONS).delete()


@transaction.atomic
def forget_requests():
    """That nobody confirmed; a mail that still waits would otherwise lie there with its address, and be nobody's."""
    over = Request.objects.filter(asked_at__lte=timezone.now() - VALID)
    Email.objects.filter(to_subscriber__request__in=over).delete()
    over.delete()


def end_refused():
    """Our own mail server was told at once that there is no such mailbox: as good as a report that comes back."""
    refusals = Log.objects.filter(exception_type=REFUSED, email__to_subscriber__isnull=False)
    refusals = refusals.select_related("email__to_subscriber__subscription").order_by("pk")
    for refusal in refusals.defer("email__to_subscriber__subscription__address")[:MOST]:
        reply = REPLY.search(refusal.message)
        failure = failure_of(reply[2], code=reply[1]) if reply else Failure.NOT_NOW
        subscription = refusal.email.to_subscriber.subscription
        if subscription is not None:
            note_failure(subscription.handle, failure, on=day_of(refusal.date))
        if failure is Failure.GONE:
            Email.objects.filter(pk=refusal.email_id).delete()


def forget_mails():
    """They hold the address in clear, and nobody reads them here."""
    over = Q(email__status=STATUS.sent) | Q(email__created__lt=timezone.now() - KEEP_UNSENT)
    keys = list(SubscriptionMail.objects.filter(over).values_list("email", flat=True)[:MOST])
    Email.objects.filter(pk__in=keys).delete()
