"""A file that goes with the form from its preview to its confirmation: nothing is stored of what nobody confirmed."""

import base64
import zlib
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

# How long somebody may read a preview, in seconds.
VALID_FOR = 60 * 60
MOST_BYTES = 1_000_000


class CarriedTooLong(Exception):
    """What came back is no file of this site, or its preview is older than an hour."""


def cipher():
    return Fernet(base64.urlsafe_b64encode(sha256(f"carried file {settings.SECRET_KEY}".encode()).digest()))


def sealed(content):
    """`content` (bytes) as a text for a hidden field, which nobody can read or change: lists hold personal numbers."""
    return cipher().encrypt(zlib.compress(content)).decode("ascii")


def opened(text):
    """The bytes that `sealed` made `text` of. Raises CarriedTooLong."""
    try:
        return zlib.decompress(cipher().decrypt(text.encode("ascii", errors="replace"), ttl=VALID_FOR))
    except InvalidToken as error:
        raise CarriedTooLong from error
