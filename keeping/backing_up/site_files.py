"""The files of the site, wherever its storages keep them: what people uploaded, and what was drawn of it.

No static files, locks or caches, and nothing that is just being written.
"""

from dataclasses import dataclass

from django.core.files.storage import Storage

from keeping.databases.contents import places


@dataclass(frozen=True)
class SiteFile:
    """A file: its `name` on the site ("private/…" or "media/…"), where it lies, and what its storage says of it."""

    name: str
    storage: Storage
    key: str
    size: int
    mark: str | None

    def open(self):
        """The file, to be read; FileNotFoundError where it went meanwhile."""
        return self.storage.open(self.key)


def all_files():
    """Yield a SiteFile for each."""
    for label, storage in places().items():
        for stored in storage.all_files():
            yield SiteFile(f"{label}/{stored.name}", storage, stored.name, stored.size, stored.mark)
