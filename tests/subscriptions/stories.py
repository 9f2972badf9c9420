"""Subscribers and pieces, as short as a test needs them."""

import datetime
import re
import secrets

import time_machine
from django.utils import timezone

from submissions.models import NewsPage
from subscriptions.asking.requests import ask, confirm
from subscriptions.models import Choice, Request, Subscription, digest_of
from subscriptions.telling.batches import tell
from tests import factories
from tests.soup import soup_of

FORM = "/nhan-tin/"
ADDRESS = "ba.hai@thu.example"
Pace = Choice.Pace


def subscribe(address=ADDRESS, *, pace=Pace.AT_ONCE, announcements=False, drafts=False, units=(), categories=()):
    """A confirmed Subscription, by the steps of the form and of the page in the mail."""
    ask(
        {
            "email": address,
            "pace": pace,
            "all_announcements": announcements,
            "consultations": drafts,
            "units": list(units),
            "categories": list(categories),
        },
        form_key=secrets.token_urlsafe(12),
    )
    subscription = confirm(Request.objects.latest("pk").handle)
    assert subscription.address_digest == digest_of(address)
    return subscription


def publish(unit, title="Phun thuốc diệt muỗi tại khu phố 3", **fields):
    return factories.published(unit, title=title, **fields)


def announce(unit, title="Thông báo ngừng cấp nước"):
    return publish(unit, title, genre=NewsPage.Genre.ANNOUNCEMENT)


def filled(client, address=FORM, **words):
    """The form as somebody sends it who read it first."""
    with time_machine.travel(timezone.now() - datetime.timedelta(seconds=10)):
        soup = soup_of(client.get(address))
    given = {"stamp": soup.select_one("[name=stamp]")["value"], "consent": "on", "email": ADDRESS}
    return {**given, "pace": Pace.AT_ONCE, **words}


def path_in(text, kind):
    """The path of the page `kind` ("xac-nhan", "cua-toi", "thoi") that a mail leads to."""
    return re.search(rf"/nhan-tin/{kind}/[0-9a-f]+/", text)[0]


def now(subscription):
    return Subscription.objects.get(pk=subscription.pk)


def told(mails):
    """The subjects of `mails` (Emails)."""
    return [mail.subject for mail in mails]


__all__ = ["announce", "filled", "now", "path_in", "publish", "subscribe", "tell", "told"]
