"""The body of a piece as it comes from the editor, its text in the form in which it is stored: Unicode, composed."""

from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.rich_text import RichText

from vietnamese.old_fonts.legacy import as_unicode, html_as_unicode
from vietnamese.text import normalise, normalise_html


def normalised(value):
    """`value` of any block with every text in it normalised; what holds other values is changed in place.

    Not sooner, on what was posted: rich text is posted with the places of its links and bold words counted in
    characters, and composing two characters into one would move them.
    """
    if isinstance(value, str):
        return normalise(as_unicode(value))
    if isinstance(value, RichText):
        return RichText(normalise_html(html_as_unicode(value.source)))
    if isinstance(value, StreamValue | ListValue):
        for child in value.bound_blocks if isinstance(value, ListValue) else value:
            child.value = normalised(child.value)
    elif isinstance(value, dict):
        for key, part in value.items():
            value[key] = normalised(part)
    elif isinstance(value, list):
        value[:] = map(normalised, value)
    return value
