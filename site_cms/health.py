"""Whether this process lives and its parts answer, asked by the container and by what balances load."""

from django.core.cache import cache
from django.db import Error, connection
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def alive(request):
    """Answer 200 as long as this process answers at all: no part is asked, so that none of them gets it restarted."""
    return HttpResponse("alive\n", content_type="text/plain")


@require_safe
@never_cache
def healthz(request):
    """One line for each part; 200 while the site can serve pages, 503 without its database.

    Without its cache it can (site_cms/cache.py). The line says nothing more than that, for anybody may ask.
    """
    parts = {"database": database_answers(), "cache": cache_answers()}
    lines = "".join(f"{name}: {'ok' if answers else 'away'}\n" for name, answers in parts.items())
    return HttpResponse(lines, status=200 if parts["database"] else 503, content_type="text/plain")


def database_answers():
    """Whether the database answers the smallest of questions."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def cache_answers():
    """Whether Redis answers; the memory of this process always does."""
    return cache.answers() if hasattr(cache, "answers") else True
