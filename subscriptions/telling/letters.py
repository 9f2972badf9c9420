"""The mails to subscribers: what they say, and what their heads tell mail programs (RFC 2369, RFC 2919, RFC 8058)."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from submissions.kept.outbox import mail_rows
from submissions.models import Locality
from submissions.templatetags.public_news import absolute
from subscriptions.proofs.returning import return_address
from subscriptions.proofs.tokens import CHANGE, END, token_of

TEMPLATES = "subscriptions/mail"
# In one mail; the others are on the site.
MOST_PIECES = 20
BY_A_PROGRAMME = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


@dataclass(frozen=True)
class Receiver:
    """Whom a mail goes to."""

    email: str


def write_letters(letters):
    """The mails (Emails) for `letters` ([(Subscription, [Told])]), by one statement."""
    site = Locality.load().site_title
    said = [letter_of(subscription, news, site=site) for subscription, news in letters]
    return mail_rows(f"{TEMPLATES}/news.txt", said, html=f"{TEMPLATES}/news.html")


def letter_of(subscription, news, *, site):
    """One of them, as the outbox wants it (dict). Drafts for opinions stand first: they have a last day."""
    ordered = sorted(news, key=lambda one: not one.is_consultation)
    shown = [{"news": one, "address": absolute(one.page.url or "/")} for one in ordered[:MOST_PIECES]]
    context = {
        "shown": shown,
        "more": max(0, len(news) - MOST_PIECES),
        "count": len(news),
        "has_drafts": any(one.is_consultation for one in news),
        "news": absolute("/"),
        "change": absolute(reverse("subscriptions:own", args=[token_of(subscription.handle, CHANGE)])),
        "end": end_address(subscription),
        "site": site,
    }
    return {
        "recipient": Receiver(subscription.address),
        "context": context,
        "headers": heads(subscription),
        "sender": return_address(subscription.handle),
    }


def end_address(subscription):
    return absolute(reverse("subscriptions:end", args=[token_of(subscription.handle, END)]))


def heads(subscription):
    """What mail programs make a button of, and what keeps other programmes from answering."""
    return {
        "List-Id": f"<nhan-tin.{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}>",
        "List-Unsubscribe": f"<{end_address(subscription)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
        **BY_A_PROGRAMME,
    }
