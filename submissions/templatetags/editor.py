"""What the editor's frame asks: the way back out of it, and what stands beside the form."""

from django import template

from submissions.desk.action_menu import is_about_news
from submissions.desk.way_back import list_above
from submissions.rights.roles import user_is_editor

register = template.Library()
# The state of a piece stands on its own page, in the office's words; Wagtail's panel tells of locks and references
# and offers a time of publication, which is the board's to set. "Checks" looks at the page around the text.
NOT_FOR_UNITS = {"status", "checks"}


@register.simple_tag(takes_context=True)
def way_back(context, title):
    """Crumbs for Wagtail's `breadcrumbs`, the last called `title`; None in the editor of what is no piece of news."""
    if not is_about_news(context):
        return None
    return [list_above(context["request"].user, context.get("page")), {"url": None, "label": title}]


@register.simple_tag(takes_context=True)
def panels_in_use(context):
    """Those of Wagtail's side panels that the person has a use for."""
    panels = context["side_panels"]
    if not is_about_news(context) or user_is_editor(context["request"].user):
        return panels
    return [panel for panel in panels if panel.name not in NOT_FOR_UNITS]
