"""Nothing typed is lost by a session that has ended: the answers that long forms get, and where people are led then.

The scripts of the back office keep what is typed until the server has it (docs/uploads.md); they send with the header
`X-Kept` and are told by JSON whether that is so. Without them a person is at least told why nothing came of it.
"""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as bare_page

HEADER = "X-Kept"
# Read and cleared by the script: whoever logs out leaves nothing typed behind.
GONE = "kept-gone"


class KeptForms:
    """Middleware. Outside of the messages', so that it knows what the person will be told."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method != "POST" or not request.path.startswith(reverse("wagtailadmin_home")):
            return response
        name = request.resolver_match.url_name if request.resolver_match else ""
        if name == "wagtailadmin_logout":
            response.set_cookie(GONE, "1", path=reverse("wagtailadmin_home"), secure=settings.SESSION_COOKIE_SECURE)
        if response.status_code not in (301, 302, 303):
            return response
        is_log_in = request.path.startswith(reverse("wagtailadmin_login"))  # and its steps, which say so themselves
        if leads_to_login(response) and not is_log_in and name != "wagtailadmin_logout":
            return ended(request)
        return told(request, response) if HEADER in request.headers else response


def leads_to_login(response):
    return urlsplit(response["Location"]).path == reverse("wagtailadmin_login")


def told(request, response):
    """`response`, which leads elsewhere, for the script: where to, and whether the server has what was typed.

    A refusal tells a sentence and leads back as well: what was typed for it is kept.
    """
    said = getattr(getattr(request, "_messages", None), "_queued_messages", [])
    is_kept = all(message.level < messages.WARNING for message in said)
    answer = JsonResponse({"to": response["Location"], "kept": is_kept})
    answer.cookies = response.cookies
    return answer


def ended(request):
    """The log-in, and from there to the form: the address that it was sent to often shows nothing."""
    if HEADER in request.headers:
        return JsonResponse({"login": True}, status=401)
    messages.warning(
        request,
        _("You were logged out meanwhile, so nothing has been sent yet. Please log in and send it again."),
    )
    # The message is stored by a middleware that is through by now.
    answer = redirect(f"{reverse('wagtailadmin_login')}?{urlencode({'next': came_from(request)})}")
    request._messages.update(answer)
    return answer


def came_from(request):
    """The address (str) of the screen of ours that `request` was sent from; the first one where that is not known."""
    referrer = urlsplit(request.headers.get("Referer", ""))
    first = reverse("wagtailadmin_home")
    if referrer.netloc != request.get_host() or not referrer.path.startswith(first):
        return first
    return f"{referrer.path}?{referrer.query}" if referrer.query else referrer.path


def csrf_failure(request, reason=""):
    """In place of a bare page: somebody has logged in again in another window since the form was opened."""
    if not request.path.startswith(reverse("wagtailadmin_home")):
        return bare_page(request, reason=reason)
    if HEADER in request.headers or request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"csrf": True}, status=403)
    messages.warning(
        request, _("This form was opened before you logged in again, so nothing has been sent. Please send it again.")
    )
    return redirect(came_from(request))
