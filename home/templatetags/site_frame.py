"""What the head and the foot of every public page need."""

from django import template

from home import navigation
from submissions.models import NewsIndexPage

register = template.Library()


@register.simple_tag(takes_context=True)
def site_frame(context):
    """The menu of a page: {"sections", "blocks" of units, "news_url"}, read once per request."""
    request = context["request"]
    if not hasattr(request, "_site_frame"):
        root = NewsIndexPage.of(request)
        request._site_frame = {
            "sections": navigation.menu_sections(),
            "blocks": navigation.unit_blocks(),
            "news_url": root.get_url(request) if root else None,
        }
    return request._site_frame
