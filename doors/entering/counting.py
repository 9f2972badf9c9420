"""Wrong codes are counted with wrong passwords, by the same rules: who has the password guesses no code."""

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_lockout_response
from django.contrib.auth.signals import user_login_failed


def locked_out(request, user):
    """The page for whom log-in is refused just now; None where it is not."""
    credentials = {"username": user.username}
    if AxesProxyHandler.is_allowed(request, credentials):
        return None
    return get_lockout_response(request, credentials=credentials)


def count(request, user):
    """Note a wrong code of `user`; enough of them lock the log-in."""
    user_login_failed.send(sender=__name__, credentials={"username": user.username}, request=request)
