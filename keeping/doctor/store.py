"""A look at the store of files, where the site has one (docs/object-store.md)."""

import urllib.error
import urllib.request
import uuid
from contextlib import contextmanager
from io import BytesIO
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.utils.translation import gettext as _

from keeping.doctor.findings import broken, good, to_look_at

PAGE = "docs/object-store.md"
# Seconds that an answer is waited for.
PATIENCE = 10


def store():
    """What is put there comes back; what is private is given to nobody who asks for it, what is public to everybody."""
    if not settings.OBJECT_STORE:
        return good(_("Files lie on the disk of this machine."))
    private = storages["private"]
    with left_there(private) as (name, content):
        with private.open(name) as file:
            comes_back = file.read() == content
        is_given = is_answered(private.open_address(name))
        is_listed = any(is_answered(private.list_address(part)) for part in ("", "media/", "private/"))
        is_given_twice = private.put_new(name, BytesIO(content))
    if is_given_twice:
        return broken(_("The store gives a name twice, so that two machines may write over each other."), PAGE)
    if not comes_back:
        return broken(_("The store does not give back what it was given."), "OBJECT_STORE_URL")
    if is_given:
        return broken(_("The store gives private files to everybody who asks."), PAGE)
    if is_listed:
        return broken(_("The store lists its files to everybody who asks."), PAGE)
    with left_there(default_storage) as (name, _content):
        is_shown = is_shown_to_readers(urljoin(f"{settings.WAGTAILADMIN_BASE_URL}/", default_storage.url(name)))
    if not is_shown:
        return to_look_at(_("Readers do not get the photos that are in the store."), f"MEDIA_ADDRESS; {PAGE}")
    return good(_("The store keeps files, private ones for the site alone."))


@contextmanager
def left_there(storage):
    """(name, content) of a file that lies in `storage` for as long as the block runs."""
    content = uuid.uuid4().hex.encode()
    name = storage.save(f"doctor/{uuid.uuid4().hex}.txt", ContentFile(content))
    try:
        yield name, content
    finally:
        storage.delete(name)


def is_answered(address):
    """Whether anybody who asks for `address` gets something; only an answer says that nobody does, else it raises."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE):
            return True
    except urllib.error.HTTPError:
        return False


def is_shown_to_readers(address):
    """Whether readers get it; where they may not even come to, they do not."""
    try:
        return is_answered(address)
    except OSError:
        return False
