"""Under which address each unit sends its news: the mailbox's own with the unit's slug behind a plus (RFC 5233)."""

import re

from django.conf import settings

from submissions.letters import headers
from submissions.models import Unit

# Where a receiving server or the sender says to whom a mail goes.
ADDRESSED = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")


def is_open():
    """Whether mails are taken here at all: the settings name a mailbox and its address."""
    return bool(settings.IMAP_URL and settings.MAIL_IN_ADDRESS)


def address_of(unit):
    """Where `unit` (a Unit) sends its news to (str); "" where no mails are taken."""
    if not is_open():
        return ""
    local, _, domain = settings.MAIL_IN_ADDRESS.partition("@")
    return f"{local}+{unit.slug}@{domain}"


def own_addresses():
    """The addresses, in small letters, that this site writes from or reads itself."""
    return {headers.sole_address(address) for address in (settings.MAIL_IN_ADDRESS, settings.DEFAULT_FROM_EMAIL)} - {""}


def units_addressed(message):
    """The Units whose address `message` (email.message.Message) was sent to; those only in its blind copies as well.

    None when it names something behind the plus that is no unit.
    """
    local, _, domain = settings.MAIL_IN_ADDRESS.lower().partition("@")
    ours = re.compile(rf"(?<![\w.+-]){re.escape(local)}\+([a-z0-9-]+)@{re.escape(domain)}(?![\w-])", re.IGNORECASE)
    heads = [head for name in ADDRESSED for head in headers.values(message, name)]
    slugs = {slug.lower() for head in heads for slug in ours.findall(head)}
    units = list(Unit.objects.filter(slug__in=slugs))
    return units if len(units) == len(slugs) else None
