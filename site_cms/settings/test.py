"""The tests: as base, with what makes them quick and apart from each other."""

import os
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from .base import *

SECRET_KEY = "tests-only"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_FILES = Path(os.environ.get("TEST_VAR_DIR") or tempfile.mkdtemp(prefix="newsroom-tests-"))
VAR_DIR = _FILES
MEDIA_ROOT = _FILES / "media"
if OBJECT_STORE:
    raise ImproperlyConfigured("OBJECT_STORE_URL names a store, and the tests empty theirs: unset it.")
# What is old there is cleared away, and a test travels to next month while others upload.
FILE_UPLOAD_TEMP_DIR = _FILES / "arriving"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
STORAGES["private"]["OPTIONS"]["location"] = str(_FILES / "private")
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
POST_OFFICE["BACKENDS"] = {"default": "django.core.mail.backends.locmem.EmailBackend"}
AXES_ENABLED = False
# Of nobody but in the tests of it.
SECOND_FACTOR_FOR, SESSION_IDLE_MINUTES = [], {}
# A key like any other: what the tests encrypt is gone with their database.
PERSONAL_DATA_KEYS = ["dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk="]
# On in the tests of it alone, as nobody backs up the tests.
BACKUP_LATE_HOURS = 0
# Tests travel in time, the database does not.
COMPARE_CLOCKS = False
# Off but in the tests of it: a test rolls back, and what waits for its commit never comes.
PAGE_CACHE_SECONDS = 0
