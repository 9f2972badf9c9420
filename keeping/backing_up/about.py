"""What a backup says of its site: its name, its versions, which settings it had. No secret is among it."""

import os
import subprocess
from urllib.parse import urlsplit

import django
import wagtail
from django.conf import settings

# Of these the values are kept: they are public, or say nothing by which anybody could come in.
WITH_VALUE = (
    "ADMINISTRATOR_DAYS",
    "ALLOWED_HOSTS",
    "BASE_URL",
    "BIND",
    "BACKUP_FOLDER",
    "BACKUP_LATE_HOURS",
    "CLAMD",
    "CLAMD_REQUIRED",
    "CLAMD_SECONDS",
    "DEFAULT_FROM_EMAIL",
    "DJANGO_SETTINGS_MODULE",
    "EMAIL_HOST",
    "EMAIL_PORT",
    "EMAIL_USE_SSL",
    "EMAIL_USE_TLS",
    "HSTS_PRELOAD",
    "HSTS_SUBDOMAINS",
    "LEAKED_PASSWORDS_FILE",
    "MAIL_IN_ADDRESS",
    "MAIL_IN_AUTHSERV_ID",
    "MAIL_IN_FILES",
    "MAIL_IN_KEEP_DAYS",
    "MAIL_IN_MEGABYTES",
    "MAIL_IN_PER_DAY",
    "MAIL_IN_SECONDS",
    "OIDC_CREATE",
    "OIDC_MATCH_EMAIL",
    "OIDC_NAME",
    "OIDC_SERVER",
    "MAIL_TEXT_DAYS",
    "MEDIA_ADDRESS",
    "PAGE_CACHE_SECONDS",
    "PORT",
    "PROXY_COUNT",
    "REHEARSAL_LATE_DAYS",
    "RUN_DUE_LATE_MINUTES",
    "SECOND_FACTOR_FOR",
    "SESSION_IDLE_MINUTES",
    "STATIC_ROOT",
    "TRUSTED_DEVICE_DAYS",
    "VAR_DIR",
    "WEB_CONCURRENCY",
    "WEB_THREADS",
    "WEB_TIMEOUT",
    "WORKER_MAIL_SECONDS",
    "WORKER_SCHEDULE_SECONDS",
)
# Of these only whether they were set: each is a secret or has one in it.
SECRET = (
    "BACKUP_PASSPHRASE",
    "BACKUP_PASSPHRASE_FILE",
    "CACHE_URL",
    "DATABASE_URL",
    "EMAIL_HOST_PASSWORD",
    "EMAIL_HOST_USER",
    "IMAP_URL",
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET",
    "PERSONAL_DATA_KEY",
    "OBJECT_STORE_URL",
    "SECRET_KEY",
)


def site_name():
    """The name of the site (str), which whoever replaces it has to type: its host."""
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or ""


def versions():
    """{what: its version}: the program's commit and the head of its changes, Django, Wagtail."""
    return {
        "commit": _commit(),
        "changes": _head_of_changes(),
        "django": django.get_version(),
        "wagtail": wagtail.__version__,
    }


def settings_without_secrets():
    """{name of a variable: its value, or True where only that it was set is kept} of those that are set."""
    kept = {name: os.environ[name] for name in WITH_VALUE if os.environ.get(name)}
    return kept | {name: True for name in SECRET if os.environ.get(name)}


def _commit():
    """The commit (str) that the program stands at; "" in an image, which has no git."""
    command = ["git", "-C", str(settings.BASE_DIR), "rev-parse", "--short=12", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def _head_of_changes():
    try:
        lines = (settings.BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.removeprefix("## ") for line in lines if line.startswith("## ")), "")
