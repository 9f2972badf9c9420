"""Whether the keys that the site has open the personal data that are stored: asked at the start, and when verifying."""

from cryptography.fernet import InvalidToken
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from submissions.kept.encrypted import ELSEWHERE, cipher, encrypted_fields


def what_to_do():
    """What whoever keeps the server does when stored numbers cannot be read (str)."""
    return _(
        "PERSONAL_DATA_KEY does not open all that is stored encrypted: authors' numbers, citizens' questions and "
        "opinions, secrets of the second factor. Restore the key that they were written with: as the only one, or "
        "after a newer one and a comma (docs/deployment.md). Until then nobody should enter anything of the kind."
    )


def opens_a_sample():
    """Whether the first and the last record of each kind can be read (bool); no others are read."""
    ends = [
        (_tokens(holder).order_by("pk").first(), _tokens(holder).order_by("pk").last()) for holder in encrypted_fields()
    ]
    ends += [(rows[0], rows[-1]) for kept in ELSEWHERE if (rows := list(kept.tokens()))]
    return all(_opens(tokens) for pair in ends for tokens in pair if tokens)


def unreadable():
    """(number of records that cannot be read, number of all that have a token)."""
    readable = [_opens(tokens) for holder in encrypted_fields() for tokens in _tokens(holder).iterator()]
    readable += [_opens(tokens) for kept in ELSEWHERE for tokens in kept.tokens()]
    return readable.count(False), len(readable)


def _tokens(holder):
    """The stored tokens (tuples of str, "" for none) of the records of `holder` that have any."""
    stored = {f"stored_{name}": Cast(name, models.TextField()) for name in encrypted_fields()[holder]}
    nothing = dict.fromkeys(stored, "")
    return holder.objects.annotate(**stored).exclude(**nothing).values_list(*stored)


def _opens(tokens):
    try:
        for token in filter(None, tokens):
            cipher().decrypt(token)
    except InvalidToken:
        return False
    return True
