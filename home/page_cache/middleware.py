"""Answers anonymous readers from what was sent to the one before, as long as nothing public has changed.

A page is kept by host and path until its name is another one (store.py). Only what Wagtail serves as a public page, or
what is marked with `public_page`, is kept; never a page for somebody who is logged in, a preview, a form, an error, or
what was asked with a question: of lists the newest page.
"""

import hashlib
import time
from functools import lru_cache, partial
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, InterfaceError
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from wagtail.models import Site

from home.page_cache import store
from home.page_cache.release import release

# A proxy may show it for a second without asking, everybody else asks each time whether it is still the same.
FOR_READERS = {"public": True, "max_age": 0, "s_maxage": 1}
# nginx counts in whole seconds: of "a second" it makes two. This is: until the one that has begun is over.
FOR_NGINX = "X-Accel-Expires"
# Where in a request's META stands what was found for it.
ASKED = "home.page_cache"
FOR_MEMBERS = {"private": True, "no_cache": True}
# What others add to an address and no page of ours reads.
IGNORED = ("utm_", "fbclid", "gclid", "zarsrc", "zalo")


class Kept(NamedTuple):
    """A page as it was sent."""

    content: bytes
    headers: dict


class KeptPages:
    """Stands before sessions and everything that asks the database."""

    def __init__(self, get_response):
        self.get_response = get_response
        release()  # remembered: the files are those that this process has loaded

    def __call__(self, request):
        if not leads_to_public_page(request.path_info):
            return self.get_response(request)
        is_anonymous = is_anonymous_reading(request)
        try:
            found = found_for(request) if is_anonymous else None
            if found is None:
                know_site(request)
        except (DatabaseError, InterfaceError, SuspiciousOperation):
            # What is behind meets the same, and its answer gets the headers of all.
            return self.get_response(request)
        if not is_anonymous:
            response = self.get_response(request)
            if not response.has_header("Cache-Control"):
                patch_cache_control(response, **FOR_MEMBERS)
            return response
        if found is not None:
            response = HttpResponse(found.content, headers=found.headers)
        else:
            response = self.get_response(request)
            if not is_the_same_for_all(request, response):
                return response
            seal(response)
            if request.method == "GET":
                store.keep(name_of(request), Kept(response.content, dict(response.items())))
        response = get_conditional_response(request, etag=response["ETag"], response=response)
        name, value = until_the_second_is_over()
        response[name] = value
        return response


def found_for(request):
    """The Kept page for `request`, or None. What door.py did not find is not looked for again."""
    if ASKED not in request.META:
        request.META[ASKED] = store.kept(name_of(request))
    return request.META[ASKED]


def until_the_second_is_over():
    """The header (name, value) that tells nginx how long."""
    return FOR_NGINX, f"@{int(time.time())}"


def know_site(request):
    """Leave the site of `request` with its front page where Wagtail looks for it: the same for every page."""
    request._wagtail_site = store.once(request, ("site", request.get_host()), partial(read_site, request))


def read_site(request):
    """The Site of `request` with its front page as what it is, or None; Wagtail reads it twice for each page."""
    site = Site.find_for_request(request)
    if site is not None:
        site.root_page = site.root_page.specific
    return site


def name_of(request):
    """Under what name the page at `request` is kept now (str); None for one that is made anew each time."""
    if any(not name.startswith(IGNORED) for name in request.GET):
        return None
    return store.name_now(request, request.scheme, request.get_host(), request.path)


def is_anonymous_reading(request):
    """Whether nobody is logged in, and the request only reads. Wagtail's previews are requests of its own making."""
    reads = request.method in ("GET", "HEAD")
    return reads and settings.SESSION_COOKIE_NAME not in request.COOKIES and not getattr(request, "is_dummy", False)


@lru_cache(maxsize=4096)
def leads_to_public_page(path):
    """Whether a public page would answer at `path`: nothing else costs a look at the database here."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return match.view_name == "wagtail_serve" or getattr(match.func, "is_public_page", False)


def is_the_same_for_all(request, response):
    """Whether `response` is a whole public page without a trace of who asked for it."""
    is_personal = (
        response.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE") or response.has_header("Cache-Control")
    )
    return response.status_code == 200 and not response.streaming and not is_personal


def seal(response):
    """Give `response` what lets browsers and proxies ask for it again at little cost."""
    response["ETag"] = f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    patch_cache_control(response, **FOR_READERS)
    patch_vary_headers(response, ["Cookie"])
