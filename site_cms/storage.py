"""Files that are there whole or not at all: a full disk, a killed process or a power cut leaves none by half."""

import errno
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

# Below the folder of a storage: what is being written. What a killed process left there is cleared away
# (keeping/leftovers/).
UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class Stored:
    """A file that a storage has: its name there, its size in bytes, and the mark that changes with what it holds.

    A disk gives no such mark (None): whoever wants to know reads the file.
    """

    name: str
    size: int
    mark: str | None = None


class StoreAway(OSError):
    """A store on another machine does not answer, or refuses what it is asked (site_cms/object_store.py).

    As the system's own error about a host that is down, by which those know it who are not told of stores.
    """

    def __init__(self, words, name=None):
        super().__init__(errno.EHOSTDOWN, words, name)


@deconstructible
class WholeFiles(FileSystemStorage):
    """Django's files on the disk; each is written apart, put on the disk for good, and then given its name."""

    def _save(self, name, content):
        folder = Path(self.location, UNFINISHED)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        written = _written(folder, content)
        try:
            # Django finds the name, makes the folders and sets the modes, of a file without content.
            name = super()._save(name, ContentFile(b""))
            path = Path(self.path(name))
            written.chmod(path.stat().st_mode & 0o777)
            written.replace(path)
        except BaseException:
            written.unlink(missing_ok=True)
            raise
        _sync(path.parent)
        return name

    def is_there(self, name):
        """Whether a page may name the file: as `exists`, which a disk answers at once."""
        return self.exists(name)

    def write_at(self, name, position, content):
        """Let the file `name` go on with `content` (bytes) from the byte `position`, and end there; OSError."""
        with self.open(name, "r+b") as file:
            file.seek(position)
            file.write(content)
            file.truncate()

    def all_files(self):
        """Yield a Stored for each file, but what is just being written; a link or a pipe is no file of ours."""
        for folder, folders, names in os.walk(self.location):
            folders[:] = sorted(set(folders) - {UNFINISHED})
            for name in sorted(names):
                path = Path(folder, name)
                try:
                    found = path.lstat()
                except FileNotFoundError:
                    continue  # deleted meanwhile
                if stat.S_ISREG(found.st_mode):
                    yield Stored(path.relative_to(self.location).as_posix(), found.st_size)

    def half_written(self):
        """Paths (list) of what is being written, or was when its process ended."""
        return list(Path(self.location, UNFINISHED).glob("*"))


def _written(folder, content):
    """The Path of a new file in `folder` (Path) that holds `content` (File); none is left where there is no room."""
    descriptor, name = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in content.chunks():
                file.write(chunk if isinstance(chunk, bytes) else chunk.encode())
            file.flush()
            if settings.FILES_SYNCED:
                os.fsync(file.fileno())
    except BaseException:
        os.unlink(name)
        raise
    return Path(name)


def _sync(folder):
    """Have the names in `folder` outlive a power cut."""
    if not settings.FILES_SYNCED:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
