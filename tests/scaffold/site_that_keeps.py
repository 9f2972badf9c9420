"""A production site for tests of what several of its processes show, without collected static files."""

from site_cms.settings.production import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
REFUSE_UNPREPARED = False
AXES_ENABLED = False
