"""Addresses without Vietnamese marks, made on the server.

The page editor's own slug maker turns "Đài Truyền thanh Phan Thiết" into "djai-truyn-thanh-phan-thit";
addresses are printed in reports and dictated over the telephone, so they have to read as the words do.
"""

import re
from collections.abc import Callable
from itertools import count

from vietnamese.text import fold

_NOT_SLUG = re.compile(r"[^a-z0-9]+")

# For a title of which no Latin letter or digit is left; "mục" is an entry of any kind.
_EMPTY_SLUG = "muc"


def slugify(text: str) -> str:
    """Return ``text`` as lower-case ASCII words joined by hyphens; empty without a Latin letter or digit."""
    return _NOT_SLUG.sub("-", fold(text)).strip("-")


def unique_slug(text: str, *, taken: Callable[[str], bool], max_length: int) -> str:
    """Return a slug of ``text`` that is not ``taken``, at most ``max_length`` characters long.

    A long slug is cut between words where that leaves anything. A taken one gets the first free number from 2
    on. Raises ValueError when ``max_length`` leaves no room for a letter and a number.
    """
    if max_length < len("a-99"):
        raise ValueError(f"a slug needs at least 4 characters, not {max_length}")
    stem = slugify(text) or _EMPTY_SLUG
    candidate = _cut(stem, max_length)
    for number in count(2):
        if not taken(candidate):
            break
        suffix = f"-{number}"
        if len(suffix) >= max_length:
            raise ValueError(f"no free slug of {max_length} characters for {stem!r}")
        candidate = _cut(stem, max_length - len(suffix)) + suffix
    return candidate


def _cut(slug: str, length: int) -> str:
    if len(slug) <= length:
        return slug
    whole_words, hyphen, _rest = slug[: length + 1].rpartition("-")
    return whole_words if hyphen else slug[:length]
