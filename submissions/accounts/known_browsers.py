"""A browser in which somebody logged in before is let in while strangers lock the account (docs/safety.md).

Its mark is a signed cookie: the user names, and for each a word of chance under which its own failures are counted.
It opens nothing and shortens no password: it only says whose failures are not counted with everybody's.
"""

import datetime
import secrets

from django.conf import settings
from django.core import signing

COOKIE = "known_browser"
SALT = "submissions.accounts.known_browsers"
HOLDS = datetime.timedelta(days=365)
# Between the user name and the word: no user name has it (`submissions.accounts.lockout`).
BETWEEN = "|"
# A computer of an office has a few people; a cookie has four kilobytes.
MOST_NAMES = 8


def marks_in(request):
    """{user name as it is counted: word} of the browser of `request`; the last one to log in stands last."""
    try:
        marks = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=HOLDS)
    except signing.BadSignature:
        return {}
    return marks if isinstance(marks, dict) else {}


def remember(request, response, *, name):
    """Note in the browser that the owner of the user name `name` (as it is counted) has logged in there."""
    marks = marks_in(request)
    word = marks.pop(name, None) or secrets.token_urlsafe(12)
    marks = dict(list(marks.items())[1 - MOST_NAMES :]) | {name: word}
    response.set_cookie(
        COOKIE,
        signing.dumps(marks, salt=SALT),
        max_age=HOLDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
