"""What the editor's frame asks: the way back out of it."""

from django import template

from submissions.models import NewsPage, UnitPage
from submissions.wayback import list_above

register = template.Library()


@register.simple_tag(takes_context=True)
def way_back(context, title):
    """Crumbs for Wagtail's `breadcrumbs`, the last called `title`; None in the editor of what is no piece of news."""
    page = context.get("page")
    if page is None and not isinstance(context.get("parent_page"), UnitPage):
        return None
    if page is not None and not isinstance(page, NewsPage):
        return None
    return [list_above(context["request"].user, page), {"url": None, "label": title}]
