"""Files in an S3-compatible store, for a site that runs on several machines (docs/object-store.md).

What the site gives a file to, and what it asks of it, is as with a disk (site_cms/storage.py): a name is given once, a
file is there whole or not at all, and what goes wrong is an OSError.
"""

import errno
import hashlib
import mimetypes
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from urllib.parse import urljoin

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile, File
from django.utils.deconstruct import deconstructible
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from site_cms.storage import StoreAway, Stored

# Seconds until a store that does not answer is taken for one that is away; each question is asked twice.
CONNECTING, ANSWERING, TIMES = 3, 12, 2
# The bytes of a file up to which it is held in memory, not on the disk, while it is read or sent.
IN_MEMORY = 4 * 2**20
NOT_FOUND, TAKEN, NO_ROOM = (404,), (409, 412), (507,)
# So many other names are tried where the name of a file is given already.
NAMES = 8
# Seconds for which it is remembered that a file is there or is not, and that the store was away when it was asked.
KNOWN, AWAY = 3600, 30
# Not among the kinds that Python's own list has.
mimetypes.add_type("image/webp", ".webp")
mimetypes.add_type("image/avif", ".avif")


@deconstructible
class ObjectStore(S3Storage):
    """The files below `location` ("media" or "private") in the bucket that OBJECT_STORE_URL names."""

    def get_default_settings(self):
        store = settings.OBJECT_STORE
        return super().get_default_settings() | {
            "endpoint_url": store.endpoint,
            "bucket_name": store.bucket,
            "region_name": store.region,
            "access_key": store.access_key,
            "secret_key": store.secret_key,
            "security_token": None,
            "session_profile": None,
            "file_overwrite": False,
            "client_config": Config(
                connect_timeout=CONNECTING,
                read_timeout=ANSWERING,
                retries={"total_max_attempts": TIMES, "mode": "standard"},
                # As all stores understand it: the bucket in the path, no check sums of Amazon's own.
                s3={"addressing_style": "path"},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        }

    @property
    def client(self):
        return self.connection.meta.client

    def key(self, name):
        """The whole name (str) of the file `name` in the bucket."""
        return self._normalize_name(name)

    def _open(self, name, mode="rb"):
        """The file `name`, to be read; what is to be written is saved, or written by `write_at`."""
        if mode not in ("r", "rb"):
            raise ValueError(f"A file of the store is not opened for {mode!r}.")
        with ExitStack() as unfinished:
            copy = unfinished.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY))
            with in_our_words(name):
                answer = self.client.get_object(Bucket=self.bucket_name, Key=self.key(name))
                shutil.copyfileobj(answer["Body"], copy)
            copy.seek(0)
            # Whole: from now on whoever asked closes it.
            unfinished.pop_all()
        return File(copy, name=name)

    def _save(self, name, content):
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as whole:
            for chunk in content.chunks():
                whole.write(chunk if isinstance(chunk, bytes) else chunk.encode())
            kind = getattr(content, "content_type", None)
            for _name in range(NAMES):
                if self.put_new(name, whole, content_type=kind):
                    return name
                name = self.get_available_name(name)
        raise StoreAway("The store takes the file by no name.", name)

    def put_new(self, name, file, *, content_type=None):
        """Store `file` as `name`; False where that name was given meanwhile."""
        try:
            self.put(name, file, content_type=content_type, IfNoneMatch="*")
        except FileExistsError:
            return False
        return True

    def put(self, name, file, *, content_type=None, **conditions):
        """Store the open `file` (bytes) as `name`, whatever is there, unless `conditions` (of put_object) forbid it.

        OSError: FileExistsError, StoreAway, or that there is no room.
        """
        kind = {"ContentType": content_type} if content_type else {}
        parameters = self._get_write_parameters(name) | kind | conditions
        file.seek(0)
        cache.delete(self.known(name))
        with in_our_words(name):
            self.client.put_object(Bucket=self.bucket_name, Key=self.key(name), Body=file, **parameters)

    def write_at(self, name, position, content):
        """Let the file `name` go on with `content` (bytes) from the byte `position`, and end there; OSError."""
        with in_our_words(name):
            answer = self.client.get_object(Bucket=self.bucket_name, Key=self.key(name))
            begun = answer["Body"].read()[:position]
        if len(begun) != position:
            raise StoreAway("The store has less of the file than was received.", name)
        try:
            self.put(name, ContentFile(begun + content).file, IfMatch=answer["ETag"])
        except FileExistsError as error:
            raise StoreAway("The file was changed meanwhile.", name) from error

    def delete(self, name):
        cache.delete(self.known(name))
        with in_our_words(name):
            super().delete(name)

    def exists(self, name):
        with in_our_words(name):
            return super().exists(name)

    def is_there(self, name):
        """As `exists`, for pages: remembered, and False while the store is away, so that none waits again and again."""
        found = cache.get(self.known(name))
        if found is None:
            try:
                found, seconds = self.exists(name), KNOWN
            except StoreAway:
                found, seconds = False, AWAY
            cache.set(self.known(name), found, seconds)
        return found

    def known(self, name):
        """Under which key the cache has whether `name` is there."""
        return f"store:{hashlib.sha256(self.key(name).encode()).hexdigest()}"

    def size(self, name):
        with in_our_words(name):
            return super().size(name)

    def listdir(self, path):
        with in_our_words(path):
            return super().listdir(path)

    def url(self, name, **options):
        """The address at which readers find a public file; NotImplementedError for what only a view may hand out."""
        if self.location != "media":
            # What Wagtail asks for, which then hands the file out by its view.
            raise NotImplementedError("This file is not accessible via a URL.")
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))

    def open_address(self, name):
        """The address (str) of the file `name` as somebody asks for it who has no key."""
        return f"{self.endpoint_url}/{self.bucket_name}/{filepath_to_uri(self.key(name))}"

    def list_address(self, prefix):
        """The address (str) at which somebody without a key asks for the list of all files that begin with `prefix`."""
        return f"{self.endpoint_url}/{self.bucket_name}?list-type=2&prefix={filepath_to_uri(prefix)}"

    def all_files(self):
        """Yield a Stored for each file."""
        prefix = f"{self.location}/"
        with in_our_words(prefix):
            pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket_name, Prefix=prefix)
            for page in pages:
                # What a console shows as an empty folder is a file without a name.
                for found in (each for each in page.get("Contents", ()) if not each["Key"].endswith("/")):
                    yield Stored(found["Key"].removeprefix(prefix), found["Size"], found["ETag"])

    def half_written(self):
        """None: the store gives a file its name when it has all of it."""
        return []


@contextmanager
def in_our_words(name):
    """Tell what the store answers about the file `name` as a disk would: by an OSError."""
    try:
        yield
    except ClientError as error:
        if error.response["Error"].get("Code") == "NoSuchBucket":
            raise StoreAway(str(error)) from error
        raise told(error.response["ResponseMetadata"].get("HTTPStatusCode"), name, str(error)) from error
    except BotoCoreError as error:
        raise StoreAway(str(error)) from error


def told(status, name, words):
    """The OSError that the `status` (int) of an answer about the file `name` means; `words` are the store's own."""
    if status in NOT_FOUND:
        return FileNotFoundError(errno.ENOENT, words, name)
    if status in TAKEN:
        return FileExistsError(errno.EEXIST, words, name)
    if status in NO_ROOM:
        return OSError(errno.ENOSPC, words)
    return StoreAway(words)
