"""What browsers are told to refuse, with every answer: Content-Security-Policy and its kin (docs/headers.md)."""

from urllib.parse import urlsplit

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse


class SecurityHeaders(CSPMiddleware):
    """The policy of public pages, or that of the back office; a view that has set one of its own keeps it.

    Neither has a nonce: no script or style of ours stands inside a page, and a kept page is sent to many.
    """

    def process_response(self, request, response):
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        if is_back_office(request):
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return super().process_response(request, response)

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only:
            if is_back_office(request):
                parts.replace = back_office_policy(request) | (parts.replace or {})
            if origin := origin_of_media():
                parts.update = {"img-src": [origin], "media-src": [origin]} | (parts.update or {})
        return parts


def is_back_office(request):
    return request.path.startswith(reverse("wagtailadmin_home"))


def back_office_policy(request):
    """What its pages may do beyond the public ones (dict); where people log in, no script stands inside the page."""
    policy = dict(settings.BACK_OFFICE_POLICY)
    if request.path.startswith(reverse("wagtailadmin_login")):
        del policy["script-src"]
    return policy


def origin_of_media():
    """Where photos and recordings are fetched from when it is another machine than this (str), else ""."""
    address = urlsplit(default_storage.url("x"))
    return f"{address.scheme}://{address.netloc}" if address.netloc else ""
