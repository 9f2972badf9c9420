"""System checks of a site in production: what it needs is made, and its settings do not contradict each other."""

import os
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Warning, register
from django.http.request import validate_host

from site_cms import prepared


def register_checks():
    register(check_prepared, "prepared")
    register(check_address, deploy=True)
    register(check_shared_cache, deploy=True)


def check_prepared(app_configs, **kwargs):
    """Compiled messages and collected static files are there, and of today; the sentence names the command."""
    if not settings.REFUSE_UNPREPARED:
        return []
    return [Error(sentence, id="site_cms.E001") for sentence in (*prepared.missing(), *prepared.outdated())]


def check_address(app_configs, **kwargs):
    """The links in mails lead to a host that the site answers to."""
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or ""
    if validate_host(host, settings.ALLOWED_HOSTS):
        return []
    return [Error(f"BASE_URL dẫn tới {host!r}, tên miền không có trong ALLOWED_HOSTS.", id="site_cms.E002")]


def check_shared_cache(app_configs, **kwargs):
    """Several web processes, each with a cache of its own, may show an address or a photo that another one replaced."""
    if settings.CACHE_URL or os.environ.get("WEB_CONCURRENCY", "2") == "1":
        return []
    said = "Nhiều tiến trình web mà không có bộ nhớ đệm chung: đặt CACHE_URL (Redis), hoặc WEB_CONCURRENCY=1."
    return [Warning(said, id="site_cms.W001")]
