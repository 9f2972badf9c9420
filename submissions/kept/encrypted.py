"""Text that lies encrypted in the database: Fernet (AES-128-CBC with HMAC-SHA256), keys from the settings.

`PERSONAL_DATA_KEYS` is a list: the first key encrypts, every one of them decrypts, so that a key can be replaced.
"""

from collections.abc import Callable
from typing import NamedTuple

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.translation import gettext as _

from vietnamese.fields import NormalisedCharField

# How each token of Fernet begins: its version, and the first bytes of a time of this century.
TOKEN = "gAAAAA"


class KeptElsewhere(NamedTuple):
    """What another package keeps encrypted with the same keys, in rows that have no EncryptedCharField.

    `tokens()` yields those of each row (tuples of str), oldest row first; `write_anew()` writes all of them with the
    first key and returns how many rows (int).
    """

    model: type[models.Model]
    tokens: Callable
    write_anew: Callable


# Registered by the app that uses the package, when it is ready.
ELSEWHERE = set()


class UnreadablePersonalData(Exception):
    """What is stored cannot be read with the keys that the site has."""

    def __init__(self):
        super().__init__(
            _(
                "The personal data are encrypted with a key that this site does not have. Nothing is shown or changed. "
                "Ask the administrator to restore PERSONAL_DATA_KEY."
            )
        )


def cipher():
    """The cipher for the keys of the settings (MultiFernet). Raises ImproperlyConfigured for none, or a bad one."""
    try:
        return MultiFernet([Fernet(key) for key in settings.PERSONAL_DATA_KEYS])
    except ValueError as error:
        raise ImproperlyConfigured(
            "PERSONAL_DATA_KEY: cần ít nhất một khóa, mỗi khóa là 32 byte viết theo base64 (docs/deployment.md)."
        ) from error


def needs_an_older_key(token):
    """Whether `token` (str, as stored; "" is nothing) cannot be read with the first key alone."""
    if not token:
        return False
    try:
        Fernet(settings.PERSONAL_DATA_KEYS[0]).decrypt(token)
    except InvalidToken:
        return True
    return False


class EncryptedCharField(models.TextField):
    """A short text of at most `max_length` characters, of which the database sees only the token; "" stays "".

    Cannot be searched or sorted by. Reading what was written with another key raises UnreadablePersonalData.
    """

    def from_db_value(self, value, expression, connection):
        if not value:
            return value
        try:
            return cipher().decrypt(value.encode()).decode()
        except InvalidToken as error:
            raise UnreadablePersonalData from error

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return cipher().encrypt(value.encode()).decode() if value else value

    def value_to_string(self, obj):
        """As it is stored: what `dumpdata` writes is no clear text, either."""
        return self.get_prep_value(self.value_from_object(obj))

    def to_python(self, value):
        """Reads what `dumpdata` wrote; no number is so long and begins like a token."""
        value = super().to_python(value)
        return self.from_db_value(value, None, None) if value and value.startswith(TOKEN) else value

    def get_lookup(self, lookup_name):
        """Only whether there is anything: a token differs each time, so that nothing else could be found by it."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def formfield(self, **kwargs):
        return NormalisedCharField(
            required=not self.blank, max_length=self.max_length, label=self.verbose_name, help_text=self.help_text
        )


def encrypted_fields():
    """{model: names of its encrypted fields} of every app: what a new key and a look at the key have to reach."""
    found = {}
    for model in apps.get_models():
        names = tuple(field.name for field in model._meta.concrete_fields if isinstance(field, EncryptedCharField))
        if names:
            found[model] = names
    return found
