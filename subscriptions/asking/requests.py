"""A request for mails, and what becomes of it: one mail, and a subscription once its receiver has confirmed."""

import datetime
import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from submissions.kept.outbox import mail_row
from submissions.models import Locality
from submissions.templatetags.public_news import absolute
from subscriptions.ending.keeping import VALID
from subscriptions.models import Publication, Request, Subscription, SubscriptionMail, digest_of, mailbox_digest
from subscriptions.proofs.tokens import CONFIRM, token_of
from subscriptions.telling.letters import BY_A_PROGRAMME, TEMPLATES, Receiver

logger = logging.getLogger(__name__)
# So that nobody has this site fill somebody else's mailbox.
REQUESTS_A_DAY = 3


@transaction.atomic
def ask(given, *, form_key):
    """Write the mail that asks the mailbox of `given` (cleaned data of the form) to confirm.

    Once for each form, and three times a day for each mailbox; whether it is subscribed already makes no difference.
    """
    digest, now = mailbox_digest(given["email"]), timezone.now()
    lately = Request.objects.filter(address_digest=digest, asked_at__gt=now - datetime.timedelta(days=1))
    if lately.count() >= REQUESTS_A_DAY:
        return
    request, is_new = Request.objects.get_or_create(
        form_key=form_key,
        defaults={
            "address": given["email"],
            "asked_at": now,
            "pace": given["pace"],
            "all_announcements": given["all_announcements"],
            "consultations": given["consultations"],
        },
    )
    if not is_new:
        return
    request.units.set(given["units"])
    request.categories.set(given["categories"])
    write_to_confirm(request)


def write_to_confirm(request):
    context = {
        "confirm": absolute(reverse("subscriptions:confirm", args=[token_of(request.handle, CONFIRM)])),
        "choice": request,
        "days": VALID.days,
        "site": Locality.load().site_title,
    }
    try:
        with transaction.atomic():
            email = mail_row(
                f"{TEMPLATES}/confirm.txt",
                recipient=Receiver(request.address),
                context=context,
                html=f"{TEMPLATES}/confirm.html",
                headers=BY_A_PROGRAMME,
            )
    except ValidationError:
        # Without the error itself, which names the address.
        logger.error("No mail for request %d: its address is refused", request.pk)
        return
    SubscriptionMail.objects.create(request=request, email=email)


def waiting(handle):
    """The Request with `handle` that can still be confirmed, or None."""
    valid = Request.objects.filter(asked_at__gt=timezone.now() - VALID)
    return valid.filter(handle=handle).first()


@transaction.atomic
def confirm(handle):
    """The Subscription that the Request with `handle` made, or added to; None where it can no longer be confirmed.

    Whoever has one already keeps what was chosen before, and gets the new choice and pace beside it.
    """
    request = Request.objects.select_for_update().filter(pk=getattr(waiting(handle), "pk", None)).first()
    if request is None:
        return None
    subscription, _is_new = Subscription.objects.select_for_update().get_or_create(
        address_digest=digest_of(request.address),
        defaults={
            "handle": request.handle,
            "address": request.address,
            "confirmed_at": timezone.now(),
            "mark": Publication.last_position(),
        },
    )
    subscription.all_announcements |= request.all_announcements
    subscription.consultations |= request.consultations
    subscription.units.add(*request.units.all())
    subscription.categories.add(*request.categories.all())
    subscription.pace = request.pace
    subscription.save()
    # Its mail holds the address too, sent or not.
    for mail in request.mails.select_related("email"):
        mail.email.delete()
    request.delete()
    return subscription


@transaction.atomic
def change(subscription, given):
    """Let `subscription` have what `given` (cleaned data) says from now on, and nothing else."""
    subscription = Subscription.objects.select_for_update().filter(pk=subscription.pk).first()
    if subscription is None:
        return
    subscription.all_announcements = given["all_announcements"]
    subscription.consultations = given["consultations"]
    subscription.units.set(given["units"])
    subscription.categories.set(given["categories"])
    subscription.pace = given["pace"]
    subscription.save()
