"""Settings that hold everywhere, safe as they stand: development opts in to what is convenient."""

import os
from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

from .browsers import *
from .doors import *
from .object_store import address_of, storages_in

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))

DEBUG = False
# The web server that shows pages while deploy/update changes the database: what may be left unwritten is.
READ_ONLY = os.environ.get("READ_ONLY", "0") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY", "")
ALLOWED_HOSTS = []

INSTALLED_APPS = [
    "site_cms",  # first: its templates stand before the packages' own
    "home",
    "library",
    "agenda",
    "about",
    "planning",
    "consultation",
    "compliance",
    "royalties",
    "feedback",
    "keeping",
    "subscriptions",
    "doors",
    "submissions",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "submissions.users_app.AccountsConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "submissions.admin_app.NewsroomAdminConfig",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tables2",
    "post_office",
    "axes",
    # Its arithmetic and rows; none of its pages has an address here, and "allauth" itself, which has them, is not in.
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    # Before all others: what it kept has the headers of all of them.
    "home.page_cache.middleware.KeptPages",
    "django.middleware.security.SecurityMiddleware",
    "site_cms.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "submissions.guard.kept_forms.KeptForms",
    "django.contrib.sessions.middleware.SessionMiddleware",
    # Before the slash is added to an address that lacks it: a redirect takes no address over that is somebody's.
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "django.middleware.common.CommonMiddleware",
    "vietnamese.middleware.NormalisedQuery",
    "vietnamese.middleware.PrintableForms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Right behind it: whoever has not shown what the account needs is nobody for all that follows.
    "doors.presence.middleware.WhoIsHere",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "submissions.guard.guard.NewsGuard",
    "submissions.guard.held_files.HeldFileGuard",
    "submissions.guard.written_once.WrittenOnce",
    "axes.middleware.AxesMiddleware",
    # Asked only where nothing was found.
]

ROOT_URLCONF = "site_cms.urls"
WSGI_APPLICATION = "site_cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# Database: SQLite needs no set-up; DATABASE_URL=postgres://… selects PostgreSQL.
DATABASE_URL = os.environ.get("DATABASE_URL", "").strip() or f"sqlite:///{VAR_DIR / 'db.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Decisions take the page's row before they read it: on SQLite that is a transaction which writes
    # from its first statement on, and a second one that waits instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # Triggers of deletion for REPLACE as well, which deletes the row that was there: sealed rows rest on them.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Opening SQLite's file for each request costs more than a kept page does.
DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHE_URL = os.environ.get("CACHE_URL", "")


def cache_of(name, **options):
    """The settings of one cache: in Redis where CACHE_URL names one, else in the memory of each process."""
    if CACHE_URL:
        return {"BACKEND": "site_cms.cache.OpenRedisCache", "LOCATION": CACHE_URL, "KEY_PREFIX": name}
    return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name, "OPTIONS": options}


# Public pages apart, so that many of them push nothing else out.
CACHES = {"default": cache_of("default"), "pages": cache_of("pages", MAX_ENTRIES=2000)}
# How long a public page is kept for anonymous readers, in seconds, unless something public changes; 0 keeps none
# (docs/page-cache.md).
PAGE_CACHE_SECONDS = int(os.environ.get("PAGE_CACHE_SECONDS", "3600"))

# People
AUTH_USER_MODEL = "submissions.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "submissions.rights.backends.MembershipBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "doors.passwords.guessable.CommonVietnamesePasswordValidator"},
]
if LEAKED_PASSWORDS_FILE:
    AUTH_PASSWORD_VALIDATORS += [{"NAME": "doors.passwords.leaked.LeakedPasswordValidator"}]
LOGIN_URL = "wagtailadmin_login"
CSRF_FAILURE_VIEW = "submissions.guard.kept_forms.csrf_failure"

# Language, dates, numbers
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
# Ours first; then the words of Wagtail that its own catalogue leaves in English.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_wagtail"]
FORMAT_MODULE_PATH = ["site_cms.formats"]
# A filter of a list that is not set says so in words, not by a row of dashes.
FILTERS_EMPTY_CHOICE_LABEL = _("All")
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True

# Files. What the public may fetch directly (renditions) lies apart from what only a view may hand out
# (originals of photos, documents).
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", VAR_DIR / "static"))
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "site_cms.storage.WholeFiles"},
    "private": {
        "BACKEND": "site_cms.storage.WholeFiles",
        # As text: what deletes a file is handed on with how its storage is made, and only takes what JSON has.
        # For the site's own account alone: the proxy, which serves what lies beside it, could not even by mistake.
        "OPTIONS": {
            "location": str(VAR_DIR / "private"),
            "base_url": None,
            "directory_permissions_mode": 0o700,
            "file_permissions_mode": 0o600,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Several machines keep their files together in a store (docs/object-store.md); one has its disk.
OBJECT_STORE = address_of(os.environ.get("OBJECT_STORE_URL", "").strip())
STORAGES |= storages_in(OBJECT_STORE)
MEDIA_URL = (OBJECT_STORE and os.environ.get("MEDIA_ADDRESS", "").strip()) or "/media/"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Whether a file that was uploaded outlives a power cut from the moment on in which its row is written: in production.
FILES_SYNCED = False

# Mail: every mail is first a row of the outbox, sent by the worker.
EMAIL_BACKEND = "post_office.EmailBackend"
POST_OFFICE = {
    "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"},
    "DEFAULT_PRIORITY": "medium",
    # Over three days (PAUSES in submissions/kept/outbox.py).
    "MAX_RETRIES": 10,
    "MESSAGE_ID_ENABLED": True,
    # post_office notes what was sent at the end of a batch: of one mail, so that a run that is killed has noted all but
    # the last one (docs/notifications.md).
    "BATCH_SIZE": 1,
    "SENDING_ORDER": ["-priority", "pk"],
    # Parts of mails wait there to be sent: photos of pieces that nobody has approved yet.
    "FILE_STORAGE": "private",
}
EMAIL_TIMEOUT = 20
# How many days the text of a mail that was sent stays in the outbox; links by which somebody comes in go at once.
MAIL_TEXT_DAYS = int(os.environ.get("MAIL_TEXT_DAYS", "1"))
# After how many minutes without a run of what is due (manage.py run_due) the first page of the back office warns.
RUN_DUE_LATE_MINUTES = int(os.environ.get("RUN_DUE_LATE_MINUTES", "30"))
# Whether what is due is held back while this clock and the database's are apart (compliance/due/clock.py).
COMPARE_CLOCKS = True
# Backups (docs/backup.md): where they lie, and what opens the key inside them.
BACKUP_FOLDER = os.environ.get("BACKUP_FOLDER", "")
BACKUP_PASSPHRASE_FILE = os.environ.get("BACKUP_PASSPHRASE_FILE", "")
BACKUP_PASSPHRASE = os.environ.get("BACKUP_PASSPHRASE", "")
# How old the last good backup and the last good rehearsal may be before the administrator is warned; with 0 hours
# nobody watches over either.
BACKUP_LATE_HOURS = int(os.environ.get("BACKUP_LATE_HOURS", "36"))
REHEARSAL_LATE_DAYS = int(os.environ.get("REHEARSAL_LATE_DAYS", "40"))
# News by mail (docs/mail-in.md): off until IMAP_URL names a mailbox, MAIL_IN_ADDRESS its address, and
# MAIL_IN_AUTHSERV_ID the name under which its server says what it found out about a sender.
IMAP_URL = os.environ.get("IMAP_URL", "").strip()
MAIL_IN_ADDRESS = os.environ.get("MAIL_IN_ADDRESS", "").strip()
MAIL_IN_AUTHSERV_ID = os.environ.get("MAIL_IN_AUTHSERV_ID", "").strip()
# The largest mail in megabytes, the most files of one, mails of one sender a day, days that what waits is kept, and
# seconds that a run may take.
MAIL_IN_MEGABYTES = int(os.environ.get("MAIL_IN_MEGABYTES", "25"))
MAIL_IN_FILES = int(os.environ.get("MAIL_IN_FILES", "30"))
MAIL_IN_PER_DAY = int(os.environ.get("MAIL_IN_PER_DAY", "20"))
MAIL_IN_KEEP_DAYS = int(os.environ.get("MAIL_IN_KEEP_DAYS", "30"))
MAIL_IN_SECONDS = int(os.environ.get("MAIL_IN_SECONDS", "30"))
# What is personal lies encrypted (submissions/kept/encrypted.py; docs/deployment.md names it). The first key encrypts;
# older ones, after commas, still decrypt.
PERSONAL_DATA_KEYS = [key.strip() for key in os.environ.get("PERSONAL_DATA_KEY", "").split(",") if key.strip()]
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "bbt@phanthiet.example")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Wagtail
# Wagtail asks for one; what people read is the office's own (submissions/models/office.py, Locality).
WAGTAIL_SITE_NAME = "Trang Thông tin điện tử"
WAGTAILADMIN_BASE_URL = os.environ.get("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_USER_LOGIN_FORM = "submissions.accounts.login.LoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "submissions.accounts.password_reset.PasswordResetForm"
# The chain (docs/chain.md). submissions.checks refuses other values.
WAGTAIL_FINISH_WORKFLOW_ACTION = "submissions.chain.publishing.publish_approved"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
# A scheduled update that goes live must not silently cancel what the unit has sent in meanwhile.
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
# Wagtail mails comments to everybody who ever subscribed, former members of a unit included.
WAGTAILADMIN_COMMENTS_ENABLED = False
# Who leaves a shared mailbox alone would still open it, and have the password of a colleague sent there.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
# What is public keeps its address. Those of drafts follow their titles, and a redirect would tell that there is one.
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Photos and documents
WAGTAILIMAGES_IMAGE_MODEL = "submissions.NewsImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "submissions.media.photo_form.PhotoForm"
WAGTAILDOCS_DOCUMENT_MODEL = "submissions.NewsDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "submissions.media.documents.DocumentForm"
# What a file may be called where a browser asks first; what it is, its content says.
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "jpe", "jfif", "png", "webp", "heic", "heif", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"jpeg": "webp", "png": "webp", "webp": "webp"}
WAGTAILDOCS_EXTENSIONS = ["pdf", "doc", "docx", "xls", "xlsx", "odt", "ods", "zip", "mp3", "m4a"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
# Where ClamAV's daemon listens, if there is one: a path or host:port (docs/safety.md). Without an answer within these
# seconds nothing is taken, unless the office wants it otherwise.
CLAMD = os.environ.get("CLAMD", "").strip()
CLAMD_SECONDS = float(os.environ.get("CLAMD_SECONDS", "30"))
CLAMD_REQUIRED = os.environ.get("CLAMD_REQUIRED", "1") == "1"
WAGTAILEMBEDS_RESPONSIVE_HTML = True
TAGGIT_CASE_INSENSITIVE = True

# Brute force: five failures for a user name, twenty for an address, ten minutes (submissions/accounts/lockout.py).
AXES_HANDLER = "submissions.accounts.lockout.LockoutHandler"
AXES_FAILURE_LIMIT = 5
AXES_FAILURE_LIMIT_PER_ADDRESS = 20
AXES_COOLOFF_TIME = 10 / 60
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_USERNAME_CALLABLE = "submissions.accounts.lockout.counted_name"
AXES_CLIENT_IP_CALLABLE = "submissions.accounts.lockout.client_address"
AXES_LOCKOUT_CALLABLE = "submissions.accounts.lockout.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
# "Quên mật khẩu" writes to one mailbox so often and no more (submissions/accounts/password_reset.py).
PASSWORD_LINKS_PER_HOUR = 3
# How many proxies of ours stand before the application and append to X-Forwarded-For.
PROXY_COUNT = 0

SILENCED_SYSTEM_CHECKS = []

# A production site with demonstration accounts has an open door: it refuses to start.
REFUSE_DEMO_ACCOUNTS = False
# So it does without compiled messages and collected static files (site_cms/prepared.py).
REFUSE_UNPREPARED = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # Addresses of citizens stand in what a mail server says when it refuses a mail.
    "filters": {"no_addresses": {"()": "site_cms.logs.WithoutAddresses"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["no_addresses"]},
        "none": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Without any handler it installs its own, which prints two lines whenever the outbox is looked into.
    "loggers": {"post_office": {"handlers": ["none"], "level": "WARNING", "filters": ["no_addresses"]}},
}
