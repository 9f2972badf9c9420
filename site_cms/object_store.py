"""Files in an S3-compatible store, for a site that runs on several machines (docs/object-store.md).

What the site gives a file to, and what it asks of it, is as with a disk (site_cms/storage.py): a name is given once, a
file is there whole or not at all, and what goes wrong is an OSError.
"""

import errno
import shutil
import tempfile
from contextlib import contextmanager
from urllib.parse import urljoin

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils.deconstruct import deconstructible
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from site_cms.storage import StoreAway, Stored

# Seconds until a store that does not answer is taken for one that is away; each question is asked three times.
CONNECTING, ANSWERING, TIMES = 5, 20, 3
# The bytes of a file up to which it is held in memory, not on the disk, while it is read or sent.
IN_MEMORY = 4 * 2**20
NOT_FOUND, TAKEN, NO_ROOM = (404,), (409, 412), (507,)


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
        copy = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        with in_our_words(name):
            answer = self.client.get_object(Bucket=self.bucket_name, Key=self.key(name))
            shutil.copyfileobj(answer["Body"], copy)
        copy.seek(0)
        return File(copy, name=name)

    def _save(self, name, content):
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as whole:
            for chunk in content.chunks():
                whole.write(chunk if isinstance(chunk, bytes) else chunk.encode())
            while not self.put_new(name, whole, content_type=getattr(content, "content_type", None)):
                name = self.get_available_name(name)
        return name

    def put_new(self, name, file, *, content_type=None):
        """Store `file` as `name`; False where that name was given meanwhile."""
        try:
            self.put(name, file, content_type=content_type, IfNoneMatch="*")
        except FileExistsError:
            return False
        return True

    def put(self, name, file, *, content_type=None, **conditions):
        kind = {"ContentType": content_type} if content_type else {}
        parameters = self._get_write_parameters(name) | kind | conditions
        file.seek(0)
        with in_our_words(name):
            self.client.put_object(Bucket=self.bucket_name, Key=self.key(name), Body=file, **parameters)

    def write_at(self, name, position, content):
        """Write `content` (bytes) into the file `name` from the byte `position` on; what stood there goes."""
        with self.open(name) as file:
            begun = file.read(position)
        self.put(name, ContentFile(begun + content).file)

    def delete(self, name):
        with in_our_words(name):
            super().delete(name)

    def exists(self, name):
        with in_our_words(name):
            return super().exists(name)

    def size(self, name):
        with in_our_words(name):
            return super().size(name)

    def listdir(self, path):
        with in_our_words(path):
            return super().listdir(path)

    def url(self, name, **options):
        """The address at which readers find a public file; ValueError for what only a view may hand out."""
        if self.location != "media":
            raise ValueError("This file is not accessible via a URL.")
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))

    def open_address(self, name):
        """The address (str) of the file `name` as somebody asks for it who has no key."""
        return f"{self.endpoint_url}/{self.bucket_name}/{filepath_to_uri(self.key(name))}"

    def all_files(self):
        """Yield a Stored for each file."""
        prefix = f"{self.location}/"
        with in_our_words(prefix):
            pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket_name, Prefix=prefix)
            for page in pages:
                for found in page.get("Contents", ()):
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
        raise told(error.response["ResponseMetadata"].get("HTTPStatusCode"), name, str(error)) from error
    except BotoCoreError as error:
        raise StoreAway(errno.EIO, str(error)) from error


def told(status, name, words):
    """The OSError that the `status` (int) of an answer about the file `name` means; `words` are the store's own."""
    if status in NOT_FOUND:
        return FileNotFoundError(errno.ENOENT, words, name)
    if status in TAKEN:
        return FileExistsError(errno.EEXIST, words, name)
    if status in NO_ROOM:
        return OSError(errno.ENOSPC, words)
    return StoreAway(errno.EIO, words)
