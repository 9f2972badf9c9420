"""Who has not shown what the account needs is nobody: for every view, known or not, without a list of addresses."""

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import SimpleLazyObject

from doors.factors.who import idle_minutes, must_have_factor
from doors.presence import sessions

# What a screen that stands open asks by itself: it keeps no session alive.
BY_ITSELF = ("/admin/editing-sessions/", "/admin/phien/")


class WhoIsHere:
    """Middleware, right behind Django's. Readers without a session cost nothing: nobody asks who they are."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.user = SimpleLazyObject(lambda: who_is_here(request, get_user(request)))

        async def auser():
            return await sync_to_async(lambda: request.user)()

        request.auser = auser
        return self.get_response(request)


def who_is_here(request, user):
    """`user`, or AnonymousUser where the session is not enough to be this person."""
    if not user.is_authenticated:
        return AnonymousUser()
    mark = sessions.mark_of(request, user)
    silence = sessions.now() - mark["seen"]
    limit = idle_minutes(user) * 60
    if limit and silence >= limit:
        if not settings.READ_ONLY:
            request.session.flush()
        return AnonymousUser()
    if mark["factor"] == sessions.OWED or (mark["factor"] == sessions.NONE and must_have_factor(user)):
        return AnonymousUser()
    is_noted = not settings.READ_ONLY and not request.path.startswith(BY_ITSELF)
    if silence >= sessions.NOTED_EVERY and is_noted:
        sessions.note_use(request, user, mark)
        if request.session[sessions.KEY]["factor"] == sessions.OWED:
            return AnonymousUser()
    return user
