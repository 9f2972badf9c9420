"""Who has typed the password and has not shown the rest: known to the session, and logged in nowhere."""

from dataclasses import asdict, dataclass

from allauth.mfa.internal.flows.trust import create_config_fingerprint
from django.conf import settings
from django.contrib.auth import login
from django.core import signing
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare

from doors.factors import factors
from doors.factors.who import must_have_factor
from doors.presence import sessions
from submissions.accounts import known_browsers
from submissions.accounts.lockout import plain_name
from submissions.by_mail import devices
from submissions.models import User

KEY = "doors.waiting"
# In seconds; then the password is asked for again.
HOLDS = 600
# Whose rights the session has: a password was looked at, or another server that the office named vouched.
BACKEND = "django.contrib.auth.backends.ModelBackend"
TRUST = "trusted_device"
SALT = "doors.entering.trusted"


@dataclass(frozen=True)
class Wish:
    """What somebody chose at log-in, and where they want to go."""

    to: str
    remember: bool = False
    own_device: bool = False


def enter(request, user, wish):
    """The next step of `user`, whose password was right, as a response: the factor, its set-up, or the site."""
    if not factors.has_factor(user):
        if not must_have_factor(user):
            return let_in(request, user, wish, redirect(wish.to))
        wait(request, user, wish)
        return redirect("doors:set_up")
    if is_trusted(request, user):
        request.factor_shown = True
        return let_in(request, user, wish, redirect(wish.to))
    wait(request, user, wish)
    return redirect("doors:code")


def wait(request, user, wish):
    """Keep who waits, under another key: a session that somebody put into this browser before is not handed on."""
    request.session.cycle_key()
    request.session[KEY] = {
        "user": user.pk,
        "password": user.get_session_auth_hash(),
        "at": sessions.now(),
        "wish": asdict(wish),
    }
    request.session.set_expiry(0)


def waiting(request):
    """(User, Wish) of whoever waits in the session of `request`; None where nobody does, or not any more."""
    kept = request.session.get(KEY)
    if not kept or sessions.now() - kept["at"] >= HOLDS:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    # Another password meanwhile, and whoever waits starts anew.
    if user is None or not constant_time_compare(user.get_session_auth_hash(), kept["password"]):
        return None
    return user, Wish(**kept["wish"])


def let_in(request, user, wish, response):
    """Log `user` in; `response`, with what the browser has to keep."""
    # One of before, which was not enough, may be in other hands as well: nothing of it is kept.
    request.session.flush()
    login(request, user, backend=BACKEND)
    request.session.set_expiry(settings.SESSION_COOKIE_AGE if wish.remember else 0)
    known_browsers.remember(request, response, name=plain_name(user.username))
    if wish.own_device:
        devices.leave_mark(request, response, user=user)
    return response


def trust(request, user, response):
    """Ask no second factor of `user` in this browser for TRUSTED_DEVICE_DAYS; another factor or password ends it."""
    response.set_cookie(
        TRUST,
        signing.dumps({str(user.pk): create_config_fingerprint(user)}, salt=SALT),
        max_age=settings.TRUSTED_DEVICE_DAYS * 86_400,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def is_trusted(request, user):
    """Whether `user` has this browser asked no second factor (`trust`), and nothing has ended that."""
    days = settings.TRUSTED_DEVICE_DAYS
    if not days:
        return False
    try:
        kept = signing.loads(request.COOKIES.get(TRUST, ""), salt=SALT, max_age=days * 86_400)
    except signing.BadSignature:
        return False
    return constant_time_compare(kept.get(str(user.pk), ""), create_config_fingerprint(user))
