"""Which addresses a note may be about: those at which a reader is shown a page of this site now."""

from copy import copy

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, QueryDict
from django.urls import Resolver404, resolve

LONGEST_PATH = 255
# Shown to everybody and kept for nobody; all else that is public is Wagtail's, or marked with `public_page`.
NOT_KEPT = {"search"}


def is_public_address(path, *, request):
    """Whether whoever opens `path` (str) now, by a link, is shown a page; nothing else is called to find that out."""
    if not path.startswith("/") or path.startswith("//") or len(path) > LONGEST_PATH or "?" in path:
        return False
    try:
        match = resolve(path)
    except Resolver404:
        return False
    is_public = match.view_name == "wagtail_serve" or getattr(match.func, "is_public_page", False)
    if not is_public and match.view_name not in NOT_KEPT:
        return False
    try:
        response = match.func(opening(path, request=request), *match.args, **match.kwargs)
    except Http404:
        return False
    return response.status_code == 200 and response["Content-Type"].startswith("text/html")


def opening(path, *, request):
    """The request (as `request`) of somebody unknown who opens `path`."""
    asked = copy(request)
    asked.method, asked.path, asked.path_info = "GET", path, path
    asked.GET, asked.POST, asked.user = QueryDict(), QueryDict(), AnonymousUser()
    return asked
