"""Addresses that the mail server does not take: whose, since when, what it said, and what to do about it.

Read from what post_office notes of each try. Addresses of citizens are none of this: subscriptions end by themselves
(subscriptions/ending/), and whom a question is answered is told to nobody.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from post_office.models import STATUS, Email, Log

from submissions.models import User
from vietnamese.dates import screen_moment

REFUSED = "SMTPRecipientsRefused"
# As smtplib says it: {'address': (550, b'5.1.1 No such user')}.
REPLY = re.compile(r"\((\d{3}), b?(['\"])(.*)\2\)")
# From this number on the server says that it will not take it tomorrow either.
FOR_GOOD = 500
# As RFC 3463 numbers a full mailbox, and as servers say it that give no such number.
FULL = re.compile(r"\b[45]\.2\.2\b|mailbox (is )?full|over ?quota|quota exceeded", re.IGNORECASE)
# So many of the newest notes are read; each address counts once.
MOST = 500


@dataclass
class RefusedAddress:
    """`address`, refused from `since` to `last`; `said` are the server's own words, `code` their number (0: none)."""

    address: str
    since: datetime
    last: datetime
    code: int
    said: str
    accounts: list[User]

    @property
    def is_for_good(self):
        return self.code >= FOR_GOOD

    @property
    def is_full(self):
        """Whether the address is right and its mailbox takes nothing more."""
        return bool(FULL.search(self.said))

    @property
    def what_to_do(self):
        if not self.is_for_good:
            return _(
                "The server may take it later: it is tried again by itself for three days. Nothing has to be done."
            )
        if self.is_full:
            return _("This mailbox is full. Ask the person to make room in it, and send the mail again.")
        if self.accounts:
            return _("Ask the person for the right address, correct it in the account, and send the mail again.")
        return _("Correct the address where it is entered, and send the mail again.")

    @property
    def in_words(self):
        told = {"moment": screen_moment(self.since), "said": f"{self.code} {self.said}".strip() if self.code else "–"}
        return _("Refused by the mail server since %(moment)s. It said: %(said)s") % told


def refused_addresses(address=""):
    """RefusedAddresses (list), the newest first; only `address` (str) where it is given.

    One that the server has taken a mail for since is none any more, and neither is one that no account has and no
    waiting mail goes to.
    """
    unsent = (STATUS.failed, STATUS.requeued)
    notes = Log.objects.filter(exception_type=REFUSED, email__status__in=unsent)
    notes = notes.filter(email__to_citizen=None, email__to_subscriber=None)
    if address:
        notes = notes.filter(email__to__iexact=address)
    found = {}
    for to, date, message in notes.order_by("-date").values_list("email__to", "date", "message")[:MOST]:
        name = ", ".join(to).lower()
        if name in found:
            found[name].since = date
            continue
        reply = REPLY.search(message)
        code, said = (int(reply[1]), reply[3]) if reply else (0, "")
        found[name] = RefusedAddress(name, date, date, code, said, [])
    return [one for one in found.values() if concerns_somebody(one)]


def concerns_somebody(one):
    """Whether `one` is refused still, and somebody's; its accounts and its first day are filled in."""
    to = Email.objects.filter(to__iexact=one.address)
    taken = to.filter(status=STATUS.sent).order_by("-last_updated").values_list("last_updated", flat=True).first()
    if taken and taken > one.last:
        return False
    if taken and taken > one.since:
        later = Log.objects.filter(exception_type=REFUSED, email__to__iexact=one.address, date__gt=taken)
        one.since = later.order_by("date").values_list("date", flat=True).first() or one.last
    one.accounts = list(User.objects.filter(email__iexact=one.address, is_active=True).order_by("pk"))
    return bool(one.accounts) or to.exclude(status=STATUS.sent).exclude(message="", html_message="").exists()
