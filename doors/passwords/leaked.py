"""Passwords that were leaked somewhere: looked up in a file that the office keeps, where it keeps one; off otherwise.

The file is the one of "Have I Been Pwned", ordered by hash: a line for each password, SHA-1 in capitals, a colon, how
often. Nothing is asked over the network, and nothing of the password leaves the site.
"""

import bisect
import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class LeakedPasswordValidator:
    def validate(self, password, user=None):
        if is_leaked(password, settings.LEAKED_PASSWORDS_FILE):
            raise ValidationError(
                _("This password was leaked on another site, so anybody may try it. Please choose another one."),
                code="password_was_leaked",
            )

    def get_help_text(self):
        return _("No password that was leaked on another site.")


def is_leaked(password, path):
    """Whether the file at `path` has `password`; by halves, so that forty gigabytes cost forty small reads."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with open(path, "rb") as file:

        def hash_at(place):
            """The hash in the first line that begins at `place` or behind it; greater than any behind the last."""
            if place:
                file.seek(place - 1)
                file.readline()
            else:
                file.seek(0)
            return file.readline()[:40].upper() or b"~"

        size = file.seek(0, 2)
        return hash_at(bisect.bisect_left(range(size), wanted, key=hash_at)) == wanted
