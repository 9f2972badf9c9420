"""Answers from what is kept before Django is asked: the rules of the middleware, without what a request costs there."""

from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, InterfaceError, close_old_connections

from home.page_cache.middleware import found_for, is_anonymous_reading, leads_to_public_page, until_the_second_is_over

# Whoever asks under a condition is answered by Django, which compares.
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE")


class KeptFirst:
    """A WSGI application before `site`, Django's own."""

    def __init__(self, site):
        self.site = site

    def __call__(self, environ, start_response):
        found = None
        if environ["REQUEST_METHOD"] == "GET" and not any(name in environ for name in CONDITIONS):
            found = find(WSGIRequest(environ))
        if found is None:
            return self.site(environ, start_response)
        start_response("200 OK", [*found.headers.items(), until_the_second_is_over()])
        return [found.content]


def find(request):
    """The Kept page for `request`, or None: also for what Django has to refuse."""
    if not leads_to_public_page(request.path_info) or not is_anonymous_reading(request):
        return None
    close_old_connections()  # As Django does round each request of its own.
    try:
        return found_for(request)
    except (DatabaseError, InterfaceError, SuspiciousOperation):
        return None
    finally:
        close_old_connections()
