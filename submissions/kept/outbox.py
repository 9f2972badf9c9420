"""Mails as rows of the outbox, which the worker sends: a failing mail server never reaches the person who acts."""

import datetime
import logging
import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, DateTimeField, F, Q, Value, When
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from post_office import mail
from post_office.models import STATUS, Email

from vietnamese.text import printable

logger = logging.getLogger(__name__)
# post_office takes what it is given for templates: a "{%" in a title would stop the decision that writes the mail.
AS_IT_STANDS = {
    "subject": "{{ subject|safe }}",
    "message": "{{ message|safe }}",
    "html_message": "{{ html_message|safe }}",
}

# How long after each try that the server refused the next one is made: over three days, ever more rarely. As many tries
# as POST_OFFICE["MAX_RETRIES"] allows.
PAUSES = [datetime.timedelta(minutes=minutes) for minutes in (5, 15, 30, 60, 120, 240, 480, 720, 1200, 1440)]
# A mail that was given up can be sent again so long; then its text goes as well.
KEEP_GIVEN_UP = datetime.timedelta(days=14)
# In one round.
MOST = 200


def others(recipients, *, user):
    """Those of `recipients` (Users) but `user`, who has done what they are told: each once, in a fixed order."""
    return sorted(set(recipients) - {user}, key=lambda person: person.pk)


def mail_row(template, *, recipient, context, html=None, headers=None):
    """The post_office Email for `recipient`: first line of `template` (a name) is the subject, the rest the text.

    `html` names the template of the same mail for programs that show HTML; it extends submissions/kept/mail/frame.html.
    `headers` ({name: value}) go into its head. ValidationError when it cannot be written, for example to a malformed
    address.
    """
    return mail.send(**asked(template, recipient=recipient, context=context, html=html, headers=headers))


def mail_rows(template, letters, *, html=None):
    """As mail_row for many `letters` ([{recipient, context, headers, sender}]), which go behind all other mails.

    By a number of statements that does not grow with them. `sender` is whence a mail is sent on its envelope (an
    address, None for this site's), where what cannot be delivered comes back to; who reads it sees this site's.
    """
    return mail.send_many([asked(template, html=html, priority="low", **letter) for letter in letters])


def asked(template, *, recipient, context, html=None, headers=None, sender=None, **more):
    """What post_office is asked for one mail (dict)."""
    if "," in recipient.email:
        # In quotes it may stand in an address, and post_office makes mailboxes of the pieces: anybody's.
        raise ValidationError("an address with a comma")
    context = {**context, "recipient": recipient}
    subject, body = render_to_string(template, context).strip().split("\n", 1)
    words = {"subject": " ".join(printable(subject).split()), "message": printable(body).strip()}
    page = render_to_string(html, {**context, "subject": words["subject"]}).strip() if html else ""
    words["html_message"] = printable(page)
    if sender:
        headers = {**(headers or {}), "From": settings.DEFAULT_FROM_EMAIL}
    return {
        "recipients": recipient.email,
        "sender": sender,
        "context": words,
        "headers": headers,
        **AS_IT_STANDS,
        **more,
    }


def outbox_row(template, *, recipient, context, html=None, headers=None):
    """As mail_row, for what tells of something decided or done: that stands, whether the mail can be written or not.

    None when it cannot, and the log says why.
    """
    try:
        with transaction.atomic():
            return mail_row(template, recipient=recipient, context=context, html=html, headers=headers)
    except ValidationError:
        logger.exception("No mail to user %s: the address or the text is refused", recipient.pk)
        return None


def put_off(*, since):
    """Have the mails that were refused since `since` (datetime) wait for their next try, each time longer."""
    now = timezone.now()
    pauses = [When(number_of_retries=tries, then=Value(now + pause)) for tries, pause in enumerate(PAUSES, start=1)]
    refused = Email.objects.filter(status=STATUS.requeued, last_updated__gte=since)
    refused.update(scheduled_time=Case(*pauses, default=F("scheduled_time"), output_field=DateTimeField()))


def cut_links(*, since):
    """Take links to choose a password out of the mails that were sent since `since` (datetime)."""
    is_in = Q()
    for path in password_paths():
        is_in |= Q(message__contains=path) | Q(html_message__contains=path)
    sent = Email.objects.filter(status=STATUS.sent, last_updated__gte=since)
    for one in sent.filter(is_in)[:MOST]:
        Email.objects.filter(pk=one.pk).update(
            message=without_password_links(one.message), html_message=without_password_links(one.html_message)
        )


def empty_old():
    """Take out of the outbox what nobody needs there any more; the row stays: to whom, about what, when.

    Text and parts of what was sent after MAIL_TEXT_DAYS, of what was given up after KEEP_GIVEN_UP; links that a killed
    run left.
    """
    now = timezone.now()
    cut_links(since=now - datetime.timedelta(days=1))
    is_over = Q(status=STATUS.sent, last_updated__lte=now - datetime.timedelta(days=settings.MAIL_TEXT_DAYS))
    is_over |= Q(status=STATUS.failed, last_updated__lte=now - KEEP_GIVEN_UP)
    for done in Email.objects.filter(is_over).exclude(message="", html_message="")[:MOST]:
        empty(done)


def empty(done):
    """Take text, links and parts out of `done` (an Email); a part's file goes once no row names it."""
    files = []
    with transaction.atomic():
        Email.objects.filter(pk=done.pk).update(message="", html_message="", context=None)
        for part in done.attachments.all():
            part.emails.remove(done)
            if not part.emails.exists():
                files.append(part.file)
                part.delete()
    for file in files:
        file.storage.delete(file.name)


def password_paths():
    """What the paths of links to choose a password begin with (list of str): as they are written, and as they were."""
    before = reverse("wagtailadmin_password_reset_confirm", args=["uid", "token"]).partition("uid/")[0]
    return [f"{reverse('choose_password')}?t=", before]


def without_password_links(text):
    """`text` (str) with the way to ask for another link in the place of each link to choose a password."""
    plain = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_password_reset")
    paths = "|".join(map(re.escape, password_paths()))
    return re.sub(rf"[^\s\"'<>]*(?:{paths})[^\s\"'<>]*", lambda found: plain, text)
