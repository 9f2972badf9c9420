"""What /readyz answers: the parts of the site, each in a line."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from keeping.readiness.parts import NEEDED, parts


@require_safe
@never_cache
def ready(request):
    """A line for each part, "ok" or "not ok"; 503 without what no page can do without, else 200.

    It says nothing more than that, for anybody may ask: what is wrong and what mends it tells `manage.py doctor`.
    """
    found = parts()
    lines = "".join(f"{name}: {'ok' if is_well else 'not ok'}\n" for name, is_well in found.items())
    is_ready = all(found[name] for name in NEEDED)
    return HttpResponse(lines, status=200 if is_ready else 503, content_type="text/plain")
