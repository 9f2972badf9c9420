"""What the pages before log-in need."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def doorway_site_name():
    """The name (str) of the site, as people know it."""
    return settings.WAGTAIL_SITE_NAME
