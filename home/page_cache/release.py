"""Which code and which settings made a page: a site that was updated keeps nothing of before."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

READ = {".py", ".html", ".txt", ".xml", ".css", ".js", ".mo", ".svg"}
SETTINGS = ("WAGTAILADMIN_BASE_URL", "STATIC_URL", "MEDIA_URL", "DEBUG")
# What every answer says in its headers.
SETTINGS += ("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD", "SECURE_REFERRER_POLICY")
SETTINGS += ("SECURE_CROSS_ORIGIN_OPENER_POLICY", "SECURE_CONTENT_TYPE_NOSNIFF", "X_FRAME_OPTIONS")
OURS = ("about", "agenda", "compliance", "consultation", "feedback", "home", "library", "planning", "site_cms")
OURS += ("submissions", "subscriptions", "vietnamese")
OURS += ("locale", "locale_wagtail")


@cache
def release():
    """A digest (str) of sizes and times of our files, and of the settings that pages show."""
    digest = hashlib.sha256(repr([getattr(settings, name) for name in SETTINGS]).encode())
    for folder in OURS:
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if path.suffix in READ:
                about = path.stat()
                digest.update(f"{path}:{about.st_size}:{about.st_mtime_ns}".encode())
    return digest.hexdigest()
