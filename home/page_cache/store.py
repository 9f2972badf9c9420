"""What is kept, and its name: by the version of all that the public reads, the day, and the code that made it."""

import hashlib
from functools import partial

from django.conf import settings
from django.core.cache import caches
from django.db.transaction import on_commit
from django.utils import timezone

from home.page_cache.release import release
from home.page_cache.version import current


def name_now(request, *what, lasts=False):
    """Under what name (str) `what` is kept now; None where nothing is kept.

    The version is asked for once a request, before anything is made: what changes meanwhile has another one. Units and
    sections begin and end with a day. `lasts`: `what` says all that it shows of pieces, which may change meanwhile.
    """
    if not hasattr(request, "kept_under"):
        version = current() if settings.PAGE_CACHE_SECONDS else None
        request.kept_under = version and (*version, f"{timezone.localdate()} {release()}")
    if request.kept_under is None:
        return None
    token, frame, made_by = request.kept_under
    return hashlib.blake2b(f"{frame if lasts else token} {made_by} {what!r}".encode(), digest_size=24).hexdigest()


def once(request, what, make):
    """What is kept as `what` (tuple) for everybody, or else made by `make()` and kept: it shows nothing of a piece."""
    name = name_now(request, *what, lasts=True)
    found = kept(name)
    if found is None:
        found = make()
        keep(name, found)
    return found


def all_kept(names):
    """{name: what is kept under it} of `names` (from `name_now`), asked for together."""
    return caches["pages"].get_many(names) if names and None not in names else {}


def kept(name):
    """What is kept under `name` (from `name_now`), or None."""
    return caches["pages"].get(name) if name else None


def keep(name, made):
    """Keep `made` under `name`, where there is one; nothing that was made in a transaction that is rolled back."""
    if name:
        on_commit(partial(caches["pages"].set, name, made, settings.PAGE_CACHE_SECONDS), robust=True)
