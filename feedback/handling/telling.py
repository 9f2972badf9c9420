"""Mails to senders. Their address is not confirmed: a mail holds the code and where to read on, no word of theirs."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from feedback.models import Asked, SentMail
from feedback.shield.rates import DAY, Rate
from submissions.accounts.mailboxes import mailbox_counted
from submissions.kept.outbox import mail_row
from submissions.models import Locality

logger = logging.getLogger(__name__)
# So that nobody has this site fill somebody else's mailbox.
MAILS_A_DAY = 5


@dataclass(frozen=True)
class Receiver:
    """Whom a mail goes to."""

    email: str


def tell_sender(question, kind):
    """Write the mail `kind` about `question`, where its sender gave an address."""
    asked = Asked.objects.filter(question=question).first()
    if asked is None or not asked.email:
        return
    rate = Rate("mail", mailbox_counted(asked.email), most=MAILS_A_DAY, seconds=DAY)
    if rate.is_spent():
        return
    context = {
        "question": question,
        "code": asked.code,
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("questions:track"),
        "site": Locality.load().site_title,
    }
    try:
        with transaction.atomic():
            email = mail_row(f"feedback/mail/{kind}.txt", recipient=Receiver(asked.email), context=context)
    except ValidationError:
        # Without the error itself, which names the address.
        logger.error("No mail about question %d: its address is refused", question.pk)
        return
    rate.count()
    SentMail.objects.create(question=question, email=email)
