"""What the pages before log-in need."""

from django import template

from submissions.models import Locality

register = template.Library()


@register.simple_tag
def doorway_site_name():
    """The name (str) of the site, as people know it."""
    return Locality.load().site_title
