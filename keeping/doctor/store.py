"""A look at the store of files, where the site has one (docs/object-store.md)."""

import urllib.error
import urllib.request
import uuid
from contextlib import contextmanager
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
    if not comes_back:
        return broken(_("The store does not give back what it was given."), "OBJECT_STORE_URL")
    if is_given:
        return broken(_("The store gives private files to everybody who asks."), PAGE)
    with left_there(default_storage) as (name, _content):
        is_shown = is_answered(urljoin(f"{settings.WAGTAILADMIN_BASE_URL}/", default_storage.url(name)))
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
    """Whether anybody who asks for `address` gets something."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE):
            return True
    except urllib.error.URLError:
        return False
