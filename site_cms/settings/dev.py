"""Development and the demonstration: convenient, never for the public."""

from .base import *
from .base import PERSONAL_DATA_KEYS, VAR_DIR
from .personal_data_key import key_of_this_machine, refuse_bad_keys

DEBUG = True
SECRET_KEY = "development-only-never-in-production"
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Mails lie as files where a person can open them.
POST_OFFICE["BACKENDS"] = {"default": "django.core.mail.backends.filebased.EmailBackend"}
EMAIL_FILE_PATH = VAR_DIR / "mail"

VAR_DIR.mkdir(exist_ok=True)

# Without one in the environment, each machine has a key of its own beside its database.
if PERSONAL_DATA_KEYS:
    refuse_bad_keys(PERSONAL_DATA_KEYS, where="Biến môi trường PERSONAL_DATA_KEY")
else:
    PERSONAL_DATA_KEYS = [key_of_this_machine(VAR_DIR)]
# Nobody backs up what is tried out.
BACKUP_LATE_HOURS = 0
# What was changed in a template is seen by the next request.
PAGE_CACHE_SECONDS = 0
