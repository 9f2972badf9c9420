"""System checks: the settings of the doors are made of words that there are, and an office's log-in is named whole."""

from django.conf import settings
from django.core.checks import Error, register

from doors.factors.who import WORDS


def register_checks():
    register(check_words)
    register(check_oidc)
    register(check_days)


def check_words(app_configs, **kwargs):
    """A word that is misspelt would leave a role without its second factor, and nobody would see it."""
    return [
        Error(f"{name}: không có vai trò {word!r}; chỉ dùng {', '.join(WORDS)}.", id="doors.E001")
        for name in ("SECOND_FACTOR_FOR", "SESSION_IDLE_MINUTES")
        for word in getattr(settings, name)
        if word not in WORDS
    ]


def check_days(app_configs, **kwargs):
    """Fewer than none would ask nothing and not say so; more than a year, and nobody could ever be helped."""
    if 0 <= settings.ADMINISTRATOR_DAYS <= 366:
        return []
    return [Error("ADMINISTRATOR_DAYS phải từ 0 đến 366.", id="doors.E003")]


def check_oidc(app_configs, **kwargs):
    if not settings.OIDC_SERVER:
        return []
    wrong = []
    if not settings.OIDC_CLIENT_ID or not settings.OIDC_CLIENT_SECRET:
        wrong.append("OIDC_SERVER cần OIDC_CLIENT_ID và OIDC_CLIENT_SECRET.")
    if not settings.OIDC_SERVER.startswith("https://"):
        wrong.append("OIDC_SERVER phải là địa chỉ https://.")
    if settings.OIDC_CREATE and not settings.OIDC_MATCH_EMAIL:
        wrong.append("OIDC_CREATE cần OIDC_MATCH_EMAIL.")
    return [Error(sentence, id="doors.E002") for sentence in wrong]
