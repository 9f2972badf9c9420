"""Mails as rows of the outbox, which the worker sends: a failing mail server never reaches the person who acts."""

import logging

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from post_office import mail

from vietnamese.text import printable

logger = logging.getLogger(__name__)
# post_office takes what it is given for templates: a "{%" in a title would stop the decision that writes the mail.
AS_IT_STANDS = {
    "subject": "{{ subject|safe }}",
    "message": "{{ message|safe }}",
    "html_message": "{{ html_message|safe }}",
}


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
