"""Headings inside a piece, in an order that a screen reader can follow."""

import re

from django import template

register = template.Library()

SMALL_HEADING = re.compile(r"(</?h)3(?=[\s>])")


@register.filter(is_safe=True)
def in_order(html):
    """`html` (the body of a piece) with each small heading that stands before any large one made a large one.

    Writers choose headings by their looks; below the title of the piece an h3 without an h2 skips a level.
    """
    before, large_one, after = html.partition("<h2")
    return SMALL_HEADING.sub(r"\g<1>2", before) + large_one + after
