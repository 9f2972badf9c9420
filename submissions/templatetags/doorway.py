"""What the pages before log-in and every screen of the back office need of the office."""

from django import template

from submissions.models import Locality

register = template.Library()


@register.simple_tag(takes_context=True)
def doorway_site_name(context):
    """The name (str) of the site, as people know it."""
    return office_of(context).site_title


@register.simple_tag(takes_context=True)
def doorway_emblem(context):
    """Where the office's emblem lies (str)."""
    return office_of(context).emblem_address


@register.simple_tag(takes_context=True)
def doorway_icon(context):
    """Where the office's emblem for the head of a page lies (str)."""
    return office_of(context).icon_address


def office_of(context):
    """The office's names, read once for a request; pages of errors may have none."""
    return Locality.load(request_or_site=context.get("request"))
