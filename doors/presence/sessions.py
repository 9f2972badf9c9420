"""What a session knows of its person: whether a second factor was shown, and when it was last used.

Each has a row of allauth's UserSession beside it, by which people see and end their own.
"""

import datetime
import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.utils import timezone

from doors.factors import factors
from submissions.accounts.lockout import client_address

KEY = "doors"
# Shown: with this session. None: the account has no factor. Owed: it has one, and this session did not show it.
SHOWN, NONE, OWED = "shown", "none", "owed"
# How often a session that is used is noted, in seconds.
NOTED_EVERY = 60
# A password was typed, or a factor shown, so lately that what protects the account may be changed.
PROVED = "doors.proved"
PROOF_HOLDS = 15 * 60


def connect():
    user_logged_in.connect(begin, dispatch_uid="doors.begin")


def begin(sender, request, user, **kwargs):
    """Whatever logs somebody in: without a factor shown, the session of an account that has one opens nothing."""
    factor = SHOWN if getattr(request, "factor_shown", False) else of_account(user)
    request.session[KEY] = {"factor": factor, "seen": now()}
    prove(request)
    # Of sessions that ended by themselves nobody says so.
    over = timezone.now() - datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    UserSession.objects.filter(user=user, last_seen_at__lt=over).delete()
    keep_row(request, user)


def of_account(user):
    """What a session of `user` has that showed no factor: OWED where the account has one, else NONE."""
    return OWED if factors.has_factor(user) else NONE


def now():
    return int(time.time())


def mark_of(request, user):
    """What the session of `request` knows of `user` (dict with "factor", "seen"); made where it knows nothing yet."""
    mark = request.session.get(KEY)
    if mark is None:
        mark = request.session[KEY] = {"factor": of_account(user), "seen": now()}
    return mark


def set_factor(request, factor):
    """Let the session know `factor` (SHOWN, NONE or OWED) of its person from now on."""
    request.session[KEY] = {"factor": factor, "seen": now()}


def note_use(request, user, mark):
    """Note that the session is used; where it began without a factor, look whether the account has one by now."""
    factor = of_account(user) if mark["factor"] == NONE else mark["factor"]
    request.session[KEY] = {"factor": factor, "seen": now()}
    keep_row(request, user)


def keep_row(request, user):
    """The row of this session: its key is another one after each change of the password."""
    if request.session.session_key is None:  # somebody else was logged in here just now
        request.session.save()
    UserSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": user,
            "ip": client_address(request) or "::",
            "user_agent": request.META.get("HTTP_USER_AGENT", "")[:200],
            "last_seen_at": timezone.now(),
        },
    )


def prove(request):
    """Note that the person typed the password, or showed a factor, just now."""
    request.session[PROVED] = now()


def is_proved(request):
    """Whether the person typed the password, or showed a factor, within the last quarter of an hour."""
    return now() - request.session.get(PROVED, 0) < PROOF_HOLDS


def sessions_of(user):
    """The sessions of `user` that go on (UserSession), the last used first; rows of those that are over are deleted."""
    return sorted(UserSession.objects.purge_and_list(user), key=lambda one: one.last_seen_at, reverse=True)


@transaction.atomic
def end_sessions(user, *, but=None):
    """End the sessions of `user`, but the one with the key `but` (str); returns how many were ended."""
    ended = 0
    for one in UserSession.objects.select_for_update().filter(user=user).exclude(session_key=but or ""):
        one.end()
        ended += 1
    return ended
