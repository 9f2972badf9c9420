"""What the page of results asks of the words looked for."""

from django import template
from django.utils.html import format_html, format_html_join

from home.search import suggesting
from home.templatetags.site_frame import site_frame

register = template.Library()


@register.simple_tag
def marked(parts):
    """The text of `parts` (home.search.excerpts.Part), escaped, hits in `<mark>`."""
    shown = ((format_html("<mark>{}</mark>", part.text) if part.is_hit else part.text,) for part in parts)
    return format_html_join("", "{}", shown)


@register.simple_tag(takes_context=True)
def sections_named(context, query):
    """The sections of the menu (navigation.Link), read already, whose titles have the words of `query`."""
    return suggesting.named(query, site_frame(context)["sections"], "title")
