"""Tracking codes: read aloud over a telephone, and not to be guessed."""

import secrets
from hashlib import sha256

# Without 0, O, 1 and I, which are taken for each other.
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS, IN_A_GROUP = 3, 4


def new_code():
    """A code of 60 random bits, as people write it: "7KQM-X2RA-PD94"."""
    groups = ("".join(secrets.choice(SIGNS) for _sign in range(IN_A_GROUP)) for _group in range(GROUPS))
    return "-".join(groups)


def digest_of(code):
    """By what a question is found from `code` (str), however its hyphens, blanks and letters were typed."""
    signs = "".join(sign for sign in code.upper() if sign in SIGNS)
    return sha256(f"feedback code {signs}".encode()).hexdigest()
