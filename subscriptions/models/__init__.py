"""Rows: who asked for what, what was published, the mails that are on their way, what the city sets."""

from .addresses import digest_of, mailbox_digest
from .published import Publication
from .rules import SubscriptionRules
from .subscribers import Choice, Ending, Request, Subscription, SubscriptionMail

__all__ = [
    "Choice",
    "Ending",
    "Publication",
    "Request",
    "Subscription",
    "SubscriptionMail",
    "SubscriptionRules",
    "digest_of",
    "mailbox_digest",
]
