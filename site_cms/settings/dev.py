"""Development and the demonstration: convenient, never for the public."""

from .base import *
from .base import VAR_DIR

DEBUG = True
SECRET_KEY = "development-only-never-in-production"
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Mails lie as files where a person can open them.
POST_OFFICE["BACKENDS"] = {"default": "django.core.mail.backends.filebased.EmailBackend"}
EMAIL_FILE_PATH = VAR_DIR / "mail"

VAR_DIR.mkdir(exist_ok=True)
