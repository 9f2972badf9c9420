"""Where a mail that cannot be delivered comes back to: an address for each subscription (VERP)."""

import re

from django.conf import settings

from submissions.letters import headers
from submissions.mail_in.addresses import ADDRESSED, is_open
from subscriptions.proofs.tokens import RETURN, handle_in, token_of

# Behind the plus of the mailbox's address; no unit has such a slug, for a token is longer than words.
MARK = "tra-lai-"
# RFC 5321, 4.5.3.1.1; leaves 15 signs for the mailbox's own name.
LONGEST_LOCAL = 64


def return_address(handle):
    """Whence a mail to the subscription with `handle` is sent (str); None where nobody reads what comes back."""
    if not is_open():
        return None
    local, _at, domain = settings.MAIL_IN_ADDRESS.partition("@")
    local += f"+{MARK}{token_of(handle, RETURN)}"
    return f"{local}@{domain}" if len(local) <= LONGEST_LOCAL else None


def handle_returned(message):
    """The handle of the subscription that `message` (email.message.Message) came back for, if it proves one."""
    local, _at, domain = settings.MAIL_IN_ADDRESS.lower().partition("@")
    ours = re.compile(rf"(?<![\w.+-]){re.escape(local)}\+{MARK}([0-9a-f]+)@{re.escape(domain)}(?![\w-])")
    heads = [head.lower() for name in ADDRESSED for head in headers.values(message, name)]
    tokens = [token for head in heads for token in ours.findall(head)]
    return next(filter(None, (handle_in(token, RETURN) for token in tokens)), None)
