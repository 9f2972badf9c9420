"""Lists and pairs of words in the environment: "board,desk" and "board=240,desk=120"."""

import os

from django.core.exceptions import ImproperlyConfigured


def words_of(name, default=""):
    """The words (list of str) in the environment's value of `name`."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def minutes_of(name, default=""):
    """{word: minutes} in the environment's value of `name`. Raises ImproperlyConfigured, naming it."""
    pairs = [word.partition("=") for word in words_of(name, default)]
    try:
        return {word.strip(): int(minutes) for word, _sign, minutes in pairs}
    except ValueError as error:
        raise ImproperlyConfigured(f"Biến môi trường {name} sai: viết như desk=240,board=240") from error
