"""Parts of a body that the quick form does not change, as readers see them."""

from django import template

from submissions.models import NewsPage

register = template.Library()


@register.simple_tag(takes_context=True)
def as_read(context, block):
    """A raw `block` (a dict) of the body of a piece, rendered as on the piece's page."""
    body = NewsPage._meta.get_field("body").stream_block
    return body.to_python([block])[0].render(context=context.flatten())
