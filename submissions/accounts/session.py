"""Whether somebody is logged in, and who: asked by the scripts that keep what is typed before they send it."""

from django.http import JsonResponse
from django.middleware.csrf import get_token


def session(request):
    """The key of the account and a token for forms (JSON); who is not logged in is refused before this view."""
    answer = JsonResponse({"person": request.user.pk, "csrf": get_token(request)})
    answer["Cache-Control"] = "no-store"
    return answer
