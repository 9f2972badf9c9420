"""Tokens: the handle of a row and its proof under the site's key. Nothing of a proof is stored."""

import re

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

HANDLE, PROOF = 16, 24
# In small letters alone: what stands before the "@" of an address may come back in any.
TOKEN = re.compile(rf"[0-9a-f]{{{HANDLE + PROOF}}}")
# What a token is good for; none is good for anything else.
CONFIRM, CHANGE, END, RETURN = "confirm", "change", "end", "return"


def token_of(handle, purpose):
    """The token (str, 40 signs) of the row with `handle`, for `purpose`; 96 bits of it are proof."""
    return handle + _proof(handle, purpose, settings.SECRET_KEY)


def handle_in(token, purpose):
    """The handle that `token` (str, from anybody) proves for `purpose`; None where it proves nothing.

    Also under a key of before that the settings still name (SECRET_KEY_FALLBACKS): mails lie in mailboxes for years.
    """
    if not TOKEN.fullmatch(token):
        return None
    handle, given = token[:HANDLE], token[HANDLE:]
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    proven = any(constant_time_compare(given, _proof(handle, purpose, key)) for key in keys)
    return handle if proven else None


def _proof(handle, purpose, key):
    return salted_hmac(f"subscriptions.{purpose}", handle, secret=key, algorithm="sha256").hexdigest()[:PROOF]
