"""Production: everything that is secret or particular to the place comes from the environment."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .personal_data_key import refuse_bad_keys
from .words import minutes_of, words_of


def required(name, why):
    """Return the environment's value of `name`, or refuse to start with a message that names it."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Thiếu biến môi trường {name}: {why}")
    return value


SECRET_KEY = required("SECRET_KEY", "chuỗi bí mật dài, ngẫu nhiên, riêng cho máy chủ này.")
ALLOWED_HOSTS = [h.strip() for h in required("ALLOWED_HOSTS", "tên miền của trang, cách nhau dấu phẩy.").split(",")]
WAGTAILADMIN_BASE_URL = required("BASE_URL", "địa chỉ đầy đủ của trang, ví dụ https://phanthiet.example.").rstrip("/")
required("DATABASE_URL", "cơ sở dữ liệu, ví dụ postgres://tên:mật-khẩu@máy-chủ:5432/phanthiet.")
EMAIL_HOST = required("EMAIL_HOST", "máy chủ gửi thư (SMTP).")
DEFAULT_FROM_EMAIL = required("DEFAULT_FROM_EMAIL", "địa chỉ người gửi của thư thông báo.")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
# TLS from the first byte (port 465), or STARTTLS (587), or neither: never both.
EMAIL_USE_SSL = os.environ.get("EMAIL_USE_SSL", "0") == "1"
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1") == "1" and not EMAIL_USE_SSL

required("PERSONAL_DATA_KEY", "khóa mã hóa dữ liệu cá nhân và khóa của xác thực hai lớp (docs/deployment.md).")
refuse_bad_keys(PERSONAL_DATA_KEYS, where="Biến môi trường PERSONAL_DATA_KEY")

CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = 31_536_000
# Both bind others than this site, for years: all names below it, and every browser (docs/headers.md).
SECURE_HSTS_INCLUDE_SUBDOMAINS = os.environ.get("HSTS_SUBDOMAINS", "0") == "1"
SECURE_HSTS_PRELOAD = os.environ.get("HSTS_PRELOAD", "0") == "1"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = True
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # X_FRAME_OPTIONS is not DENY: base.py says why
    "security.W005",  # HSTS for subdomains and
    "security.W021",  # preloading: for the office to decide
]
# The client's address is found behind this many proxies of ours; locking out works by it (docs/safety.md).
PROXY_COUNT = int(os.environ.get("PROXY_COUNT", "1"))

# Who does nothing without a second factor, and after how many minutes without use who is logged out: words of
# doors/factors/who.py, with commas; a wrong one is an error at the start (doors/checks.py).
SECOND_FACTOR_FOR = words_of("SECOND_FACTOR_FOR", "board,desk,accountant,head_of_office,administrator,superuser")
SESSION_IDLE_MINUTES = minutes_of(
    "SESSION_IDLE_MINUTES",
    "superuser=60,administrator=60,accountant=120,head_of_office=120,desk=240,board=240,others=0",
)
# What the site has said to be stored outlives a power cut (docs/faults.md).
FILES_SYNCED = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=FULL;"

REFUSE_DEMO_ACCOUNTS = True
REFUSE_UNPREPARED = True
