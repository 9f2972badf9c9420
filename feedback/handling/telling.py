"""Mails to senders. Their address is not confirmed: a mail holds the code and where to read on, no word of theirs."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from feedback.models import Asked, SentMail
from feedback.shield.rates import DAY, Rate
from submissions.kept.outbox import outbox_row
from submissions.models import Locality

# So that nobody has this site fill somebody else's mailbox.
MAILS_A_DAY = 5


@dataclass(frozen=True)
class Receiver:
    """Whom a mail goes to. Logs name the question, and never the address."""

    email: str
    username: str


def tell_sender(question, kind):
    """Write the mail `kind` about `question`, where its sender gave an address."""
    asked = Asked.objects.filter(question=question).first()
    if asked is None or not asked.email:
        return
    rate = Rate("mail", asked.email.casefold(), most=MAILS_A_DAY, seconds=DAY)
    if rate.is_spent():
        return
    context = {
        "question": question,
        "code": asked.code,
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("questions:track"),
        "site": Locality.load().site_title,
    }
    receiver = Receiver(asked.email, f"question {question.pk}")
    email = outbox_row(f"feedback/mail/{kind}.txt", recipient=receiver, context=context)
    if email is not None:
        rate.count()
        SentMail.objects.create(question=question, email=email)
