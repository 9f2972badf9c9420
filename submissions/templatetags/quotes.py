"""Quotation marks as print has them, for what was typed with those of a keyboard."""

import re

from django import template
from django.utils.safestring import SafeData

register = template.Library()

TAG = re.compile(r"(<[^>]*>)")
OPENING = re.compile(r'(?<![^\s(\[“‘–—-])"(?=\S)')


@register.filter(is_safe=True)
def curly(text):
    """`text` (plain, or the HTML of a body) with “ and ” for each straight double quotation mark between its tags.

    What is stored and approved keeps the marks as they were typed: only how they are drawn differs.
    """
    if not isinstance(text, SafeData):
        return _curly(text)
    return "".join(part if part.startswith("<") else _curly(part) for part in TAG.split(text))


def _curly(text):
    return OPENING.sub("“", text.replace("&quot;", '"')).replace('"', "”")
