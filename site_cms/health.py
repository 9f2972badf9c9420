"""Whether this process lives, asked by the container; which parts of the site answer: keeping/readiness/."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def alive(request):
    """Answer 200 as long as this process answers at all: no part is asked, so that none of them gets it restarted."""
    return HttpResponse("alive\n", content_type="text/plain")
